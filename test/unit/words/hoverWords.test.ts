import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { marked, type Token, type Tokens } from 'marked';
import { hoverCommands } from '../../../src/host/settings/contributions.ts';
import { hoverText } from '../../../src/words/hoverWords.ts';
import { outsideText } from '../../../src/words/outsideText.ts';
import { situations } from '../../panel/situations.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';
import { fc } from '../core/fastCheck.ts';
import { hostileNames, hostileText } from './hostileText.ts';

/** Everything in the Markdown, as the editor's own parser sees it. */
function tokensOf(markdown: string): Token[] {
  const all: Token[] = [];
  marked.walkTokens(marked.lexer(markdown), (token) => void all.push(token));
  return all;
}

/** The text that a reader sees. */
function shown(tokens: readonly Token[]): string {
  return tokens.map((token) => ('tokens' in token && token.tokens ? shown(token.tokens) : textOf(token))).join('');
}

function textOf(token: Token): string {
  if (token.type === 'br') return '\n';
  return 'text' in token && token.type !== 'table' ? String(token.text) : '';
}

/** A key with one hostile name in every place that a stranger fills. */
function hostileSnapshot(name: string) {
  const limits = [limitOf({ model: name }), limitOf({ model: name, unit: 'requests' })];
  const lastFailure = failureOf({ message: name, type: name, code: name }, { model: name });
  return snapshotOf(
    keyOf({ label: name, fingerprint: name, models: [modelOf(name, { limits }), modelOf(name)], lastFailure }),
    keyOf({ label: name, models: [modelOf(name, { headers: 'absent' })] }),
  );
}

const harmless = new Set(['paragraph', 'text', 'escape', 'space', 'strong', 'table', 'link', 'br', 'hr']);

function assertOnlyOurs(markdown: string): void {
  const tokens = tokensOf(markdown);
  const strange = tokens.filter(({ type }) => !harmless.has(type));
  assert.deepEqual(
    strange.map(({ type, raw }) => `${type}: ${raw}`),
    [],
  );
  const links = tokens.filter((token): token is Tokens.Link => token.type === 'link');
  const allowed: string[] = Object.values(hoverCommands).map((command) => `command:${command}`);
  assert.deepEqual(
    links.map(({ href }) => href).filter((href) => !allowed.includes(href)),
    [],
  );
  assert.equal(links.length, 3, 'each link of ours stands there once');
  const tables = tokens.filter((token): token is Tokens.Table => token.type === 'table');
  assert.deepEqual(
    tables.map(({ header, rows }) => [header.length, rows.length, rows.every((row) => row.length === header.length)]),
    [[6, 2, true]],
  );
  assert.equal(tokens.filter(({ type }) => type === 'hr').length, 2, 'keys and links are parted by lines');
}

describe('the hover', () => {
  for (const name of hostileNames) {
    it(`shows ${JSON.stringify(name.slice(0, 50))} literally`, () => {
      const markdown = hoverText(hostileSnapshot(name), hoverCommands);
      assertOnlyOurs(markdown);
      const seen = shown(marked.lexer(markdown));
      const expected = outsideText(name, 300).replace(/\s+/g, ' ').trim();
      assert.ok(seen.includes(expected), `${seen}\n\ndoes not show\n\n${expected}`);
    });
  }

  it('is nothing but our own table, links and lines, whatever names and errors are', () => {
    fc.assert(fc.property(hostileText, (name) => assertOnlyOurs(hoverText(hostileSnapshot(name), hoverCommands))));
  });

  it('is bounded, however long the names are', () => {
    assert.ok(hoverText(hostileSnapshot('['.repeat(100_000)), hoverCommands).length < 10_000);
  });

  it('offers a key to somebody who has none', () => {
    const links = tokensOf(hoverText(snapshotOf(), hoverCommands)).filter(
      (token): token is Tokens.Link => token.type === 'link',
    );
    assert.deepEqual(
      links.map(({ href, text }) => [text, href]),
      [['Add a key', 'command:keygauge.addKey']],
    );
  });

  it('has a row for each limit of each model, with level, times, age and source', () => {
    const tokens = tokensOf(hoverText(situations.eight, hoverCommands));
    const [table] = tokens.filter((token): token is Tokens.Table => token.type === 'table');
    assert.equal(table?.rows.length, 8);
    const cells = table?.rows.map((row) => shown(row.flatMap(({ tokens: inner }) => [...inner, tab])));
    assert.deepEqual(
      cells?.map((row) =>
        row
          .split('\t')
          .map((cell) => cell.replaceAll('&ensp;', ''))
          .slice(0, 4),
      ),
      [
        ['Tokens per minute', '19% (97K of 500K)', '48 s', '–'],
        ['Requests per minute', '99% (496 of 500)', '1 s', '–'],
        ['Requests per day', '81% (8,120 of 10K)', '11 s', '–'],
        ['Tokens per day', '42% (6.3M of 15M)', '11 s', '–'],
        ['Tokens per minute (project)', '80% (201K of 250K)', '11 s', '–'],
        ['Images per minute', '100% (50 of 50)', '0 s', '–'],
        ['Input tokens per minute (priority)', '80K', '–', '–'],
        ['Output tokens per minute (fast)', 'unknown', '11 s', '–'],
      ],
    );
  });

  it('has no number that is none, in any situation', () => {
    for (const [name, snapshot] of Object.entries(situations))
      assert.doesNotMatch(hoverText(snapshot, hoverCommands), /NaN|undefined|Infinity|null|\[object/, name);
  });

  it('says a failed connection in a sentence, and not in the code of the network', () => {
    const lastFailure = failureOf({ cause: 'network', message: 'getaddrinfo ENOTFOUND api.openai.com' });
    const text = shown(tokensOf(hoverText(snapshotOf(keyOf({ lastFailure })), hoverCommands)));
    assert.match(text, /api\.openai\.com could not be found/);
    assert.doesNotMatch(text, /getaddrinfo/);
  });

  it('tells an endpoint without headers from one that was not asked yet', () => {
    assert.match(
      shown(tokensOf(hoverText(situations.soon, hoverCommands))),
      /Tokens per minute: at this pace empty in 40 s \(7 requests of 96K tokens a minute\)/,
    );
    assert.match(hoverText(situations.noHeaders, hoverCommands), /Sends no rate-limit headers/);
    assert.match(hoverText(situations.starting, hoverCommands), /No reading yet/);
  });
});

const tab: Token = { type: 'text', raw: '\t', text: '\t' };
