/**
 * One server of the gateway's benchmark, in a process of its own: `provider`, or what stands before it, `pipe` (Node's bare
 * one), `gateway`, or `careful`: the same where a limit is short, so that it looks at each request before that leaves. Sends
 * its address, and when asked how long its event loop was held up since it was asked last.
 */
import { createHmac } from 'node:crypto';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { systemClock } from '../src/base/clock.ts';
import { type LeastLeft, nothingKnown } from '../src/core/pacing/leastLeft.ts';
import { usualPatience } from '../src/core/pacing/parameters.ts';
import { Gateway } from '../src/sources/gateway/gateway.ts';
import { HeldRequests } from '../src/sources/gateway/heldRequests.ts';
import { newSecret } from '../src/sources/gateway/routes.ts';
import { usualDeadlines } from '../src/sources/gateway/sending.ts';
import { nodeClients } from '../src/sources/gateway/upstreams.ts';

const [kind, upstream = ''] = process.argv.slice(2);
const usage = { prompt_tokens: 15_000, completion_tokens: 400, prompt_tokens_details: { cached_tokens: 12_000 } };
const answer = JSON.stringify({
  id: 'x',
  model: 'gpt-5',
  choices: [{ message: { content: 'word '.repeat(400) } }],
  usage,
});
const limits = { 'x-ratelimit-limit-requests': '500', 'x-ratelimit-remaining-requests': '499' };
const event = `data: ${JSON.stringify({ choices: [{ delta: { content: 'word' } }] })}\n\n`;

async function listening(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function provider(): Promise<string> {
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.once('end', () => {
      if (!Buffer.concat(chunks).includes('"stream":true')) {
        response.writeHead(200, { 'content-type': 'application/json', ...limits }).end(answer);
        return;
      }
      response.writeHead(200, { 'content-type': 'text/event-stream', ...limits }).write(event);
      setImmediate(() => response.end(`${event.repeat(20)}data: ${JSON.stringify({ usage })}\n\ndata: [DONE]\n\n`));
    });
  });
  return listening(server);
}

function pipe(): Promise<string> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, response) => {
    const { method, url, headers } = incoming;
    const out = request(upstream + url, { method, headers, agent } as object, (inbound) => {
      response.writeHead(inbound.statusCode ?? 502, inbound.headers);
      inbound.pipe(response);
    });
    incoming.pipe(out);
  });
  return listening(server);
}

async function gateway(known: LeastLeft): Promise<string> {
  const clock = systemClock();
  const one = new Gateway({
    clock,
    clients: nodeClients,
    deadlines: usualDeadlines,
    nonce: 'bench',
    digestOf: (value) => createHmac('sha256', 'of the benchmark').update(value).digest('hex'),
    admission: new HeldRequests({
      clock,
      patience: () => usualPatience,
      onDidChangePatience: () => ({ dispose: () => {} }),
      told: () => [],
      leastLeft: () => known,
      changed: () => {},
    }),
    emit: () => {},
  });
  const secret = newSecret();
  one.routes = [{ tool: 'bench', secret, provider: 'openai', upstream: new URL(upstream) }];
  return `http://127.0.0.1:${await one.listen(0)}/${secret}`;
}

const servers: Readonly<Record<string, () => Promise<string>>> = {
  provider,
  pipe,
  gateway: () => gateway(nothingKnown),
  careful: () => gateway({ ...nothingKnown, requests: 0 }),
};
const url = await servers[kind ?? '']?.();
const delays = monitorEventLoopDelay({ resolution: 5 });
delays.enable();
process.send?.(url);
process.on('message', () => {
  process.send?.(delays.max / 1e6);
  delays.reset();
});
