import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ViewState } from '../../../src/panel/viewState.ts';

function editor(state: unknown) {
  const api = { state, writes: 0, postMessage: () => undefined, getState: () => api.state, setState };
  function setState(next: unknown) {
    api.state = next;
    api.writes++;
  }
  return api;
}

describe('what is open and filtered', () => {
  it('is kept, and written only when it changes', () => {
    const api = editor(undefined);
    const view = new ViewState(api);
    view.setOpen('a', true);
    view.setOpen('a', true);
    view.setOpen('b', false);
    view.filter = 'all';
    assert.deepEqual(api.state, { open: ['a'], filter: 'all', isByKey: false });
    assert.equal(api.writes, 1);
    view.filter = 'attention';
    const again = new ViewState(api);
    assert.equal(again.isOpen('a'), true);
    assert.equal(again.filter, 'attention');
    again.setOpen('a', false);
    again.isByKey = true;
    assert.deepEqual(api.state, { open: [], filter: 'attention', isByKey: true });
  });

  it('does not grow without end', () => {
    const api = editor({ open: Array.from({ length: 5_000 }, (_, at) => String(at)) });
    new ViewState(api).setOpen('x', true);
    assert.equal((api.state as { open: string[] }).open.length, 200);
  });
});
