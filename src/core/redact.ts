/**
 * Shapes of credentials, no matter whose: provider keys, bearer tokens, key headers and basic authentication in URLs.
 */
const secretShapes: readonly (readonly [RegExp, string])[] = [
  // Distinct enough to match within a word as well, such as after the "\n" of an escaped text.
  [/sk-(?:ant|proj|or|svcacct|admin)-[\w-]{16,}/g, '[key]'],
  [/\b(?:sk|pk|rk|gsk|xai|crsr|csk|nvapi|pplx|hf|fw|r8|tgp_v1)[-_][\w-]{6,}/g, '[key]'],
  // "key" begins ordinary words as well: only with a digit and some length is it a credential.
  [/\bkey[-_](?=[A-Za-z_-]{0,200}\d)[\w-]{12,}/g, '[key]'],
  [/\bAIza[\w-]{10,}/g, '[key]'],
  // "Basic authentication" is no credential: a digit or some length makes one.
  [/\b(Bearer|Basic)\s+(?=\S*\d|\S{16})[\w.~+/=-]{6,}/gi, '$1 [key]'],
  [/\b(x-api-key|api-key|authorization)(["']?\s*[:=]\s*["']?)(?!Bearer\b|Basic\b)[^\s"',;]{6,}/gi, '$1$2[key]'],
  [/(\/\/)[^\s/@:]+:[^\s/@]+@/g, '$1[key]@'],
];

/** Identifiers of the account: not secret, but nobody else's business (docs/providers.md, OpenAI: headers). */
const accountShapes: readonly (readonly [RegExp, string])[] = [
  [/\borg-[A-Za-z0-9]{6,}/g, 'org-…'],
  [/\bproj_[A-Za-z0-9]{6,}/g, 'proj_…'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '…'],
];

/**
 * Removes credentials and account identifiers from the text. `secrets` are values known to be secret whatever their
 * shape; they are removed first, also in their Base64 and URL-encoded forms. Redact a text before cutting it, because a
 * truncated secret would no longer be recognised.
 */
export function redact(text: string, secrets: Iterable<string> = []): string {
  let clean = text;
  // The longest first: removing a part of a longer secret would leave the rest of it.
  const forms = [...secrets].filter((secret) => secret.length >= 4).flatMap(formsOf);
  for (const form of forms.sort((a, b) => b.length - a.length)) clean = clean.replaceAll(form, '[key]');
  for (const [shape, replacement] of [...secretShapes, ...accountShapes]) clean = clean.replace(shape, replacement);
  return clean;
}

/** The ways in which a secret is written: as it is, in JSON, in URLs, in Base64. */
function formsOf(secret: string): string[] {
  const inUrl = encodeURIComponent(secret.toWellFormed());
  const inForm = new URLSearchParams([['', secret]]).toString().slice(1);
  const lower = (encoded: string) => encoded.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase());
  const written = [secret, JSON.stringify(secret).slice(1, -1), inUrl, lower(inUrl), inForm, lower(inForm)];
  return [...new Set([...written, ...base64Forms(secret)])];
}

/**
 * The characters by which a text shows within a longer one in Base64: those that do not depend on its neighbours, at
 * each of three offsets.
 */
function base64Forms(text: string): string[] {
  const bytes = new TextEncoder().encode(text);
  return [0, 1, 2].flatMap((offset) => {
    const shifted = [...new Uint8Array(offset), ...bytes];
    const encoded = btoa(shifted.map((byte) => String.fromCharCode(byte)).join(''));
    const own = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor((shifted.length * 8) / 6));
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
