import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Figure, limited, round, told } from './figure.ts';
import { portkeyHeaders, startPortkey } from './portkey.ts';
import { median, range } from './statistics.ts';

const rounds = 9;
const perRound = 60;
const warmUps = 6;
const slowClients = 200;
/** A request in the middle of a session. */
const bodyOf = (stream: boolean) =>
  JSON.stringify({ model: 'gpt-5', messages: [{ role: 'user', content: 'word '.repeat(12_000) }], stream });
const bodies = { stream: bodyOf(true), json: bodyOf(false) };
const key = 'sk-proj-9fK2mQ7xLw4TzR8vBn3cYp6dHs1gJt5e';

/** A way to the provider; `more`: headers that it needs. */
interface Way {
  readonly name: string;
  readonly url: string;
  readonly more?: Readonly<Record<string, string>>;
}

/**
 * Measures what the gateway adds to an answer and to the first event of a stream, beside Node's bare pipe and Portkey's
 * gateway in the same minutes, and whether many slow clients hold up the process it runs in.
 */
export async function measure(): Promise<Figure[]> {
  const children: ChildProcess[] = [];
  const start = async (...args: string[]) => {
    const child = fork(join(import.meta.dirname, 'gatewayServers.ts'), args);
    children.push(child);
    const [url] = await once(child, 'message');
    return { child, url: String(url) };
  };
  try {
    const provider = await start('provider');
    const pipe = await start('pipe', provider.url);
    const gateway = await start('gateway', provider.url);
    const portkey = await startPortkey();
    if (portkey) children.push(portkey.child);
    const straight = { name: 'straight', url: provider.url };
    const others: Way[] = [
      { name: 'a bare pipe', url: pipe.url },
      ...(portkey ? [{ name: 'Portkey’s gateway', url: portkey.url, more: portkeyHeaders(provider.url) }] : []),
    ];
    const ways = [{ name: 'gateway', url: gateway.url }, ...others];
    const figures = [
      ...(await figuresOf('added to an answer', 0.5, straight, ways, false)),
      ...(await figuresOf('added to the first event of a stream', 0.6, straight, ways, true)),
    ];
    const careful = await start('careful', provider.url);
    const waysOfCare = [{ name: 'gateway where a limit is short', url: careful.url }, ...others];
    const [ofCare] = await figuresOf('added to an answer', 0.5, straight, waysOfCare, false);
    if (ofCare) figures.push(ofCare);
    const delay = await delayBySlowClients(gateway);
    return [
      ...figures,
      limited(`gateway: longest pause of its process with ${slowClients} slow clients`, delay, 50, 'ms'),
    ];
  } finally {
    for (const child of children) child.kill();
  }
}

/** The budget is that of the way called `gateway`. What does not answer well at all is told of as such. */
async function figuresOf(
  what: string,
  budget: number,
  straight: Way,
  ways: readonly Way[],
  isStream: boolean,
): Promise<Figure[]> {
  const statuses = new Map<Way, number>();
  for (const way of ways) statuses.set(way, (await ask(way, isStream)).status);
  const able = ways.filter((way) => statuses.get(way) === 200);
  const beyond = await added(straight, able, isStream);
  return ways.map((way) => {
    const each = beyond.get(way);
    const title = `${way.name}: ${what}`;
    if (!each) return { name: title, value: `answers ${statuses.get(way)}` };
    const beside = ` (${range(each, round)})`;
    return way.name === 'gateway'
      ? limited(title, median(each), budget, 'ms', beside)
      : told(title, median(each), 'ms', beside);
  });
}

/**
 * The median of each round beyond the straight way's, in milliseconds. Requests take turns, so that all meet the same
 * machine.
 */
async function added(straight: Way, ways: readonly Way[], isStream: boolean): Promise<Map<Way, number[]>> {
  const agent = new Agent({ keepAlive: true });
  const beyond = new Map(ways.map((way): [Way, number[]] => [way, []]));
  for (let round = 0; round < warmUps + rounds; round++) {
    const times = new Map([straight, ...ways].map((way): [Way, number[]] => [way, []]));
    for (let turn = 0; turn < perRound; turn++) {
      for (const [way, each] of times) each.push((await ask(way, isStream, agent)).milliseconds);
    }
    if (round < warmUps) continue;
    const without = median(times.get(straight) ?? []);
    for (const way of ways) beyond.get(way)?.push(median(times.get(way) ?? []) - without);
  }
  agent.destroy();
  return beyond;
}

/** How long it took until the first bytes of a stream, or all of an answer in one piece. */
function ask(
  { url, more = {} }: Way,
  isStream: boolean,
  agent?: Agent,
): Promise<{ readonly status: number; readonly milliseconds: number }> {
  return new Promise((resolve, reject) => {
    const body = bodies[isStream ? 'stream' : 'json'];
    const started = performance.now();
    let first = 0;
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': body.length,
      ...more,
    };
    const out = request(`${url}/v1/chat/completions`, { method: 'POST', headers, ...(agent ? { agent } : {}) });
    out.on('error', reject);
    out.on('response', (answer) => {
      answer.on('data', () => {
        first ||= performance.now() - started;
      });
      answer.on('end', () => {
        const milliseconds = isStream ? first : performance.now() - started;
        resolve({ status: answer.statusCode ?? 0, milliseconds });
      });
    });
    out.end(body);
  });
}

/** The longest pause, in milliseconds, while clients send a byte of a body now and then. */
async function delayBySlowClients({
  child,
  url,
}: {
  readonly child: ChildProcess;
  readonly url: string;
}): Promise<number> {
  const { hostname, port, pathname } = new URL(url);
  const head = `POST ${pathname}/v1/chat/completions HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Length: 100000\r\n\r\n`;
  child.send('reset');
  await once(child, 'message');
  const sockets = Array.from({ length: slowClients }, () => connect(Number(port), hostname).on('error', () => {}));
  for (const socket of sockets) socket.write(head);
  for (let times = 0; times < 40; times++) {
    for (const socket of sockets) socket.write('x');
    await sleep(50);
  }
  child.send('how long');
  const [delay] = await once(child, 'message');
  for (const socket of sockets) socket.destroy();
  return Number(delay);
}
