/** Which of a row of controls the key leads to from the one with the focus; `null` where it leads nowhere. */
export function neighbor<T>(
  controls: readonly T[],
  at: T,
  key: string,
  keys: { next: string; previous: string },
): T | null {
  const index = controls.indexOf(at);
  const target = { [keys.next]: index + 1, [keys.previous]: index - 1, Home: 0, End: controls.length - 1 }[key];
  return target === undefined || index < 0 ? null : (controls[target] ?? null);
}
