/** Runs in the page: texts of less contrast than 4.5 to 1 against the nearest painted background. */
export function faintTexts(): string[] {
  type Color = readonly [number, number, number, number];
  const parse = (text: string): Color => {
    const numbers = text.match(/[\d.]+/g)?.map(Number) ?? [];
    return [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0, numbers[3] ?? 1];
  };
  const over = (top: Color, below: Color): Color => {
    const mix = (at: 0 | 1 | 2) => top[at] * top[3] + below[at] * (1 - top[3]);
    return [mix(0), mix(1), mix(2), 1];
  };
  const light = (color: Color): number => {
    const part = (at: 0 | 1 | 2) => {
      const value = color[at] / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2);
  };
  const faint: string[] = [];
  for (const element of document.querySelectorAll('main *')) {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    if (!own || element.closest('vscode-button, .spoken')) continue;
    let behind: Color = parse(getComputedStyle(document.documentElement).backgroundColor);
    const card = element.closest('.card');
    if (card) behind = over(parse(getComputedStyle(card).backgroundColor), behind);
    const front = over(parse(getComputedStyle(element).color), behind);
    const [brighter, darker] = [light(front), light(behind)].sort((a, b) => b - a) as [number, number];
    const contrast = (brighter + 0.05) / (darker + 0.05);
    if (contrast < 4.5) faint.push(`${contrast.toFixed(2)}: ${element.textContent?.trim().slice(0, 40)}`);
  }
  return faint;
}
