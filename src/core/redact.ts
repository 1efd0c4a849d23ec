/** Shapes of credentials, whoever's they are: provider keys, bearer tokens, key headers and basic authentication in URLs. */
const secretShapes: readonly (readonly [RegExp, string])[] = [
  [/\b(?:sk|pk|rk|gsk|xai|key|crsr|csk|nvapi|pplx|hf|fw|r8|tgp_v1|AIza)[-_][\w-]{6,}/g, '[key]'],
  [/\bAIza[\w-]{10,}/g, '[key]'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, '$1 [key]'],
  [/\b(x-api-key|api-key|authorization)(["']?\s*[:=]\s*["']?)(?!Bearer\b|Basic\b)[^\s"',;]{6,}/gi, '$1$2[key]'],
  [/(\/\/)[^\s/@:]+:[^\s/@]+@/g, '$1[key]@'],
];

/** Identifiers of the account: not secret, but nobody else's business (PROVIDERS.md §1.1). */
const accountShapes: readonly (readonly [RegExp, string])[] = [
  [/\borg-[A-Za-z0-9]{6,}/g, 'org-…'],
  [/\bproj_[A-Za-z0-9]{6,}/g, 'proj_…'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '…'],
];

/**
 * The text without credentials and account identifiers. `secrets` are values known to be secret whatever their shape;
 * they are removed first, also in their Base64 and URL-encoded forms. Anything before a cut is redacted before it is cut.
 */
export function redact(text: string, secrets: Iterable<string> = []): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length < 4) continue;
    for (const form of [secret, encodeURIComponent(secret), base64(secret)]) clean = clean.replaceAll(form, '[key]');
  }
  for (const [shape, replacement] of [...secretShapes, ...accountShapes]) clean = clean.replace(shape, replacement);
  return clean;
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text))).replace(/=+$/, '');
}
