import { createHmac } from 'node:crypto';
import * as diagnosticsChannel from 'node:diagnostics_channel';
import { channel } from 'node:diagnostics_channel';
import { systemClock } from '../src/base/clock.ts';
import { headerChannels } from '../src/sources/listener/channels.ts';
import { ProviderAddresses } from '../src/sources/listener/providerAddresses.ts';
import { TrafficListener } from '../src/sources/listener/trafficListener.ts';
import { type Figure, limited, round } from './figure.ts';
import { median, range } from './statistics.ts';

const requestsPerRound = 2_000;
const rounds = 15;
const warmUps = 5;
const manyRequests = 1_000_000;
/** Headers of an answer beside those of the limiter, as many as a provider sends. */
const otherHeaders = 24;

const made = channel(headerChannels.undiciMade);
const leaves = channel(headerChannels.undiciLeaves);
const answers = channel(headerChannels.undiciAnswers);
const buffers = (texts: readonly string[]) => texts.map((text) => Buffer.from(text));
const answer = {
  statusCode: 200,
  headers: buffers([
    ...Array.from({ length: otherHeaders }, (_, index) => [`x-other-${index}`, 'something else']).flat(),
    ...['requests', 'tokens'].flatMap((unit) => [
      `x-ratelimit-limit-${unit}`,
      '500',
      `x-ratelimit-remaining-${unit}`,
      '7',
    ]),
  ]),
};

function exchange(origin: string): void {
  const headers = ['authorization', 'Bearer sk-proj-9fK2mQ7xLw4TzR8vBn3cYp6dHs1gJt5e', 'user-agent', 'Cline/4.2'];
  const request = { origin, method: 'POST', path: '/v1/responses', headers, contentLength: 40_000 };
  made.publish({ request });
  leaves.publish({ request, socket: {} });
  answers.publish({ request, response: answer });
}

/** Measures what listening adds to another extension's request, and whether a million of them leave anything behind. */
export async function measure(): Promise<Figure[]> {
  const listener = new TrafficListener({
    clock: systemClock(),
    channels: diagnosticsChannel,
    addresses: new ProviderAddresses(),
    nonce: 'bench',
    digestOf: (value) => createHmac('sha256', 'of the benchmark').update(value).digest('hex'),
    extensionName: () => null,
    soon: setImmediate,
    left: () => {},
    heard: () => {},
  });
  listener.turn(true);
  const foreign = await microseconds('https://registry.example');
  const heard = await microseconds('https://api.openai.com');
  const grown = await growth();
  listener.turn(false);
  return [
    limited('listener: a request of no interest', median(foreign), 2, 'µs', ` (${range(foreign, round)})`),
    limited('listener: one of interest', median(heard), 50, 'µs', ` (${range(heard, round)})`),
    limited('listener: memory after 1,000,000 requests', grown, 1, 'MB'),
  ];
}

/** What each request takes from leaving to its answer, for each round. */
async function microseconds(origin: string): Promise<number[]> {
  const each: number[] = [];
  for (let round = 0; round < warmUps + rounds; round++) {
    const start = performance.now();
    for (let sent = 0; sent < requestsPerRound; sent++) exchange(origin);
    if (round >= warmUps) each.push(((performance.now() - start) * 1000) / requestsPerRound);
    await told();
  }
  return each;
}

/** Megabytes that are left when all is told; every second request goes to a provider. */
async function growth(): Promise<number> {
  const used = () => {
    global.gc?.();
    global.gc?.();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const before = used();
  for (let sent = 0; sent < manyRequests; sent++) {
    exchange(sent % 2 === 0 ? 'https://api.openai.com' : `https://host-${sent}.example`);
    if (sent % 200 === 0) await told();
  }
  await told();
  return used() - before;
}

function told(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
