import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Figure, limited, round, told } from './figure.ts';
import { median, range } from './statistics.ts';

const rounds = 9;
const perRound = 60;
const warmUps = 2;
const slowClients = 200;
/** A request in the middle of a session. */
const body = JSON.stringify({
  model: 'gpt-5',
  messages: [{ role: 'user', content: 'word '.repeat(12_000) }],
  stream: true,
});
const headers = { authorization: 'Bearer sk-proj-9fK2mQ7xLw4TzR8vBn3cYp6dHs1gJt5e', 'content-length': body.length };

/**
 * Measures what the gateway adds to an answer and to the first event of a stream, beside Node's bare pipe in the same
 * minutes, and whether many slow clients hold up the process it runs in.
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
    const urls = [provider.url, pipe.url, gateway.url];
    const answers = await added(urls, false);
    const events = await added(urls, true);
    const delay = await delayBySlowClients(gateway);
    const beside = (what: number[]) => ` (${range(what, round)})`;
    return [
      limited('gateway: added to an answer', median(answers.gateway), 0.5, 'ms', beside(answers.gateway)),
      told('a bare pipe: added to an answer', median(answers.pipe), 'ms', beside(answers.pipe)),
      limited(
        'gateway: added to the first event of a stream',
        median(events.gateway),
        0.6,
        'ms',
        beside(events.gateway),
      ),
      told('a bare pipe: added to the first event of a stream', median(events.pipe), 'ms', beside(events.pipe)),
      limited(`gateway: longest pause of its process with ${slowClients} slow clients`, delay, 50, 'ms'),
    ];
  } finally {
    for (const child of children) child.kill();
  }
}

/** The median of each round beyond the straight way's, in milliseconds. Requests take turns, so that all meet the same machine. */
async function added([straight = '', pipe = '', gateway = '']: string[], isStream: boolean) {
  const agent = new Agent({ keepAlive: true });
  const beyond = { pipe: [] as number[], gateway: [] as number[] };
  for (let round = 0; round < warmUps + rounds; round++) {
    const times: [number[], number[], number[]] = [[], [], []];
    for (let turn = 0; turn < perRound; turn++) {
      for (const [at, url] of [straight, pipe, gateway].entries()) times[at]?.push(await ask(url, isStream, agent));
    }
    if (round < warmUps) continue;
    beyond.pipe.push(median(times[1]) - median(times[0]));
    beyond.gateway.push(median(times[2]) - median(times[0]));
  }
  agent.destroy();
  return beyond;
}

/** Milliseconds until the first bytes of a stream, or all of an answer in one piece. */
function ask(url: string, isStream: boolean, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const accept = isStream ? 'text/event-stream' : 'application/json';
    const started = performance.now();
    let first = 0;
    const out = request(`${url}/v1/chat/completions`, { method: 'POST', headers: { ...headers, accept }, agent });
    out.on('error', reject);
    out.on('response', (answer) => {
      answer.on('data', () => {
        first ||= performance.now() - started;
      });
      answer.on('end', () => resolve(isStream ? first : performance.now() - started));
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
