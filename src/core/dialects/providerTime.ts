const unitSeconds: Readonly<Record<string, number>> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 1e-3,
  µs: 1e-6,
  μs: 1e-6,
  us: 1e-6,
  ns: 1e-9,
};

/** No wait or reset of a provider is longer than this many seconds (a month); what is, is not a duration. */
export const longestTime = 31 * 86_400;

/**
 * Seconds of a Go duration such as `1h2m3.5s`, `6m0s`, `12ms` or `0s` (docs/providers.md, OpenAI: headers); `null` for
 * anything else, a bare number other than 0 included, because its unit is not known.
 */
export function parseGoDuration(text: string): number | null {
  if (text === '0') return 0;
  if (text.length > 40 || !/^(?:\d+(?:\.\d+)?(?:h|ms|m|s|µs|μs|us|ns))+$/.test(text)) return null;
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|µs|μs|us|ns)/g)) {
    seconds += Number(amount) * (unitSeconds[unit ?? ''] ?? Number.NaN);
  }
  return seconds <= longestTime ? seconds : null;
}

/** Epoch milliseconds of an RFC 3339 time such as `2026-06-08T18:45:44Z`; `null` for anything else. */
export function parseRfc3339(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/.test(text)) return null;
  return epoch(text.replace(' ', 'T').toUpperCase());
}

/** Epoch milliseconds of an HTTP date such as `Wed, 19 Aug 2026 14:36:55 GMT`; `null` for anything else. */
export function parseHttpDate(text: string): number | null {
  return /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(text) ? epoch(text) : null;
}

function epoch(text: string): number | null {
  // biome-ignore lint/style/noRestrictedGlobals: parsing a given text reads no clock
  const ms = Date.parse(text);
  return Number.isFinite(ms) ? ms : null;
}

/**
 * Seconds that a failed response asks to wait: `retry-after-ms` first, as both SDKs do, then `retry-after` as seconds or
 * as an HTTP date relative to the response's own `date`. `null` where it says nothing usable; 0 is no answer either,
 * since retrying at once is what led to the refusal (docs/providers.md, Endpoints that nobody listed).
 */
export function retryAfterSeconds(headers: Readonly<Record<string, string>>): number | null {
  const ms = plainNumber(headers['retry-after-ms']);
  const text = headers['retry-after'];
  const date = text === undefined ? null : parseHttpDate(text);
  const now = parseHttpDate(headers.date ?? '');
  const candidates = [
    ms === null ? null : ms / 1000,
    plainNumber(text),
    date === null || now === null ? null : (date - now) / 1000,
  ];
  return candidates.find((seconds) => seconds !== null && seconds > 0 && seconds <= longestTime) ?? null;
}

function plainNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}(?:\.\d{1,9})?$/.test(text) ? Number(text) : null;
}
