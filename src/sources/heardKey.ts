import type { RequestHeaders } from './headerFields.ts';

/** A key as it was heard: enough to tell it from others, and nothing that could be used in its place. */
export interface HeardKey {
  /** A keyed digest of its value. */
  readonly digest: string;
  /** Its last four characters. */
  readonly fingerprint: string;
}

/** Shorter than this, four characters would be too much of it. */
const shortestKey = 20;
const longestKey = 4_000;
const ownHeaders = ['x-api-key', 'api-key', 'x-goog-api-key'];
/** Tokens of Anthropic's plans, signed ones, and those of a login at Google. */
const passing = /^(?:sk-ant-oat|eyJ|ya29\.)/;

/**
 * The key that a request carries; `null` if it carries none that has limits of its own: tokens of a subscription pass, and
 * so do tokens that are made anew all the time. Its value is dropped here.
 */
export function heardKey(headers: RequestHeaders, digestOf: (value: string) => string): HeardKey | null {
  const value = valueIn(headers);
  if (value === null || value.length > longestKey) return null;
  if (passing.test(value)) return null;
  return { digest: digestOf(value), fingerprint: value.length >= shortestKey ? `…${value.slice(-4)}` : '…' };
}

function valueIn(headers: RequestHeaders): string | null {
  for (const name of ownHeaders) {
    const value = headers(name);
    // Libraries send an empty one where its variable is set to nothing, as OpenRouter asks for beside a token.
    if (value) return value;
  }
  return /^bearer +(\S+)$/i.exec(headers('authorization') ?? '')?.[1] ?? null;
}
