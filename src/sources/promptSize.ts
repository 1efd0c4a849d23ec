import { pictureTokens } from '../core/pacing/parameters.ts';

/** Bytes of a body that are a token of a prompt: recorded sessions have 3.1 to 4.7. */
const bytesPerToken = { least: 3.1, usual: 3.9 };

/**
 * Tokens of a prompt by the bytes of the request's body, `pictures` among them: what is likely, and the most that they may be,
 * since what a picture costs differs.
 */
export function promptSize(
  bytes: number,
  pictures = { count: 0, bytes: 0 },
): { readonly input: number; readonly inputAtMost: number } {
  const text = Math.max(0, bytes - pictures.bytes);
  const input = Math.round(text / bytesPerToken.usual + pictures.count * pictureTokens);
  return { input, inputAtMost: Math.max(input, Math.ceil(bytes / bytesPerToken.least)) };
}
