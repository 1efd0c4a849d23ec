import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { SourceId } from '../../../src/core/model/observation.ts';
import { checkReasons, type Snapshot } from '../../../src/core/model/snapshot.ts';
import { listOf, oneOf, record, type Shape, text } from '../../../src/wire/shape.ts';
import { parseToPanel } from '../../../src/wire/snapshotShape.ts';
import { situations } from '../../panel/situations.ts';
import { keyOf, messageOf, snapshotOf } from '../../panel/snapshots.ts';

const wrap = messageOf;
const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('messages to the panel', () => {
  it('are taken as they come over the wire', () => {
    for (const [name, snapshot] of Object.entries(situations)) {
      assert.ok(parseToPanel(overTheWire(wrap(snapshot))), name);
    }
    for (const reason of checkReasons) {
      assert.ok(parseToPanel(wrap(snapshotOf(keyOf({ nextCheck: { wait: null, reason } })))), reason);
    }
  });

  it('are refused when any one part is missing or of another kind', () => {
    let tried = 0;
    const tries = [situations.several, situations.money].flatMap((snapshot) => {
      const good = overTheWire(wrap(snapshot));
      return pathsIn(good).map((path) => ({ good, path }));
    });
    for (const { good, path } of tries) {
      if (path.length === 0) continue;
      for (const spoil of [remove, putObject]) {
        // Any object may be an intent: the host checks it when it comes back.
        const isAny = path.includes('intent') && (spoil === putObject || path.at(-1) !== 'intent');
        if (isAny) continue;
        const bad = overTheWire(good);
        spoil(bad, path);
        assert.equal(parseToPanel(bad), null, `${spoil.name} ${path.join('.')}`);
        tried++;
      }
    }
    assert.ok(tried > 100, `${tried}`);
  });

  it('may say what the gateway has passed on, or leave it out', () => {
    const use = { tool: 'codex', requests: 1, age: 2 };
    const withPassed = (passed: object) => {
      const sources = [{ id: 'gateway' as const, state: { kind: 'live', passed } }];
      const good = overTheWire(wrap(snapshotOf())) as { snapshot: object };
      return parseToPanel({ ...good, snapshot: { ...good.snapshot, sources } });
    };
    assert.ok(withPassed({ byAddress: [use], withoutKey: [] }));
    assert.equal(withPassed({ byAddress: [{ ...use, requests: '1' }], withoutKey: [] }), null);
    assert.equal(withPassed({ byAddress: [use] }), null);
  });

  it('may say what paid for a use, or leave it out', () => {
    const use = { model: 'gpt-5', key: null, requests: 1, tokens: { input: 1, output: 1 }, dollars: null };
    const withUse = (one: object) => {
      const identity = { id: 'o', label: 'o', provider: 'openai', origin: '', fingerprint: '' };
      const usage = [{ span: 'day', from: 0, to: 1, uses: [one] }];
      const organizations = [{ ...identity, readings: [], missing: [], gauges: [], limits: [], usage }];
      const good = overTheWire(wrap(snapshotOf())) as { snapshot: object };
      return parseToPanel({ ...good, snapshot: { ...good.snapshot, organizations } });
    };
    assert.ok(withUse(use));
    assert.ok(withUse({ ...use, payer: 'own-key' }));
    assert.equal(withUse({ ...use, payer: 'somebody' }), null);
    assert.equal(withUse({ ...use, payer: null }), null);
  });

  it('are checked by shapes that cannot fall behind the types', () => {
    const some = oneOf(['probe']);
    // @ts-expect-error a list that lacks a name of the union would refuse what the type allows
    const source: Shape<SourceId> = some;
    // @ts-expect-error so would a record that lacks a field
    record<Snapshot>({ keys: listOf(text) });
    assert.equal(source('listener'), false);
  });

  it('are refused when they are anything at all', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        assert.equal(parseToPanel(message), null);
      }),
    );
  });
});

type Path = readonly (string | number)[];

/** Every field in a value; of a list only the first entry. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return [path, ...(value.length > 0 ? pathsIn(value[0], [...path, 0]).slice(1) : [])];
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, [...path, name]))];
}

function parentOf(root: unknown, path: Path): Record<string | number, unknown> {
  return path.slice(0, -1).reduce((at, step) => at[step] as typeof at, root as Record<string | number, unknown>);
}

function remove(root: unknown, path: Path): void {
  delete parentOf(root, path)[path.at(-1) ?? ''];
}

function putObject(root: unknown, path: Path): void {
  parentOf(root, path)[path.at(-1) ?? ''] = { unexpected: true };
}
