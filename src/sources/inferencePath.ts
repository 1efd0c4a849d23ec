/**
 * Requests that a model answers, and that count towards its limits, among them those that shorten a conversation; lists, files,
 * counts of tokens and messages that are only put into a thread do not. Requests for pictures are left out: their answers say
 * nothing of limits (docs/providers.md).
 */
const inference =
  /\/(?:(?:chat\/)?completions|responses(?:\/compact)?|(?<!\/threads\/[^/]*\/)messages|embeddings)\/?$|:(?:stream)?generateContent$/i;

/** Where a path names the model: Azure's deployments, Gemini's own API. */
const named = /\/deployments\/([\w.-]{1,100})\/|\/models\/([\w.-]{1,100}):/i;

const longestPath = 2_000;

/** Whether a request to this path uses up limits, and the model that the path names; `null` if it uses none up. */
export function inferenceAt(method: unknown, path: unknown): { readonly model: string | null } | null {
  if (method !== 'POST' || typeof path !== 'string' || path.length > longestPath) return null;
  const end = path.indexOf('?');
  const place = end < 0 ? path : path.slice(0, end);
  if (!inference.test(place)) return null;
  const found = named.exec(place);
  return { model: found?.[1] ?? found?.[2] ?? null };
}
