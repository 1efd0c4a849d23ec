import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { clientOf } from '../../../src/providers/clients.ts';
import { limits, never, openaiAt } from './hostileEndpoint.ts';

const openai = clientOf('openai');
const anthropic = clientOf('anthropic');

/** What only a program says: no provider ever wrote such words. */
const exception =
  /Maximum call stack|Cannot (?:read|convert|set)|undefined|is not (?:a function|valid JSON|iterable)|Unexpected (?:token|end)|in JSON at|status.*range|terminated|Invalid state|Connection error|fetch failed|aborted/i;

/** Answers that a program stumbles over. */
const strange: readonly (readonly [string, (response: ServerResponse) => void])[] = [
  ...[200, 400, 403, 429, 500, 529].flatMap((status) => {
    // Read in one way where it is an answer, and in another where it is a refusal, whichever.
    const isFirst = status === 200 || status === 400;
    const deep = (opened: string, closed: string) => opened.repeat(60_000) + closed.repeat(60_000);
    const bodies = [
      ['null', 'null'],
      ['an array in arrays', deep('[', ']')],
      ['an error that is arrays in arrays', `{"error":${deep('[', ']')}}`],
      ['objects in objects', `{"error":{"message":${deep('{"a":', '').slice(0, 200_000)}`],
      ['a message of objects', `{"error":{"message":${`{"a":`.repeat(30_000)}1${'}'.repeat(30_000)}}}`],
      ['JSON that breaks off', '{"error":{"message":"too ma'],
      ['a number', '7'],
      ['nothing', ''],
      ['bytes that are no text', '\ud800\u0000\ufffe'],
    ] as const;
    return bodies
      .filter(([, body]) => isFirst || body.length < 1000)
      .map(([name, body]) => {
        const answer = (response: ServerResponse) =>
          response.writeHead(status, { 'content-type': 'application/json' }).end(body);
        return [`${status} with ${name}`, answer as (response: ServerResponse) => void] as const;
      });
  }),
  ['204', (response) => void response.writeHead(204).end()],
  ['205', (response) => void response.writeHead(205).end()],
  ['599', (response) => void response.writeHead(599).end('{}')],
  ['600', (response) => void response.writeHead(600).end('{}')],
  ['999', (response) => void response.writeHead(999).end('{}')],
  ['an unknown encoding', (response) => void response.writeHead(429, { 'content-encoding': 'gzip' }).end('plain')],
  [
    'a body cut off',
    (response) => {
      response.writeHead(429, { 'content-type': 'application/json', 'content-length': '999' });
      response.write('{"error":');
      setTimeout(() => response.destroy(), 20);
    },
  ],
];

test('no exception of a library passes for the words of a provider', async () => {
  for (const [name, answer] of strange) {
    const { access } = await openaiAt(answer);
    for (const provider of [openai, anthropic]) {
      const list = await provider.listModels(access, never);
      const { failure } = await provider.probe(access, 'gpt-5', never);
      for (const found of [list.failure, failure])
        assert.doesNotMatch(found?.message ?? '', exception, `${provider.id}, ${name}`);
    }
  }
});

test('a refusal keeps its cause however deep it is nested, and its beginning where it is cut off', async () => {
  const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;
  const said = '{"error":{"code":"insufficient_quota","message":"You exceeded your current quota","param":';
  for (const body of [`${said}${deep}}}`, `${said}${JSON.stringify('x'.repeat(100_000))}}}`]) {
    const { access } = await openaiAt((response) => void response.writeHead(429, limits).end(body));
    for (const provider of [openai, anthropic]) {
      const { failure } = await provider.probe(access, 'gpt-5', never);
      assert.equal(failure?.cause, 'quota-exhausted');
      assert.equal(failure?.message, 'You exceeded your current quota');
      assert.equal(failure?.code, 'insufficient_quota');
    }
  }
  const { access } = await openaiAt((response) => {
    response.writeHead(429, { ...limits, 'content-length': '9999' });
    response.write('You exceeded your current quota, please check your plan and billing details.');
    setTimeout(() => response.destroy(), 20);
  });
  assert.equal((await openai.probe(access, 'gpt-5', never)).failure?.cause, 'quota-exhausted');
});

test('a list of models that is null or no content is an answer of the endpoint, not of the network', async () => {
  for (const [status, body] of [
    [204, undefined],
    [200, 'null'],
  ] as const) {
    const { access } = await openaiAt((response) => void response.writeHead(status, limits).end(body));
    for (const provider of [openai, anthropic]) {
      const { models, failure } = await provider.listModels(access, never);
      assert.ok(
        models?.length === 0 || (failure?.cause === 'unknown' && failure.status === status),
        `${provider.id} ${body}`,
      );
    }
  }
});

test('a key that no header can carry is said to be one', async () => {
  const { access, server } = await openaiAt((response) => void response.end('{}'));
  const { failure } = await openai.probe({ ...access, apiKey: 'sk-test-\u041a0123456789' }, 'gpt-5', never);
  assert.equal(failure?.message, 'The key holds a character that cannot be sent');
  assert.equal(server.received.length, 0);
});
