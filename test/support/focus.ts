import type { Workbench } from './workbench.ts';

/** Lets one of several windows have the focus, and no other: a browser without a screen gives it to every page. */
export async function focusOnly(focused: Workbench, windows: readonly Workbench[]): Promise<void> {
  const others = windows.filter((window) => window !== focused);
  for (const { page } of others) await page.evaluate(setFocus, false);
  await focused.page.evaluate(setFocus, true);
}

function setFocus(hasFocus: boolean): void {
  document.hasFocus = () => hasFocus;
  window.dispatchEvent(new Event(hasFocus ? 'focus' : 'blur'));
}
