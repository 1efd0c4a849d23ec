/** A library with which extensions ask providers; what it does is in `askWith.ts`, which takes all of them to load. */
export interface Client {
  readonly speaks: 'openai' | 'anthropic';
  /** Who tells of its requests; where that is Node's own `http`, the stack names the extension. */
  readonly through: 'undici' | 'http' | 'http2';
  /** The name that its own headers give it; `null` where they give none. */
  readonly tool: string | null;
  /** Of HTTP; 2 comes with TLS. */
  readonly version: 1 | 2;
}

export const clients = {
  'openai 4': { speaks: 'openai', through: 'http', tool: 'OpenAI SDK', version: 1 },
  'openai 7': { speaks: 'openai', through: 'undici', tool: 'OpenAI SDK', version: 1 },
  '@anthropic-ai/sdk': { speaks: 'anthropic', through: 'undici', tool: 'Anthropic SDK', version: 1 },
  'ai with @ai-sdk/openai': { speaks: 'openai', through: 'undici', tool: 'AI SDK', version: 1 },
  'ai with @ai-sdk/anthropic': { speaks: 'anthropic', through: 'undici', tool: 'AI SDK', version: 1 },
  fetch: { speaks: 'openai', through: 'undici', tool: null, version: 1 },
  '@continuedev/fetch': { speaks: 'openai', through: 'http', tool: 'node-fetch', version: 1 },
  axios: { speaks: 'openai', through: 'http', tool: 'axios', version: 1 },
  'undici 6': { speaks: 'openai', through: 'undici', tool: null, version: 1 },
  'undici 7': { speaks: 'openai', through: 'undici', tool: null, version: 1 },
  'undici 7 over HTTP/2': { speaks: 'openai', through: 'undici', tool: null, version: 2 },
  'node:http2': { speaks: 'openai', through: 'http2', tool: null, version: 2 },
} as const satisfies Record<string, Client>;

export type ClientName = keyof typeof clients;
export const clientNames = Object.keys(clients) as ClientName[];

/** A request for an answer: where to, with which key, and whether piece by piece. */
export interface Asked {
  readonly origin: string;
  readonly apiKey: string;
  readonly isStreamed: boolean;
  readonly prompt?: string;
  readonly signal: AbortSignal;
  /** The certificate to trust, for those that speak HTTP/2. */
  readonly certificate: string;
}

export const usualPrompt = 'canary of a prompt';

/** Reads the answer to its end. Rejects where it is refused, where the client itself does so. */
export type Ask = (asked: Asked) => Promise<unknown>;
