import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { interpret } from '../../src/core/causes/interpret.ts';
import { verdictOf } from '../../src/core/causes/verdict.ts';
import { normalizeHeaders } from '../../src/core/dialects/response.ts';
import type { Failure } from '../../src/core/model/failure.ts';
import type { Reading } from '../../src/core/model/limit.ts';
import { corpus } from '../corpus/corpus.ts';
import { forms } from '../corpus/forms.ts';
import { type CorpusResponse, isFailure, isReading, limitName } from '../corpus/response.ts';

function interpreted({ named, status, headers, body }: CorpusResponse) {
  return interpret(named ?? undefined, { status, headers: normalizeHeaders(Object.entries(headers)), body });
}

function titled({ provider, form }: CorpusResponse): string {
  return `${provider}: ${form}`;
}

for (const provider of Object.keys(forms)) {
  describe(`a response of the form that ${provider} sends is read as worked out by hand`, () => {
    for (const response of corpus.filter((one) => one.provider === provider)) {
      test(response.form, () => {
        const { readings, failure } = interpreted(response);
        checkReadings(response, readings);
        checkFailure(response, failure);
      });
    }
  });
}

function checkReadings({ expected }: CorpusResponse, readings: readonly Reading[]): void {
  const missing = [...expected.readings];
  const allowed = [...expected.allowed];
  const wrong = readings.filter((reading) => {
    const list = missing.some((one) => isReading(reading, one)) ? missing : allowed;
    const at = list.findIndex((one) => isReading(reading, one));
    if (at >= 0) list.splice(at, 1);
    return at < 0;
  });
  assert.deepEqual({ wrong, missing }, { wrong: [], missing: [] });
}

function checkFailure({ status, expected }: CorpusResponse, failure: Failure | null): void {
  const { verdict, wait } = failure ? verdictOf(failure) : { verdict: null, wait: null };
  const found = failure && { cause: failure.cause, verdict, wait, limit: limitName(failure.limit) };
  if (!isFailure(found, expected.failure)) assert.deepEqual(found, expected.failure);
  if (failure) assert.equal(failure.status, status);
}

test('the corpus has a response for every form that is listed, and no other', () => {
  const listed = Object.entries(forms).flatMap(([provider, { headers, error }]) => [
    ...headers.map((form) => `${provider}/headers/${form}`),
    ...error.map((form) => `${provider}/error/${form}`),
  ]);
  const there = new Set(corpus.map(({ provider, kind, form }) => `${provider}/${kind}/${form}`));
  assert.deepEqual([...there].sort(), listed.sort());
});

test('whoever is said to have sent it, no response of the corpus throws or gives an impossible number', () => {
  for (const response of corpus) {
    for (const named of [response.named, ...Object.keys(forms), 'compatible', null]) {
      for (const { capacity, level, timeToFull } of interpreted({ ...response, named }).readings) {
        assert.ok(timeToFull === null || (timeToFull >= 0 && timeToFull < Infinity), titled(response));
        if (level === null) continue;
        assert.ok(level.low >= 0 && level.low <= level.high && level.high <= (capacity ?? Infinity), titled(response));
      }
    }
  }
});

const root = join(import.meta.dirname, '../..');
const documents = ['providers', 'causes', 'threats'].map((name) => [name, read(`docs/${name}.md`)] as const);

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** A file whose comments go on in one line, as a citation may be folded. */
function unfolded(path: string): string {
  return read(path).replaceAll(/\n\s*(?:\*|\/\/) /g, ' ');
}

/** What can be cited of a document: its headings, and the ids of its rows. */
function sectionsOf(text: string): string[] {
  return [...text.matchAll(/^(?:## (.+)|\| ([TR]\d+) )/gm)].map(([, heading, id]) => heading ?? id ?? '');
}

function begins(text: string, section: string): boolean {
  return text.startsWith(section) && !/^\w/.test(text.slice(section.length));
}

test('every section of the documents that a form, the code or another document cites is there', () => {
  const sections = new Map(documents.map(([name, text]) => [name, sectionsOf(text)]));
  const providers = sections.get('providers') ?? [];
  assert.deepEqual(
    Object.values(forms).flatMap(({ section }) => (providers.includes(section) ? [] : [section])),
    [],
  );
  const code = globSync('{src,test,bench,scripts}/**/*.{ts,mjs}', { cwd: root }).map((path) => [path, unfolded(path)]);
  const unknown = code.flatMap(([path = '', text = '']) =>
    [...text.matchAll(/docs\/(\w+)\.md, ([^\n]*)/g)]
      .filter(([, name = '', rest = '']) => !sections.get(name)?.some((section) => begins(rest, section)))
      .map(([citation]) => `${path}: ${citation}`),
  );
  const slug = (heading: string) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-');
  const links = documents.flatMap(([, text]) => [...text.matchAll(/\]\((?:(\w+)\.md)?#([\w-]+)\)/g)]);
  const dead = links.filter(
    ([, name, anchor = '']) =>
      ![...sections].some(
        ([document, all]) => (name ?? document) === document && all.some((one) => slug(one) === anchor),
      ),
  );
  assert.deepEqual([...unknown, ...dead.map(([link]) => link)], []);
});

test('every test that the document of threats names is there', () => {
  const named = [...read('docs/threats.md').matchAll(/`([\w/.-]+\.test\.ts)`/g)].map(([, path = '']) => path);
  assert.ok(named.length > 20);
  assert.deepEqual(
    named.filter((path) => !existsSync(join(root, 'test', path))),
    [],
  );
});

const samples = join(root, '../shared/samples/responses.jsonl');

test('every kind of response in the collection of real ones, which is kept elsewhere, has a form in the corpus', {
  skip: !existsSync(samples) && 'the collection of real responses is not there',
}, () => {
  const lines = readFileSync(samples, 'utf8').split('\n');
  const real = lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as CorpusResponse);
  const without = real.filter(({ provider, kind }) => (forms[provider]?.[kind] ?? []).length === 0);
  assert.deepEqual([...new Set(without.map(({ provider, kind }) => `${provider}/${kind}`))], []);
});
