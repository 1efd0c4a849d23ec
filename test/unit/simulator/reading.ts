/** Reads a duration in Go's notation, independently of how the simulator writes it; seconds. */
export function secondsOf(text: string): number {
  const match = /^(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d{1,3})?)s|(\d+)ms)?$/.exec(text);
  if (!match || text === '') throw new Error(`not a duration: "${text}"`);
  const [, hours = 0, minutes = 0, seconds = 0, milliseconds = 0] = match;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(milliseconds) / 1000;
}

/** The number behind a word, such as 385 in "Requested 385". */
export function numberAfter(word: string, message: string): number {
  const digits = new RegExp(`${word} ([\\d,]+)`).exec(message)?.[1];
  if (!digits) throw new Error(`no ${word} in "${message}"`);
  return Number(digits.replaceAll(',', ''));
}
