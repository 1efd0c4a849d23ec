import type { ServerResponse } from 'node:http';
import { afterEach } from 'node:test';
import { type HostileServer, startHostileServer } from './hostileServer.ts';

export const never = new AbortController().signal;
const open: HostileServer[] = [];

/** An OpenAI-compatible endpoint with this answer; it closes after the test. */
export async function openaiAt(answer: (response: ServerResponse) => void) {
  const server = await startHostileServer(answer);
  open.push(server);
  return { server, access: { apiKey: 'sk-test-0123456789', baseUrl: `${server.origin}/v1` } };
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

/** Headers of an ordinary answer. */
export const limits = {
  'content-type': 'application/json',
  'x-ratelimit-limit-requests': '500',
  'x-ratelimit-remaining-requests': '400',
  'x-ratelimit-reset-requests': '12s',
};
