/** C0 and C1 controls except tab and newline, and the marks that turn the direction of text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly what must not reach the page
const deceptive = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Makes text from outside (labels, model names, provider messages) safe to read: shows invisible controls, so that they
 * cannot disguise what stands beside them, and bounds the length.
 */
export function outsideText(text: string, longest = 200): string {
  const bounded = text.length > longest ? `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return bounded.replace(deceptive, '\ufffd');
}
