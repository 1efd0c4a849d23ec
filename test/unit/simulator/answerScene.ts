import assert from 'node:assert/strict';
import { after, beforeEach } from 'node:test';
import type { Answer } from '../../../src/simulator/answers.ts';
import { startSimulator } from '../../../src/simulator/simulator.ts';
import { SteppedClock } from './steppedClock.ts';

/**
 * A simulator for the tests of one file, closed after them; each begins with full minutes and the ordinary answer. `chat` and
 * `message` ask it as a client of OpenAI and of Anthropic.
 */
export async function startScene() {
  const clock = new SteppedClock(Date.UTC(2026, 7, 19, 14, 36, 55));
  const simulator = await startSimulator({ clock });
  after(() => simulator.close());
  beforeEach(() => {
    clock.advance(60_000);
    simulator.setAnswer(null);
  });

  const post = (address: string, headers: Record<string, string>, body: object) =>
    fetch(address, { method: 'POST', redirect: 'manual', headers, body: JSON.stringify(body) });
  const messages = [{ role: 'user', content: 'Hello' }];

  function chat(model = 'gpt-5', more: object = {}): Promise<Response> {
    const headers = { authorization: 'Bearer sk-simulator', 'content-type': 'application/json' };
    return post(`${simulator.openaiBaseUrl}/chat/completions`, headers, { model, messages, ...more });
  }

  function message(more: object = {}): Promise<Response> {
    const headers = { 'x-api-key': 'sk-ant-simulator', 'anthropic-version': '2023-06-01' };
    const body = { model: 'claude-sonnet-5', max_tokens: 50, messages, ...more };
    return post(`${simulator.anthropicBaseUrl}/v1/messages`, headers, body);
  }

  /** Switches an answer on and gives status and error of both providers. */
  async function errors(answer: Answer) {
    simulator.setAnswer(answer);
    const before = simulator.trueLevel('gpt-5', 'requests');
    const [openai, anthropic] = [await chat(), await message()];
    assert.equal(simulator.trueLevel('gpt-5', 'requests'), before, 'such an answer takes nothing');
    const bodies = [await openai.json(), await anthropic.json()];
    return {
      statuses: [openai.status, anthropic.status],
      openai: bodies[0].error,
      anthropic: bodies[1].error,
      retryAfter: [openai, anthropic].map((response) => response.headers.get('retry-after')),
      limits: [openai, anthropic].flatMap(limitHeaders).filter(([name]) => name !== 'retry-after').length,
    };
  }

  return { clock, simulator, chat, message, errors };
}

/** The headers of an answer that tell of limits or of a wait. */
export function limitHeaders(response: Response): [string, string][] {
  return [...response.headers].filter(([name]) => /ratelimit|retry-after/.test(name));
}
