import type { Simulator } from '../../../src/simulator/simulator.ts';

/** A small chat request as text, with more or other fields. */
export function body(more: object = {}): string {
  return JSON.stringify({ model: 'gpt-5', messages: [{ role: 'user', content: 'Hello' }], ...more });
}

/** Posts with the accepted OpenAI key unless told otherwise. */
export function postTo(
  { origin }: Simulator,
  path: string,
  text: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(origin + path, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-simulator', 'content-type': 'application/json', ...headers },
    body: text,
  });
}
