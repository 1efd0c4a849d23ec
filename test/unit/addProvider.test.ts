import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interpret } from '../../src/core/causes/interpret.ts';
import { type Preset, presets } from '../../src/core/dialects/presets.ts';
import { everyCause } from '../../src/core/model/failure.ts';
import { type Provider, type ProviderId, providers } from '../../src/core/model/provider.ts';
import { diagnose } from '../../src/core/pasted/pastedError.ts';
import { offeredProviders } from '../../src/host/keys/keyOrigins.ts';
import { clientOf } from '../../src/providers/clients.ts';
import { adviceFor } from '../../src/words/advice/adviceFor.ts';
import { addressOf, pagesOf } from '../../src/words/advice/links.ts';
import { startHostileServer } from './providers/hostileServer.ts';

/*
 * What a further provider of a known protocol takes: one row in `core/model/provider.ts`, one preset in
 * `core/dialects/presets.ts`, and one sample. Here they are added while the test runs.
 */

const row: Provider = {
  name: 'Acme',
  protocol: 'openai',
  dialect: 'groq',
  limitsIn: 'answers',
  baseUrl: 'https://api.acme.test/v1',
  variables: [{ key: 'ACME_API_KEY', baseUrl: null }],
};

const preset: Preset = {
  hosts: ['api.acme.test'],
  marks: /\bacme\b/,
  pages: { limits: 'https://console.acme.test/limits', billing: 'https://console.acme.test/billing' },
  unwatchable: /paint/,
  preferred: [/^rocket-(\d+)$/],
};

const sample = {
  status: 429,
  headers: {
    'x-ratelimit-limit-requests': '2880',
    'x-ratelimit-remaining-requests': '2870',
    'x-ratelimit-reset-requests': '4m51s',
    'x-ratelimit-limit-tokens': '12000',
    'x-ratelimit-remaining-tokens': '0',
    'x-ratelimit-reset-tokens': '1m0s',
  },
  body: {
    error: { message: 'Acme: rate limit reached on tokens per minute (TPM): Limit 12000. Please try again in 9s.' },
  },
};

const acme = 'acme' as ProviderId;
const rows = { ...providers, [acme]: row };
const known = { rows, presets: { ...presets, [acme]: preset } };
const limits = ['requests 86400 2880', 'tokens 60 12000'];

test('its headers are read as its dialect means them', () => {
  const { readings, failure } = interpret('acme', sample, rows);
  assert.deepEqual(
    readings.map(({ unit, window, capacity }) => `${unit} ${window} ${capacity}`),
    limits,
  );
  assert.deepEqual([failure?.cause, failure?.retryAfter, failure?.limit?.left], ['rate', 9, 0]);
});

test('a pasted error of it is recognized as it, with its limits', () => {
  const head = Object.entries(sample.headers).map(([name, value]) => `${name}: ${value}`);
  const text = `HTTP/2 429\n${head.join('\n')}\n\n${JSON.stringify(sample.body)}`;
  const { provider, readings } = diagnose(text, null, known);
  assert.equal(provider, 'acme');
  assert.deepEqual(
    readings.map(({ unit, window, capacity }) => `${unit} ${window} ${capacity}`),
    limits,
  );
  assert.equal(diagnose('POST https://api.acme.test/v1/chat/completions 401', null, known).provider, 'acme');
  assert.notEqual(diagnose(text).provider, 'acme', 'only where it was added');
});

test('its name and pages appear in the advice, and those of no other', () => {
  const pages = pagesOf(known.presets);
  const opened = new Set<string>();
  for (const topic of everyCause) {
    for (const { args, action, text } of adviceFor(topic, { provider: acme, editor: 'other', pages }, rows).steps) {
      if (action && 'open' in action && action.open !== 'cline-modes') opened.add(action.open);
      const said = [text, ...args].join(' ');
      for (const { name } of Object.values(providers)) if (name !== null) assert.ok(!said.includes(name), said);
    }
  }
  assert.deepEqual([...opened].sort(), ['acme-billing', 'acme-limits']);
  assert.equal(addressOf('acme-limits', known.presets), preset.pages.limits);
  const [pay] = adviceFor('quota-exhausted', { provider: acme, editor: 'other', pages }, rows).steps;
  assert.deepEqual([pay?.args, pay?.action], [['Acme'], { open: 'acme-billing' }]);
  const byOrigin = { provider: 'compatible', origin: 'https://api.acme.test', editor: 'other', pages } as const;
  assert.deepEqual(adviceFor('quota-exhausted', byOrigin, rows).steps[0]?.args, ['Acme']);
});

test('a key of it can be added and watched', async () => {
  assert.ok(offeredProviders(rows).includes(acme));
  assert.equal(offeredProviders(rows).at(-1), 'compatible');
  const client = clientOf(acme, rows, known.presets);
  assert.ok(client.canWatch('rocket-2') && !client.canWatch('rocket-paint'));
  assert.deepEqual(client.preselect(['rocket-2', 'rocket-11', 'sled-40']), ['rocket-11']);
  const server = await startHostileServer((response) =>
    response.writeHead(sample.status, sample.headers).end(JSON.stringify(sample.body)),
  );
  const access = { apiKey: 'acme-0123456789', baseUrl: `${server.origin}/v1` };
  const { readings, failure } = await client.probe(access, 'rocket-11', new AbortController().signal);
  await server.close();
  assert.deepEqual(
    readings.map(({ unit, window, capacity }) => `${unit} ${window} ${capacity}`),
    limits,
  );
  assert.equal(failure?.cause, 'rate');
});
