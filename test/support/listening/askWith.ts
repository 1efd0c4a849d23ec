import { connect } from 'node:http2';
import { fetchwithRequestOptions } from '@continuedev/fetch';
import axios from 'axios';
import * as undici6 from 'undici-6';
import * as undici7 from 'undici-7';
import { askWithAiSdk, askWithAnthropic, askWithOpenAI, askWithOpenAI4 } from './askWithSdk.ts';
import { type Ask, type Asked, type ClientName, usualPrompt } from './clients.ts';

/** A request that no SDK makes. */
function plain({ origin, apiKey, isStreamed, signal, prompt = usualPrompt }: Asked) {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const messages = [{ role: 'user', content: prompt }];
  const body = JSON.stringify({ model: 'gpt-5', messages, stream: isStreamed });
  return { url: `${origin}/v1/chat/completions`, method: 'POST' as const, headers, body, signal };
}

/** Has each client ask. */
export const askWith: Readonly<Record<ClientName, Ask>> = {
  'openai 4': askWithOpenAI4,
  'openai 7': askWithOpenAI,
  '@anthropic-ai/sdk': askWithAnthropic,
  'ai with @ai-sdk/openai': askWithAiSdk.openai,
  'ai with @ai-sdk/anthropic': askWithAiSdk.anthropic,
  fetch: async (asked) => {
    const { url, ...init } = plain(asked);
    return (await fetch(url, init)).text();
  },
  '@continuedev/fetch': async (asked) => {
    const { url, ...init } = plain(asked);
    return (await fetchwithRequestOptions(url, init)).text();
  },
  axios: async (asked) => {
    const { body: data, ...config } = plain(asked);
    const { data: pieces } = await axios.request({ ...config, data, responseType: 'stream' });
    for await (const _ of pieces);
  },
  'undici 6': async (asked) => {
    const { url, ...options } = plain(asked);
    return (await undici6.request(url, options)).body.text();
  },
  'undici 7': async (asked) => {
    const { url, ...options } = plain(asked);
    return (await undici7.request(url, options)).body.text();
  },
  'undici 7 over HTTP/2': async (asked) => {
    const { url, ...options } = plain(asked);
    const dispatcher = new undici7.Agent({ allowH2: true, connect: { ca: asked.certificate } });
    try {
      return await (await undici7.request(url, { ...options, dispatcher })).body.text();
    } finally {
      await dispatcher.destroy();
    }
  },
  'node:http2': async (asked) => {
    const { url, method, headers, body, signal } = plain(asked);
    const session = connect(asked.origin, { ca: asked.certificate });
    try {
      const path = { ':method': method, ':path': new URL(url).pathname };
      const length = { 'content-length': Buffer.byteLength(body) };
      const stream = session.request({ ...path, ...headers, ...length }, { signal });
      await new Promise((resolve, reject) => stream.on('end', resolve).on('error', reject).resume().end(body));
    } finally {
      session.destroy();
    }
  },
};
