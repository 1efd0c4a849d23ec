import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseCommand } from '../../../src/simulator/commandLine.ts';

const nothing = () => assert.fail('no file to read');

function options(...args: string[]) {
  const command = parseCommand(args, nothing);
  assert.ok(command.kind === 'start');
  return command.options;
}

test('without arguments it is a quiet simulator with controls on a free port', () => {
  assert.deepEqual(options(), { limits: {}, load: { kind: 'idle' }, controls: true, latency: 300, pace: 30 });
});

test('options become limits, load and answer', () => {
  const { limits, load, answer, port } = options(
    ...['--limit', 'gpt-5:tokens=90000', '--limit', 'gpt-5:requests=0', '--limit', 'mine:requests-per-day=50'],
    ...['--load', 'agent', '--model', 'mine', '--agents', '3', '--speed', '2', '--answer', 'slow:50', '--port', '8123'],
  );
  assert.deepEqual(limits, { 'gpt-5': { tokens: 90_000, requests: 0 }, mine: { 'requests-per-day': 50 } });
  assert.deepEqual(load, { kind: 'agent', model: 'mine', agents: 3, speed: 2, scale: 1, seed: 7 });
  assert.deepEqual([answer, port], [{ kind: 'slow', milliseconds: 50 }, 8123]);

  const steady = options('--load', 'steady', '--rpm', '12', '--tokens', '700');
  assert.deepEqual(steady.load, { kind: 'steady', model: 'gpt-5', requestsPerMinute: 12, inputTokens: 700 });
});

test('a trace is read from its file', () => {
  const read = (path: string) => {
    assert.equal(path, 'some/trace:1.csv');
    return 'trace,t_s,input_tokens,output_tokens\na,0,5,6\n';
  };
  const command = parseCommand(['--load', 'trace:some/trace:1.csv'], read);
  assert.ok(command.kind === 'start' && command.options.load && 'kind' in command.options.load);
  assert.equal(command.options.load.kind, 'trace');
});

test('what is not understood is answered with what to write', () => {
  const wrong: [string[], RegExp][] = [
    [['--bogus'], /--bogus/],
    [['--load', 'much'], /--load takes idle, steady, agent, trace:FILE, other, servers or demo, not "much"/],
    [['--limit', 'gpt-5=3'], /MODEL:NAME=N, such as gpt-5:tokens=90000/],
    [['--limit', 'gpt-5:toString=3'], /MODEL:NAME=N/],
    [['--speed', 'fast'], /--speed takes a number from 0 on, not "fast"/],
    [['--model', 'gpt-0'], /"gpt-0" is not known; known are gpt-5,/],
    [['--answer', 'maybe'], /unknown answer "maybe"; write one of refused-key,/],
  ];
  for (const [args, message] of wrong) assert.throws(() => parseCommand(args, nothing), message);
});

test('the command starts, says how to point things at it, answers, and ends when told to', async () => {
  const script = fileURLToPath(new URL('../../../scripts/simulator.ts', import.meta.url));
  const child = spawn(process.execPath, [script, '--load', 'demo', '--latency', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += chunk;
    if (printed.includes('/_simulator/answer')) break;
  }
  const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? '';
  assert.ok(printed.includes(`OPENAI_BASE_URL=${origin}/v1`) && printed.includes(`ANTHROPIC_BASE_URL=${origin}\n`));
  assert.equal((await fetch(`${origin}/_simulator`)).status, 200);
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
});
