import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { Anthropic } from '@anthropic-ai/sdk';
import { generateText, type LanguageModel, streamText } from 'ai';
import { OpenAI } from 'openai';
import { OpenAI as OpenAI4 } from 'openai-4';
import { type Ask, type Asked, usualPrompt } from './clients.ts';

const messagesOf = ({ prompt = usualPrompt }: Asked) => [{ role: 'user' as const, content: prompt }];
const chatOf = (asked: Asked) => ({ model: 'gpt-5', messages: messagesOf(asked) });

export const askWithOpenAI4: Ask = async (asked) => {
  const { origin, apiKey, isStreamed, signal } = asked;
  const chat = chatOf(asked);
  const { completions } = new OpenAI4({ apiKey, baseURL: `${origin}/v1`, maxRetries: 0 }).chat;
  if (isStreamed) return read(await completions.create({ ...chat, stream: true }, { signal }));
  return completions.create(chat, { signal });
};

export const askWithOpenAI: Ask = async (asked) => {
  const { origin, apiKey, isStreamed, signal } = asked;
  const chat = chatOf(asked);
  const { completions } = new OpenAI({ apiKey, baseURL: `${origin}/v1`, maxRetries: 0 }).chat;
  if (isStreamed) return read(await completions.create({ ...chat, stream: true }, { signal }));
  return completions.create(chat, { signal });
};

export const askWithAnthropic: Ask = async (asked) => {
  const { origin, apiKey, isStreamed, signal } = asked;
  const client = new Anthropic({ apiKey, baseURL: origin, maxRetries: 0 });
  const body = { model: 'claude-sonnet-5', max_tokens: 9, messages: messagesOf(asked) };
  if (isStreamed) return read(await client.messages.create({ ...body, stream: true }, { signal }));
  return client.messages.create(body, { signal });
};

async function read(pieces: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of pieces);
}

/** The AI SDK with its two providers, as Cline asks. */
export const askWithAiSdk = {
  openai: (asked: Asked) =>
    askModel(createOpenAI({ apiKey: asked.apiKey, baseURL: `${asked.origin}/v1` }).chat('gpt-5'), asked),
  anthropic: (asked: Asked) =>
    askModel(createAnthropic({ apiKey: asked.apiKey, baseURL: `${asked.origin}/v1` })('claude-sonnet-5'), asked),
};

async function askModel(model: LanguageModel, { isStreamed, signal, prompt = usualPrompt }: Asked): Promise<void> {
  const options = { model, prompt, maxRetries: 0, abortSignal: signal };
  if (!isStreamed) {
    await generateText(options);
    return;
  }
  for await (const part of streamText({ ...options, onError: () => {} }).fullStream)
    if (part.type === 'error') throw part.error;
}
