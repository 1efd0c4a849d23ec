import { dialectOf } from '../core/dialects/families.ts';
import { probeUsage } from '../core/prices.ts';
import { call, modelIds, noUsage, usageOf } from './call.ts';
import { differencesOf } from './differences.ts';
import { moneyReader } from './money.ts';
import { type Access, type ClientOf, type Exchange, largestList, type ModelList } from './provider.ts';

/** The SDK sends this too; stated here because the environment could change it (`boundFetch`). */
const headers = { 'anthropic-version': '2026-10-21' };

/** Anthropic itself, and endpoints that speak its protocol. */
export const anthropicClient: ClientOf = (id, dialectId, preset) => {
  const differences = differencesOf(id, dialectId, preset);
  const options = { headers, dialect: dialectOf(dialectId) };
  return {
    ...differences,
    readMoney: moneyReader(connect, options),

    async listModels(access, signal): Promise<ModelList> {
      const list = async (fetch: typeof globalThis.fetch, abort: AbortSignal) => {
        const client = await connect(access, fetch);
        const page = await client.models.list({ limit: 1000 }, { signal: abort });
        return modelIds(page?.data);
      };
      const { result, failure } = await call(access, signal, list, { ...options, largest: largestList });
      return failure ? { models: null, failure } : { models: result ?? [], failure: null };
    },

    /** `count_tokens` would be free but carries no headers (docs/providers.md, Ground facts, 3). */
    async probe(access, model, signal): Promise<Exchange> {
      const send = async (fetch: typeof globalThis.fetch, abort: AbortSignal) => {
        const client = await connect(access, fetch);
        const message = await client.messages.create(
          { model, max_tokens: 1, messages: [{ role: 'user', content: '.' }] },
          { signal: abort },
        );
        return { input: message?.usage?.input_tokens, output: message?.usage?.output_tokens };
      };
      const { result, failure, headers: received, served } = await call(access, signal, send, options);
      const usage = served ? usageOf(result, probeUsage) : noUsage;
      const charged = failure
        ? { requests: 1 }
        : {
            requests: 1,
            'input-tokens': usage.input,
            'output-tokens': usage.output,
            tokens: usage.input + usage.output,
          };
      return { readings: differences.read(received), failure, usage, charged };
    },
  };
};

async function connect({ apiKey, baseUrl }: Access, fetch: typeof globalThis.fetch) {
  const { Anthropic } = await import('@anthropic-ai/sdk');
  // Set everything that the SDK would otherwise take from the environment (docs/providers.md, SDKs).
  return new Anthropic({ apiKey, baseURL: baseUrl, webhookKey: null, maxRetries: 0, logLevel: 'off', fetch });
}
