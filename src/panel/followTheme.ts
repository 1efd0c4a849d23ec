/** An element that draws on a canvas, which does not follow CSS variables by itself. */
export interface Redrawn {
  redraw(): void;
}

/** Redraws all elements of these names when the theme changes. */
export function followTheme(document: Document, names: readonly string[]): void {
  const redraw = () => {
    for (const element of document.querySelectorAll(names.join())) (element as Element & Redrawn).redraw();
  };
  const observer = new MutationObserver(redraw);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
}
