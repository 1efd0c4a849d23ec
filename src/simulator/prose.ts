/** Each has more than 20 pieces, so that a small output limit always cuts it. */
const answers = [
  'The function reads the whole file before it looks at the first line. Reading it line by line keeps memory flat and gives the first result sooner.',
  'I looked at the three callers. Two of them never pass the second argument, so it can go; the third needs a default.',
  'The test fails because the clock is read twice. Take the time once at the top of the function and hand it down to both.',
  'Done. The parser now accepts a trailing comma, and there is a test for it. I left the error texts as they were, because the documentation quotes them.',
];

/**
 * A plausible short answer in pieces of one token each, at most `limit` of them. `cut` tells whether the limit ended
 * it.
 */
export function answerPieces(serial: number, limit: number): { pieces: readonly string[]; cut: boolean } {
  const text = answers[serial % answers.length] ?? '';
  const pieces = text.match(/\s*\S{1,7}/g) ?? [];
  return { pieces: pieces.slice(0, limit), cut: pieces.length > limit };
}
