/** C0 and C1 controls except tab and newline, and the marks that turn the direction of text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly what must not reach the page
const deceptive = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text that came from outside (labels, model names, provider messages), made safe to read: invisible controls become
 * visible, so that they cannot disguise what stands beside them, and the length is bounded.
 */
export function outsideText(text: string, longest = 200): string {
  const bounded = text.length > longest ? `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return bounded.replace(deceptive, '\ufffd');
}
