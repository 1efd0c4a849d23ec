import { credentialShapes, randomShapes } from './redaction/credentials.ts';
import { identityShapes } from './redaction/identity.ts';
import { withoutSecrets } from './redaction/knownSecrets.ts';
import { withoutShapes } from './redaction/shape.ts';
import { withoutTokens } from './redaction/tokens.ts';

/** The most UTF-16 units that come through: more than is read of a pasted text, and far more than is shown anywhere. */
const longest = 81_920;

const shapes = [...credentialShapes, ...identityShapes, ...randomShapes];

/** Invisible characters and controls between visible ones: they would hide a key from whoever looks for it. */
const hidden = /(?<=[!-~])(?:\p{Default_Ignorable_Code_Point}|(?![\t\n\r])\p{Cc})+(?=[!-~])/gu;

/**
 * Removes credentials, identifiers of the account, people and private machines from the text, by their shapes
 * (docs/threats.md, T6). `secrets` are values known to be secret whatever their shape; they are removed first, also in
 * their Base64 and URL-encoded forms. Redact a text before cutting it, because a truncated secret would no longer be
 * recognized. What is not looked at does not come through: of a text that is too long, only the beginning does.
 */
export function redact(text: string, secrets: Iterable<string> = []): string {
  const known = [...secrets];
  const visible = beginning(withoutSecrets(text, known)).replace(hidden, '');
  return withoutShapes(withoutTokens(withoutSecrets(visible, known)), shapes);
}

/** Ends with a whole word, since half a secret would not be recognized. */
function beginning(text: string): string {
  if (text.length <= longest) return text;
  const start = text.slice(0, longest);
  return `${start.slice(0, Math.max(0, start.search(/\s\S*$/)))}…`;
}
