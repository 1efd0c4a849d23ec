/** A provider's response, whatever fetched it. */
export interface ProviderResponse {
  readonly status: number;
  /** Names in lower case, one value each. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or the text as it came, or `undefined` where nothing could be read. */
  readonly body: unknown;
}

/**
 * Headers as one lower-case map. A header that came twice with the same value counts once; with different values it
 * says nothing and is left out. Anything that is not text is left out too.
 */
export function normalizeHeaders(entries: Iterable<readonly [string, unknown]>): Record<string, string> {
  const values = new Map<string, string | null>();
  for (const [name, value] of entries) {
    const key = name.toLowerCase();
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one !== 'string' && typeof one !== 'number') continue;
      const text = String(one).trim();
      const known = values.get(key);
      values.set(key, known === undefined || known === text ? text : null);
    }
  }
  return Object.fromEntries([...values].filter((entry): entry is [string, string] => entry[1] !== null));
}

/** A count that a provider sent: a whole number from 0 to 10^15. `-1`, `NaN`, `1e309`, an empty text are `null`. */
export function parseCount(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,16}(?:\.0+)?$/.test(text)) return null;
  const value = Number(text);
  return value <= 1e15 ? value : null;
}
