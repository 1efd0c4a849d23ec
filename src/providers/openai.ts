import { dialectOf } from '../core/dialects/families.ts';
import { probeUsage } from '../core/prices.ts';
import { call, modelIds, noUsage, usageOf } from './call.ts';
import { differencesOf } from './differences.ts';
import { atRoot, moneyReader } from './money.ts';
import { type Access, type ClientOf, type Exchange, largestList, type ModelList } from './provider.ts';

/** OpenAI itself, and endpoints that speak its protocol. */
export const openaiClient: ClientOf = (id, dialectId, preset) => {
  const differences = differencesOf(id, dialectId, preset);
  const options = { dialect: dialectOf(dialectId) };
  const answerLimit = preset.answerLimit ?? 'max_tokens';
  const readMoney = moneyReader(connect, options);
  const proof = preset.money?.find(({ provesKey }) => provesKey);
  /** Some list models to anybody, so that only another place tells whether the key is accepted. */
  const refusalOfKey = async (access: Access, signal: AbortSignal) => {
    const { failure = null } = proof ? await readMoney(access, proof, 0, signal) : {};
    return failure?.cause === 'key-invalid' ? failure : null;
  };
  return {
    ...differences,
    readMoney,

    async listModels(access, signal): Promise<ModelList> {
      const refused = await refusalOfKey(access, signal);
      if (refused) return { models: null, failure: refused };
      const list = async (fetch: typeof globalThis.fetch, abort: AbortSignal) => {
        const client = await connect(access, fetch);
        if (preset.modelsPath !== undefined)
          return modelIds(await client.get(atRoot(access, preset.modelsPath), { signal: abort }));
        const page = await client.models.list({ signal: abort });
        return modelIds(page?.data);
      };
      const { result, failure } = await call(access, signal, list, { ...options, largest: largestList });
      return failure ? { models: null, failure } : { models: (result ?? []).sort(), failure: null };
    },

    async probe(access, model, signal): Promise<Exchange> {
      const send = async (fetch: typeof globalThis.fetch, abort: AbortSignal) => {
        const client = await connect(access, fetch);
        if (/embed/.test(model)) {
          const embedding = await client.embeddings.create({ model, input: '.' }, { signal: abort });
          return { input: embedding?.usage?.prompt_tokens, output: 0 };
        }
        const message = { role: 'user' as const, content: '.' };
        const chat = await client.chat.completions.create(
          { model, messages: [message], [answerLimit]: 1 },
          { signal: abort },
        );
        return { input: chat?.usage?.prompt_tokens, output: chat?.usage?.completion_tokens };
      };
      const { result, failure, headers, served } = await call(access, signal, send, options);
      const readings = differences.read(headers);
      // A reasoning model may refuse to stop after one token, but the check only needs its headers.
      const answered = failure?.status === 400 && failure.cause === 'unknown' && readings.length > 0;
      const usage = served ? usageOf(result, probeUsage) : noUsage;
      // Refused requests count as requests too (docs/providers.md, OpenAI: what is charged); tokens are charged by an
      // estimate of the text, except where input and output have limits of their own.
      const tokens = { tokens: failure ? 0 : 4, 'input-tokens': usage.input, 'output-tokens': usage.output };
      return { readings, failure: answered ? null : failure, usage, charged: { requests: 1, ...tokens } };
    },
  };
};

async function connect({ apiKey, baseUrl }: Access, fetch: typeof globalThis.fetch) {
  const { OpenAI } = await import('openai');
  // Set everything that the SDK would otherwise take from the environment (docs/providers.md, SDKs).
  return new OpenAI({
    // It refuses to go without one; what is sent is decided in `call`.
    apiKey: apiKey || 'none',
    baseURL: baseUrl,
    organization: null,
    project: null,
    adminAPIKey: null,
    maxRetries: 0,
    logLevel: 'off',
    fetch,
  });
}
