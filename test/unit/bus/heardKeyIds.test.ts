import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeardTraffic } from '../../../src/bus/heardTraffic.ts';
import { uniteKeys } from '../../../src/bus/keyUnion.ts';
import { reading } from '../engine/stage.ts';
import { held } from './simulatedWindow.ts';

test('a key that is heard has its name in the engine as soon as it is known', () => {
  const own = held();
  const traffic = new HeardTraffic(() => {});
  const [shared] = uniteKeys([{ store: 'editor', keys: [own] }], new Map([['editor', [own]]]), []);
  assert.ok(shared);
  traffic.know([shared], new Set(['gateway']));
  assert.equal(traffic.keyIdOf({ digest: 'digest', origin: own.origin }), shared.id);
  const other = { digest: 'other', origin: 'https://provider.invalid' };
  assert.equal(traffic.keyIdOf(other), null);
  traffic.heard({
    kind: 'exchange',
    source: 'gateway',
    account: { kind: 'seen-key', provider: 'openai', fingerprint: '…3f9a', ...other },
    requestId: null,
    model: null,
    sentAt: 0,
    receivedAt: 500,
    by: 'user',
    tool: 'Codex',
    readings: [reading(400, 500)],
    failure: null,
    charged: {},
  });
  assert.equal(traffic.keyIdOf(other), traffic.keys[0]?.id);
  assert.equal(traffic.keys.length, 1);
  assert.equal(traffic.keyIdOf({ ...other, origin: 'https://elsewhere.invalid' }), null);
});
