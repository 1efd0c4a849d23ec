import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ModelId, modelId } from '../../../src/core/model/snapshot.ts';
import { rankedModels } from '../../../src/core/shown/ranking.ts';
import { RowOrder } from '../../../src/panel/rowOrder.ts';
import { atPercent } from '../../panel/manyModels.ts';
import { keyOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';

const models = (levels: Record<string, number>, status: 'ok' | 'missing' = 'ok') =>
  rankedModels(
    snapshotOf(
      keyOf({
        status,
        models: Object.entries(levels).map(([name, percent]) => modelOf(name, { limits: [atPercent(percent, name)] })),
      }),
    ),
  );
const names = ({ rows, full }: ReturnType<RowOrder['arrange']>) =>
  [rows, full].map((views) => views.map(({ model }) => model.model).join());

const none = new Set<ModelId>();

describe('rows', () => {
  it('come in the order of the ranking, the full ones apart', () => {
    const arranged = new RowOrder().arrange(models({ a: 60, b: 20, c: 100, d: 100, e: 100 }), none, false);
    assert.deepEqual(names(arranged), ['b,a', 'c,d,e']);
  });

  it('stay where they are while one is held, and new ones come last', () => {
    const order = new RowOrder();
    const full = { d: 100, e: 100, f: 100 };
    order.arrange(models({ a: 20, b: 60, c: 100, ...full }), none, false);
    const changed = models({ a: 100, b: 10, c: 5, ...full });
    assert.deepEqual(names(order.arrange(changed, none, true)), ['a,b,c', 'd,e,f']);
    assert.deepEqual(names(order.arrange(changed, none, true)), ['a,b,c', 'd,e,f']);
    assert.deepEqual(
      names(order.arrange(models({ b: 10, c: 5, ...full }), none, true)),
      ['b,c', 'd,e,f'],
      'gone is gone',
    );
    assert.deepEqual(names(order.arrange(changed, none, false)), ['c,b', 'a,d,e,f']);
  });

  it('are not called full while the key does not work', () => {
    assert.deepEqual(names(new RowOrder().arrange(models({ a: 100, b: 100, c: 100 }, 'missing'), none, false)), [
      'a,b,c',
      '',
    ]);
  });

  it('begin with what needs attention, then favorites, which are never folded', () => {
    const starred = new Set([modelId('work', 'c'), modelId('work', 'full')]);
    const low = modelOf('a', { limits: [atPercent(5, 'a', { state: 'low' })] });
    const others = { b: 40, c: 60, full: 100, d: 100, e: 100, f: 100 };
    const changed = [...rankedModels(snapshotOf(keyOf({ models: [low] }))), ...models(others)];
    assert.deepEqual(names(new RowOrder().arrange(changed, starred, false)), ['a,c,full,b', 'd,e,f']);
  });
});
