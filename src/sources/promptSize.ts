/** Bytes of a body that are a token of a prompt: recorded sessions have 3.1 to 4.7. */
const bytesPerToken = { least: 3.1, usual: 3.9 };

/** Tokens of a prompt by the bytes of the request's body: what is likely, and the most that they may be. */
export function promptSize(bytes: number): { readonly input: number; readonly inputAtMost: number } {
  return { input: Math.round(bytes / bytesPerToken.usual), inputAtMost: Math.ceil(bytes / bytesPerToken.least) };
}
