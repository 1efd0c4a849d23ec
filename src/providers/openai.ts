import { dialectOf } from '../core/dialects/families.ts';
import { readHeaders } from '../core/dialects/readHeaders.ts';
import { probeUsage } from '../core/prices.ts';
import { call, modelIds, noUsage, usageOf } from './exchange.ts';
import type { Access, Exchange, ModelList, Provider } from './provider.ts';

/** Endpoints of these models send no rate-limit headers, or cost more than a few tokens (PROVIDERS.md §1.3). */
const notWatchable =
  /whisper|tts|dall-e|image|audio|realtime|transcribe|moderation|sora|video|davinci|babbage|instruct|search|computer-use|deep-research|codex/;

/** OpenAI itself, and endpoints that speak its dialect: they differ in base URL and in one parameter's name. */
function openAILike(id: 'openai' | 'compatible', maxTokens: 'max_completion_tokens' | 'max_tokens'): Provider {
  const dialect = dialectOf(id === 'openai' ? 'openai' : 'any');
  return {
    id,
    baseUrl: id === 'openai' ? 'https://api.openai.com/v1' : null,
    environment: id === 'openai' ? { key: 'OPENAI_API_KEY', baseUrl: 'OPENAI_BASE_URL' } : null,
    canWatch: (model) => id === 'compatible' || !notWatchable.test(model),
    preselect,
    read: (headers) => readHeaders(headers, dialect),

    async listModels(access, signal): Promise<ModelList> {
      const { result, failure } = await call(access, signal, async (fetch, abort) => {
        const client = await connect(access, fetch);
        const page = await client.models.list({ signal: abort });
        return modelIds(page.data);
      });
      return failure ? { models: null, failure } : { models: (result ?? []).sort(), failure: null };
    },

    async probe(access, model, signal): Promise<Exchange> {
      const { result, failure, headers, served } = await call(access, signal, async (fetch, abort) => {
        const client = await connect(access, fetch);
        if (/embedding/.test(model)) {
          const embedding = await client.embeddings.create({ model, input: '.' }, { signal: abort });
          return { input: embedding?.usage?.prompt_tokens, output: 0 };
        }
        const message = { role: 'user' as const, content: '.' };
        const chat = await client.chat.completions.create(
          { model, messages: [message], [maxTokens]: 1 },
          { signal: abort },
        );
        return { input: chat?.usage?.prompt_tokens, output: chat?.usage?.completion_tokens };
      });
      const readings = readHeaders(headers, dialect);
      // A reasoning model may refuse to stop after one token; its headers are what was asked for.
      const answered = failure?.status === 400 && failure.cause === 'unknown' && readings.length > 0;
      // Refused requests count as requests too (PROVIDERS.md §1.4); tokens are charged by an estimate of the text.
      return {
        readings,
        failure: answered ? null : failure,
        usage: served ? usageOf(result, probeUsage) : noUsage,
        charged: { requests: 1, tokens: failure ? 0 : 4 },
      };
    },
  };
}

async function connect({ apiKey, baseUrl }: Access, fetch: typeof globalThis.fetch) {
  const { OpenAI } = await import('openai');
  // Everything that the SDK would otherwise take from the environment is said here (PROVIDERS.md §6).
  return new OpenAI({
    apiKey,
    baseURL: baseUrl,
    organization: null,
    project: null,
    adminAPIKey: null,
    maxRetries: 0,
    logLevel: 'off',
    fetch,
  });
}

/** What an editor's agent most likely uses: the newest full-size GPT the key lists. */
function preselect(models: readonly string[]): string[] {
  const flagship = (model: string) => /^gpt-(\d+(?:\.\d+)?)$/.exec(model)?.[1];
  const newest = models.filter(flagship).sort((a, b) => Number(flagship(b)) - Number(flagship(a)))[0];
  return newest ? [newest] : models.slice(0, 1);
}

export const openai: Provider = openAILike('openai', 'max_completion_tokens');
export const compatible: Provider = openAILike('compatible', 'max_tokens');
