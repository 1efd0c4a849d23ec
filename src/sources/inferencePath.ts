/** Requests that a model answers, and that count towards its limits; lists, files and counts of tokens do not. */
const inference =
  /\/(?:chat\/completions|completions|responses|messages|embeddings)\/?(?:\?|$)|:(?:stream)?generateContent(?:\?|$)/i;

/** Where a path names the model: Azure's deployments, Gemini's own API. */
const named = /\/deployments\/([\w.-]{1,100})\/|\/models\/([\w.-]{1,100}):/i;

const longestPath = 2_000;

/** Whether a request to this path uses up limits, and the model that the path names; `null` if it uses none up. */
export function inferenceAt(method: unknown, path: unknown): { readonly model: string | null } | null {
  if (method !== 'POST' || typeof path !== 'string' || path.length > longestPath || !inference.test(path)) return null;
  const found = named.exec(path);
  return { model: found?.[1] ?? found?.[2] ?? null };
}
