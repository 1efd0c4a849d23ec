import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Calm } from '../../../src/core/shown/calm.ts';
import { namesWhatIs, parseIntent } from '../../../src/words/advice/intent.ts';
import { hiddenKeysText, statusText } from '../../../src/words/keyWords.ts';
import { listWords } from '../../../src/words/listWords.ts';
import { situations } from '../../panel/situations.ts';
import { failureOf, keyOf, modelOf } from '../../panel/snapshots.ts';
import { placeIn } from '../../support/place.ts';

const { hiddenKeys, ...none } = situations.heardKeys;
const [hidden] = hiddenKeys;

test('the list leads to hidden keys, and only where there are any', () => {
  const leads = (snapshot: typeof none) =>
    listWords(snapshot, placeIn('vscode')).filter(({ intent }) => intent?.type === 'show-hidden-keys');
  assert.deepEqual(leads({ ...none, hiddenKeys } as typeof none), [
    { label: 'Hidden keys…', detail: '1 heard key is hidden', intent: { type: 'show-hidden-keys' } },
  ]);
  assert.deepEqual(leads(none), []);
  assert.deepEqual([hiddenKeysText(0), hiddenKeysText(2)], [null, '2 heard keys are hidden']);
});

test('a key that is hidden or brought back changes the surfaces at once, even if it is not heard now', () => {
  const calm = new Calm();
  calm.show({ ...none, hiddenKeys }, 0);
  assert.ok(!calm.isUrgent({ ...none, hiddenKeys: [...hiddenKeys] }));
  assert.ok(calm.isUrgent(none));
});

test('what the panel asks of a heard key names one that is shown', () => {
  for (const type of ['add-heard-key', 'hide-key', 'forget-key']) {
    const asked = (keyId: unknown) => {
      const intent = parseIntent({ type, keyId });
      return intent !== null && namesWhatIs(intent, situations.heardKeys);
    };
    assert.ok(asked(none.keys[0]?.id), type);
    assert.ok(!asked(hidden?.id) && !asked(7) && !asked('heard:nobody'), type);
  }
});

test('a heard key that was told to wait is not said to work before it is answered again, since nobody checks it', () => {
  const failure = failureOf({}, { by: 'user', age: 600, wait: 0 });
  const refused = modelOf('gpt-5', { age: 600, failure });
  const key = (storage: 'traffic' | 'secret', age: number) =>
    keyOf({ storage, lastFailure: failure, models: [refused, modelOf('gpt-5-mini', { age })] });
  assert.equal(statusText(key('traffic', 900)), 'unknown');
  assert.equal(statusText(key('traffic', 300)), 'working', 'another model was answered since');
  assert.equal(statusText(key('secret', 900)), 'working', 'checks go on');
  assert.equal(statusText({ ...key('traffic', 900), status: 'waiting' }), 'waiting');
});
