import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { marked, type Token, type Tokens } from 'marked';
import { hoverCommands } from '../../../src/host/statusBar/gaugeHover.ts';
import { hoverText } from '../../../src/words/hoverWords.ts';
import { outsideText } from '../../../src/words/outsideText.ts';
import { situations } from '../../panel/situations.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';
import { placeIn } from '../../support/place.ts';
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

const harmless = new Set(['paragraph', 'text', 'escape', 'space', 'strong', 'codespan', 'link', 'br']);

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
  assert.equal(links.length, 4, 'each link of ours stands there once');
  const bars = tokens.filter(({ type }) => type === 'codespan');
  for (const { raw } of bars) assert.match(raw, /^`█*░*`$/);
  assert.ok(linesOf(markdown) <= 8, markdown);
}

function linksOf(markdown: string): string[][] {
  const links = tokensOf(markdown).filter((token): token is Tokens.Link => token.type === 'link');
  return links.map(({ href, text }) => [text, href]);
}

/** Lines that the editor draws where nothing wraps. */
function linesOf(markdown: string): number {
  return markdown.split('\n').filter((line) => line !== '').length;
}

/** Four keys with five models each, as many limits and states as there are. */
function many(name = 'gpt-5') {
  const keys = Array.from({ length: 4 }, (_, key) =>
    keyOf({
      id: `k${key}`,
      label: `key ${key}`,
      models: Array.from({ length: 5 }, (_, model) => {
        const level = { estimate: 1, low: 1, high: 1 };
        const limits = [
          limitOf({ id: `${key}/${model}`, model: `${name}-${key}${model}`, ...(model > 1 ? { level } : {}) }),
        ];
        return modelOf(`${name}-${key}${model}`, { limits });
      }),
    }),
  );
  return snapshotOf(...keys);
}

const hover = (snapshot: ReturnType<typeof snapshotOf>) => hoverText(snapshot, placeIn('vscode'), hoverCommands);

describe('the hover', () => {
  for (const name of hostileNames) {
    it(`shows ${JSON.stringify(name.slice(0, 50))} literally`, () => {
      const markdown = hover(hostileSnapshot(name));
      assertOnlyOurs(markdown);
      const seen = shown(marked.lexer(markdown));
      const expected = outsideText(name.replace(/\s+/g, ' '), 24).slice(0, 20).trim();
      assert.ok(seen.includes(expected), `${seen}\n\ndoes not show\n\n${expected}`);
    });
  }

  it('is nothing but our own table, links and lines, whatever names and errors are', () => {
    fc.assert(fc.property(hostileText, (name) => assertOnlyOurs(hover(hostileSnapshot(name)))));
  });

  it('is bounded, however long the names are', () => {
    assert.ok(hover(hostileSnapshot('['.repeat(100_000))).length < 10_000);
  });

  it('leads somebody who has no key to each way to begin', () => {
    assert.deepEqual(linksOf(hover(snapshotOf())), [
      ['Listen along', 'command:keygauge.listenAlong'],
      ['Add a key', 'command:keygauge.addKey'],
      ['Try the demo', 'command:keygauge.tryDemo'],
      ['Open panel', 'command:keygauge.openPanel'],
    ]);
  });

  it('begins with the verdict of the model in trouble, then the models that are not full, in the panel’s order', () => {
    const seen = shown(marked.lexer(hover(situations.eight)));
    assert.match(seen, /^Running low · gpt-5 · OpenAI/);
    assert.match(seen, /█░{9} \u200719% gpt-5 tokens\/min · low/);
  });

  it('tells of each row whose reading of when it is, and of no two with one age', () => {
    const rows = hover(situations.unnamedModels)
      .split('\n')
      .filter((line) => line.startsWith('`'));
    assert.match(rows[0] ?? '', /low · heard 30 s ago/);
    assert.match(rows[1] ?? '', /fine · heard just now/);
    assert.doesNotMatch(hover(situations.unnamedModels), /Heard|Checked/);
    const one = (changes: Parameters<typeof limitOf>[0]) =>
      hover(snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits: [limitOf(changes)] })] })));
    assert.match(one({ age: 59 }), /checked 50 s ago/);
    assert.match(one({ age: 61, source: 'gateway' }), /seen by the gateway\\, 60 s ago/);
    assert.match(one({ age: 125, level: null, state: 'unknown' }), / · at .* · own check/);
  });

  it('has eight lines at most, whatever there is to show', () => {
    for (const [name, snapshot] of Object.entries(situations)) assert.ok(linesOf(hover(snapshot)) <= 8, name);
    assert.equal(linesOf(hover(many())), 8);
    assert.match(shown(marked.lexer(hover(many()))), /16 more models in the panel/);
  });

  it('speaks in whole sentences', () => {
    for (const [name, snapshot] of Object.entries(situations)) {
      const [, fact = ''] = shown(marked.lexer(hover(snapshot))).split('\n');
      assert.match(fact, /^[^a-z].*[.!?…]|^\S*\d/, `${name}: ${fact}`);
      assert.match(fact.split('Open panel')[0] ?? '', /[.!?…]/, `${name}: ${fact}`);
    }
    assert.match(shown(marked.lexer(hover(snapshotOf()))), /\nSee what is left of your own rate limits\./);
  });

  it('counts no model among the others that the verdict names', () => {
    const failing = (...models: string[]) => {
      const lastFailure = failureOf({ cause: 'quota-exhausted' }, { model: 'gpt-5', wait: null });
      const all = models.map((model) => modelOf(model, { limits: [], headers: 'unknown', failure: lastFailure }));
      return hover(snapshotOf(keyOf({ models: all, status: 'no-credit', lastFailure })));
    };
    assert.doesNotMatch(failing('gpt-5'), /in the panel/);
    assert.match(failing('gpt-5', 'gpt-5-mini'), /1 more model in the panel/);
  });

  it('calls no model nearly full that cannot be asked', () => {
    const level = { estimate: 500_000, low: 500_000, high: 500_000 };
    const models = ['a', 'b', 'c', 'd', 'e', 'f'].map((model) =>
      modelOf(model, { limits: [limitOf({ model, level })] }),
    );
    assert.match(hover(snapshotOf(keyOf({ models }))), /5 more models are nearly full/);
    const seen = hover(snapshotOf(keyOf({ models, status: 'missing' })));
    assert.doesNotMatch(seen, /nearly full/);
    assert.match(seen, /2 more models in the panel/);
  });

  it('names the key where two watch one model', () => {
    const key = (id: string, name: string) =>
      keyOf({
        id,
        label: id,
        models: [modelOf(name, { limits: [limitOf({ id: `${id}/t`, keyId: id, model: name })] })],
      });
    const rows = (...keys: ReturnType<typeof key>[]) => shown(marked.lexer(hover(snapshotOf(...keys))));
    assert.match(rows(key('work', 'gpt-5'), key('own', 'gpt-5')), /gpt-5 tokens\/min · own · /);
    assert.doesNotMatch(rows(key('work', 'gpt-5'), key('own', 'gpt-5-mini')), /· own · /);
  });

  it('has no number that is none, in any situation', () => {
    for (const [name, snapshot] of Object.entries(situations))
      assert.doesNotMatch(hover(snapshot), /NaN|undefined|Infinity|null|\[object/, name);
  });
});
