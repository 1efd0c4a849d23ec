import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { limitIdOf } from '../../../src/core/model/limit.ts';
import { appearanceOf } from '../../../src/panel/appearance.ts';
import { ViewState } from '../../../src/panel/viewState.ts';
import { keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';

describe('what is folded', () => {
  function editor(state: unknown) {
    const api = { state, writes: 0, postMessage: () => undefined, getState: () => api.state, setState };
    function setState(next: unknown) {
      api.state = next;
      api.writes++;
    }
    return api;
  }

  it('is kept, and written only when it changes', () => {
    const api = editor(undefined);
    const view = new ViewState(api);
    view.setCollapsed('a', true);
    view.setCollapsed('a', true);
    view.setCollapsed('b', false);
    assert.deepEqual(api.state, { collapsed: ['a'] });
    assert.equal(api.writes, 1);
    const again = new ViewState(api);
    assert.equal(again.isCollapsed('a'), true);
    again.setCollapsed('a', false);
    assert.deepEqual(api.state, { collapsed: [] });
  });

  it('does not grow without end', () => {
    const api = editor({ collapsed: Array.from({ length: 5_000 }, (_, at) => String(at)) });
    new ViewState(api).setCollapsed('x', true);
    assert.equal((api.state as { collapsed: string[] }).collapsed.length, 200);
  });
});

describe('the appearance', () => {
  const of = (changes: Parameters<typeof limitOf>[0], pinned: string | null = null) =>
    appearanceOf(
      snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits: [limitOf(changes)] })] })),
      pinned === null ? null : limitIdOf(pinned),
    );

  it('is the same while only numbers move', () => {
    assert.equal(of({}), of({ age: 90, timeToFull: 3, level: { estimate: 1, low: 1, high: 1 } }));
  });

  it('is another when a state, a mark or the pin changes', () => {
    const looks = [of({}), of({ state: 'low' }), of({ muted: true }), of({ capacity: 1 }), of({}, 'pinned')];
    assert.equal(new Set(looks).size, looks.length);
  });
});
