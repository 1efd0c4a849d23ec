import { pictureTokens } from '../core/pacing/parameters.ts';

/** Bytes of a body that are a token of a prompt: recorded sessions have 3.1 to 4.7. */
const bytesPerToken = { least: 3.1, usual: 3.9 };

/**
 * Tokens of a prompt by the bytes of the request's body and the pictures that these leave out: what is likely, and the
 * most that they may be.
 */
export function promptSize(bytes: number, pictures = 0): { readonly input: number; readonly inputAtMost: number } {
  const beside = pictures * pictureTokens;
  const tokens = (each: number) => bytes / each + beside;
  return { input: Math.round(tokens(bytesPerToken.usual)), inputAtMost: Math.ceil(tokens(bytesPerToken.least)) };
}
