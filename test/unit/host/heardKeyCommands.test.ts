import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { heardKeyId } from '../../../src/bus/heardKey.ts';
import type { HeardKeyChange } from '../../../src/bus/heardMarks.ts';
import type { KeySnapshot } from '../../../src/core/model/snapshot.ts';
import type { HeardKeys } from '../../../src/host/keys/heardKeys.ts';
import { KeyRing } from '../../../src/host/keys/keyRing.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memory.ts';
import { asked, offered, shown, willAnswer } from './fakeQuestions.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { KeyCommands } = await import('../../../src/host/keys/keyCommands.ts');
const { addHeardKey } = await import('../../../src/host/keys/addHeardKey.ts');
const { forgetHeardKey, hideHeardKey, showHiddenKeys } = await import('../../../src/host/keys/heardKeys.ts');

const budget = () => ({ shareOfRequestsPerMinute: 0.01, shareOfRequestsPerDay: 0.02, dollarsPerDay: 0.05 });
const stored = { id: 'work', label: 'Work', provider: 'openai', storage: 'secret', models: ['one'] } as const;
const digestOf = (value: string) => `digest-of-${value.length}-${value.slice(-4)}`;
const mine = 'sk-proj-0a1b2c3d4e5f6a7b8c9d3f9a';
const another = 'sk-proj-0a1b2c3d4e5f6a7b8c9d0e1f7777';

function heardKey(origin: string, more: Partial<KeySnapshot> = {}): KeySnapshot {
  return {
    id: heardKeyId(digestOf(mine), origin),
    label: 'OpenAI …3f9a',
    provider: 'openai',
    origin,
    fingerprint: '…3f9a',
    storage: 'traffic',
    status: 'ok',
    models: [],
    lastFailure: null,
    nextCheck: { wait: null, reason: 'only-heard' },
    tools: [{ tool: 'Cline', requests: 3, age: 1 }],
    today: { requests: 0, tokens: 0, dollars: 0 },
    money: { readings: [], gauges: [], missing: [] },
    ...more,
  };
}

const cline = heardKey('https://api.openai.com');
let wishes: [string, HeardKeyChange][];
let heard: HeardKeys;
let keyRing: KeyRing;
const realFetch = globalThis.fetch;

beforeEach(() => {
  wishes = [];
  heard = { shown: [cline], hidden: [], change: async (...wish) => void wishes.push(wish) };
  keyRing = new KeyRing(new MemoryMemento(), new MemorySecrets(), {});
  willAnswer();
});

describe('a key that was only heard', () => {
  const commands = () => new KeyCommands({ keyRing, budget, heard });

  test('is renamed as a stored one is, in the same box, and by no name that another key has', async () => {
    await keyRing.put({ ...stored, fingerprint: '…', baseUrl: 'https://api.openai.com/v1' }, another);
    heard = { ...heard, hidden: [{ ...cline, id: 'heard:hidden', label: 'Hidden' }] };
    willAnswer('OpenAI …3f9a', null);
    await commands().rename();
    assert.deepEqual(offered, ['Work', 'OpenAI …3f9a']);
    willAnswer();
    void commands().rename(cline.id);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const [box] = shown;
    assert.deepEqual([box?.title, box?.value], ['Name of the key', 'OpenAI …3f9a']);
    for (const taken of ['Work', 'Hidden']) {
      await box?.type(taken);
      await box?.enter();
      assert.match(box?.validationMessage?.message ?? '', /Another key has this name/);
    }
    await box?.type('Cline at work');
    await box?.enter();
    assert.deepEqual(wishes, [[cline.id, { kind: 'rename', name: 'Cline at work' }]]);
    assert.equal(keyRing.records()[0]?.label, 'Work');
  });

  test('is removed by hiding or forgetting it: nothing of it is in this editor', async () => {
    for (const [answer, kind] of [
      ['Hide it', 'hide'],
      ['Forget it', 'forget'],
    ] as const) {
      wishes = [];
      willAnswer(answer);
      await commands().remove(cline.id);
      assert.deepEqual(offered, ['Hide it', 'Forget it']);
      assert.deepEqual(wishes, [[cline.id, { kind }]]);
    }
    wishes = [];
    willAnswer(null);
    await commands().remove(cline.id);
    assert.deepEqual(wishes, []);
  });

  test('has no value to replace and no models to choose, so the commands for that do not offer it', async () => {
    await commands().replace();
    await commands().chooseModels(cline.id);
    assert.deepEqual(asked, ['There is no such key yet.', 'There is no such key yet.']);
    assert.deepEqual(wishes, []);
  });

  test('is hidden at once, with a way back in the message', async () => {
    willAnswer('Undo');
    await hideHeardKey(heard, cline.id);
    assert.deepEqual(asked, ['The key “OpenAI …3f9a” is hidden in all windows.']);
    assert.deepEqual(
      wishes.map(([, { kind }]) => kind),
      ['hide', 'show'],
    );
  });

  test('that is gone by now is neither hidden nor forgotten, and no other in its place', async () => {
    await hideHeardKey(heard, 'heard:gone');
    await forgetHeardKey(heard, 'heard:gone');
    assert.deepEqual([wishes, asked], [[], ['There is no such key yet.', 'There is no such key yet.']]);
  });

  test('comes back from the list of those that are hidden', async () => {
    const { id, provider, origin, fingerprint } = cline;
    const one = { id, provider, origin, fingerprint, label: 'Old tool $(bug)' };
    heard = { ...heard, shown: [], hidden: [one] };
    willAnswer(null);
    await showHiddenKeys(heard);
    assert.deepEqual([asked, wishes], [['Hidden keys'], []]);
    assert.deepEqual(offered, ['Old tool $\u2060(bug)']);
    willAnswer(offered[0] ?? '');
    await showHiddenKeys(heard);
    assert.deepEqual(wishes, [[id, { kind: 'show' }]]);
    await showHiddenKeys({ ...heard, hidden: [] });
    assert.equal(asked.at(-1), 'No key is hidden.');
  });
});

describe('adding a key that was heard', () => {
  let sent: string[];
  beforeEach(() => {
    sent = [];
    globalThis.fetch = async (input) => {
      sent.push(String(input instanceof Request ? input.url : input));
      return Response.json({ object: 'list', data: [{ id: 'one' }] });
    };
  });
  // Other files run in the same process.
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  const add = async (key: KeySnapshot, ...answers: (string | null)[]) => {
    willAnswer(...answers);
    await addHeardKey({ keyRing, budget, digestOf }, key);
    return keyRing.records()[0];
  };

  test('asks for its value alone, for the provider that it was heard to be for, and says nothing more', async () => {
    const record = await add(cline, mine, 'ok');
    assert.deepEqual(
      asked.map((text) => text.replace(/ \(.*/, '')),
      ['API key for OpenAI', asked[1]],
    );
    assert.deepEqual(
      [record?.provider, record?.baseUrl, record?.label],
      ['openai', 'https://api.openai.com/v1', 'OpenAI'],
    );
    assert.deepEqual(sent, ['https://api.openai.com/v1/models']);
    assert.ok(!asked.some((text) => /another/.test(text)));
  });

  test('gives it the name that it has been given', async () => {
    const record = await add({ ...cline, label: 'Cline at work' }, mine, 'ok');
    assert.equal(record?.label, 'Cline at work');
  });

  test('says so where it is another key, which gets no name of the heard one', async () => {
    const record = await add({ ...cline, label: 'Cline at work' }, another, 'ok');
    assert.equal(record?.label, 'OpenAI');
    assert.equal(asked.at(-1), 'That is another key than …3f9a. Both are shown.');
  });

  test('says nothing of another key to a user who leaves', async () => {
    assert.equal(await add(cline, another, null), undefined);
    assert.ok(!asked.some((text) => /another/.test(text)));
  });

  test('asks for the address where only its host is known, which is in the box', async () => {
    const own = heardKey('https://gateway.example', { provider: 'compatible', label: 'gateway.example …3f9a' });
    const left = addHeardKey({ keyRing, budget, digestOf }, own);
    assert.equal(shown[0]?.value, 'https://gateway.example');
    shown[0]?.escape();
    await left;
    const record = await add(own, 'https://gateway.example/v1', mine, 'Send it to gateway.example all the same', 'ok');
    assert.deepEqual([shown[0]?.title, record?.baseUrl], ['Base URL of the endpoint', 'https://gateway.example/v1']);
    assert.ok(!asked.some((text) => /another/.test(text)));
    await add(own, 'https://elsewhere.example/v1', mine, 'Send it to elsewhere.example all the same', 'ok');
    assert.equal(asked.at(-1), 'That is the key …3f9a at another address. Both addresses are shown.');
  });
});
