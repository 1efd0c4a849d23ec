import type { Simulator } from '../../src/simulator/simulator.ts';

/** Another tool takes tokens with the same key and model. */
export async function useElsewhere(simulator: Simulator, tokens: number, model = 'gpt-5', key = 'sk-simulator') {
  const response = await fetch(`${simulator.openaiBaseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, max_completion_tokens: tokens, messages: [{ role: 'user', content: '.' }] }),
  });
  await response.arrayBuffer();
}

/** Another tool takes so much that this fraction of the tokens is left. */
export async function leaveOfTokens(simulator: Simulator, fraction: number, model = 'gpt-5', key = 'sk-simulator') {
  const limit = simulator.models.find(({ id }) => id === model)?.limits.find(({ unit }) => unit === 'tokens');
  const left = Math.floor(simulator.trueLevel(model, 'tokens', limit?.window));
  await useElsewhere(simulator, left - Math.floor((limit?.capacity ?? 0) * fraction), model, key);
}
