import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '../../../scripts/explain.ts';

/** The command with a text at its standard input. */
function explain(args: readonly string[], input = '') {
  return run(args, (file) => (file === '-' ? input : readFileSync(file, 'utf8')));
}

const day = {
  id: 'mine',
  provider: 'openai',
  status: 429,
  headers: {
    'X-RateLimit-Limit-Requests': 200,
    'X-RateLimit-Remaining-Requests': ['0', '0'],
    'X-RateLimit-Reset-Requests': '24h0m0s',
    'Retry-After': '432',
  },
  body: {
    error: {
      message: 'Rate limit reached for gpt-4o-mini on requests per day (RPD): Limit 200, Used 200, Requested 1.',
      type: 'requests',
      code: 'rate_limit_exceeded',
    },
  },
};

test('a line from standard input is explained with its limits and why it failed', () => {
  const { status, stdout, stderr } = explain(['--', '-'], `\n${JSON.stringify(day)}\r\n\n`);
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.deepEqual(JSON.parse(stdout), {
    id: 'mine',
    readings: [
      {
        unit: 'requests',
        window: 86_400,
        capacity: 200,
        level: [0, 200 - ((86_400 - 0.001) * 200) / 86_400],
        timeToFull: 86_400,
      },
    ],
    failure: {
      cause: 'rate',
      verdict: 'wait',
      wait: 432,
      limit: { unit: 'requests', window: 86_400, capacity: 200 },
      waitingHelps: true,
      message: day.body.error.message,
    },
  });
});

test('a line that cannot be read is named and the others are explained all the same', () => {
  const lines = [
    '{"status": 200}',
    'junk',
    '[1]',
    '{"id": 4}',
    '{"status": 200, "headers": 7}',
    '{"id": 6, "status": 529}',
  ];
  const { status, stdout, stderr } = explain(['-'], lines.join('\n'));
  assert.equal(status, 1);
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: unknown; failure: { cause: string } | null });
  assert.deepEqual(
    answers.map(({ id }) => id),
    [null, 6],
  );
  assert.equal(answers[1]?.failure?.cause, 'overloaded');
  assert.deepEqual(stderr.match(/^line \d+: /gm), ['line 2: ', 'line 3: ', 'line 4: ', 'line 5: ']);
});

test('a key in what is pasted does not come out again', () => {
  const key = 'sk-proj-abcdefghijklmnop0123456789';
  const body = { error: { message: `Incorrect API key provided: ${key}`, type: key, code: key } };
  const { stdout } = explain(['-'], JSON.stringify({ status: 401, headers: { authorization: `Bearer ${key}` }, body }));
  assert.equal(stdout.includes(key.slice(8)), false);
});

test('without a file, with one that is not there, and on --help it says how it is used', () => {
  for (const [args, code] of [
    [[], 2],
    [['--', 'no/such/file'], 2],
    [['--help'], 0],
  ] as const) {
    const { status, stdout, stderr } = explain(args);
    assert.equal(status, code);
    assert.match(stdout + stderr, /npm run explain -- FILE/);
  }
});

test('a pasted text is explained with whose it is, how long to wait and what to do', () => {
  const text = "You've hit your weekly limit · resets Nov 27 at 1pm (Europe/Rome)";
  const { status, stdout } = explain(['--pasted', '-'], JSON.stringify({ id: 7, text, now: '2026-11-25T12:00:00Z' }));
  assert.equal(status, 0);
  const { steps, ...told } = JSON.parse(stdout);
  assert.deepEqual(told, {
    id: 7,
    cause: 'plan-window',
    detail: null,
    certainty: 'certain',
    verdict: 'wait',
    wait: 172_800,
    waitFrom: 'provider',
    waitingHelps: true,
    limit: null,
    provider: null,
    tool: 'claude-code',
    candidates: [],
  });
  assert.match(steps[0], /^Wait 2 d, /);
});

test('a pasted text that says too little has no verdict, but causes that it could be and steps', () => {
  const { stdout } = explain(['--pasted', '-'], '{"text":"429"}\n');
  const { certainty, verdict, wait, waitingHelps, candidates, steps } = JSON.parse(stdout);
  assert.deepEqual([certainty, verdict, wait, waitingHelps], ['could-be', null, null, false]);
  assert.ok(candidates.includes('rate') && steps.length > 0);
});

test('a pasted line without a text, or with a time that is none, is named', () => {
  const { status, stderr } = explain(['--pasted', '-'], '{"id":1}\n{"text":"429","now":"soon"}\n');
  assert.equal(status, 1);
  assert.match(stderr, /line 1: "text" is missing/);
  assert.match(stderr, /line 2: "now" is no moment/);
});

test('it is a command that reads a file or standard input', () => {
  const root = join(import.meta.dirname, '../../..');
  const command = ['scripts/explain.ts', '--', '-'];
  const input = '{"id": 1, "status": 200}\njunk\n';
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, input, encoding: 'utf8' });
  assert.deepEqual([status, stdout, stderr], Object.values(pick(explain(['-'], input))));
});

function pick({ status, stdout, stderr }: ReturnType<typeof explain>) {
  return { status, stdout, stderr };
}
