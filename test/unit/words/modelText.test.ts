import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { Unit } from '../../../src/core/model/limit.ts';
import { capacitiesOf, isUnnamed, whichModel } from '../../../src/core/whichModel.ts';
import { hoverCommands } from '../../../src/host/statusBar/gaugeHover.ts';
import { gaugeText } from '../../../src/words/gaugeWords.ts';
import { headlineWords } from '../../../src/words/headlineWords.ts';
import { hoverText } from '../../../src/words/hoverWords.ts';
import { listWords } from '../../../src/words/listWords.ts';
import { modelText, shortModelText } from '../../../src/words/modelText.ts';
import { setLocale } from '../../../src/words/numbers.ts';
import { situations } from '../../panel/situations.ts';
import { placeIn } from '../../support/place.ts';
import { fc } from '../core/fastCheck.ts';
import { compact } from './gaugeLooks.ts';

const place = placeIn('vscode');

/** The name that a model gets of which an answer tells these capacities. */
function named(...capacities: (readonly [Unit, number])[]): string {
  const readings = capacities.map(([unit, capacity]) => ({
    unit,
    capacity,
    pool: 'standard',
    level: null,
    timeToFull: null,
    window: null,
  }));
  return whichModel(readings as unknown as Parameters<typeof whichModel>[0], []) ?? '';
}

const some = named(['requests', 500], ['tokens', 500_000]);

describe('a model that is known by its capacities alone', () => {
  afterEach(() => setLocale('en'));

  test('is called by them, tokens first, in the time that its limits tell', () => {
    const limits = [
      { unit: 'tokens', capacity: 500_000, window: 60 },
      { unit: 'requests', capacity: 500, window: 86_400 },
    ] as const;
    assert.equal(modelText(some, limits), '500K tokens/min, 500 requests/day (model unknown)');
    assert.equal(modelText(some), '500K tokens, 500 requests (model unknown)');
    assert.deepEqual(
      [shortModelText(some, 1), shortModelText(some, 2)],
      ['(500K tokens)', '(500K tokens, 500 requests)'],
    );
  });

  test('has numbers as the user writes them', () => {
    setLocale('de');
    assert.equal(
      shortModelText(named(['tokens', 1_500_000]), 1),
      `(${new Intl.NumberFormat('de', { notation: 'compact', maximumFractionDigits: 1 }).format(1_500_000)} tokens)`,
    );
  });

  test('any other is called by its name', () => {
    for (const name of ['gpt-5', 'some model: mine', 'some model: 5 requests, or so', 'some model: '])
      assert.equal(modelText(name), name);
    assert.equal(shortModelText('claude-sonnet-5-20260801', 1), 'sonnet-5');
  });

  test('its name holds its capacities, whatever they are', () => {
    const units = fc.uniqueArray(
      fc.constantFrom<Unit>('requests', 'tokens', 'input-tokens', 'output-tokens', 'images'),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(units, fc.integer({ min: 1, max: 2_000_000_000 }), (counted, capacity) => {
        const name = named(...counted.map((unit) => [unit, capacity] as const));
        assert.ok(isUnnamed(name));
        assert.deepEqual(
          new Set(capacitiesOf(name).map((one) => `${one.unit} ${one.capacity}`)),
          new Set(counted.map((unit) => `${unit} ${capacity}`)),
        );
      }),
    );
  });

  test('no surface shows how it is called inside, nor two alike, nor advises to choose it', () => {
    const snapshot = situations.unnamedModels;
    const hover = hoverText(snapshot, place, hoverCommands).replaceAll('\\', '');
    const list = listWords(snapshot, place);
    const { limit: _, ...headline } = headlineWords(snapshot, place);
    const said = [hover, gaugeText(snapshot, compact), headline, list.map(({ intent, ...item }) => item)];
    assert.doesNotMatch(JSON.stringify(said), /some model/);
    assert.match(hover, /\(800K tokens, 500 requests\) tokens\/min/);
    assert.match(hover, /\(500K tokens, 500 requests\) tokens\/min/);
    assert.equal(gaugeText(snapshot, compact).text, '$(warning) (500K tokens) 12% tokens/min');
    assert.match(
      headlineWords(snapshot, place).subject ?? '',
      /^500K tokens\/min, 500 requests\/min \(model unknown\) · OpenAI …3f9a$/,
    );
    const advised = headlineWords(snapshot, place).steps.map(({ text }) => text);
    assert.doesNotMatch(advised.join(' '), /800K/);
  });
});
