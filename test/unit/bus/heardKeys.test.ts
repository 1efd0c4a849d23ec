import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { heardKeyId } from '../../../src/bus/heardKey.ts';
import { type HeardKeyChange, HeardMarks } from '../../../src/bus/heardMarks.ts';
import { parseToLeader } from '../../../src/bus/messages.ts';
import { WindowView } from '../../../src/bus/windowView.ts';
import type { HiddenKey } from '../../../src/core/model/hiddenKey.ts';
import { limitIdOf } from '../../../src/core/model/limit.ts';
import type { Observation } from '../../../src/core/model/observation.ts';
import { holdOf } from '../../panel/holding.ts';
import { situations } from '../../panel/situations.ts';
import { snapshotOf } from '../../panel/snapshots.ts';
import { MemoryFiles } from '../../support/memoryFiles.ts';
import { MemorySpending } from '../../support/memorySpending.ts';
import { seededRandom } from '../engine/random.ts';
import { failed, key, reading } from '../engine/stage.ts';
import { SimulatedMachine } from './simulatedMachine.ts';
import { held, preferences, SimulatedWindow, type WindowOptions } from './simulatedWindow.ts';

const origin = 'https://api.openai.com';
const id = heardKeyId('a1b2', origin);
const limitId = limitIdOf(`${id}/gpt-5/requests`);
const plain = 'OpenAI …3f9a';

/** Two windows of two editors that have no key of their own; the first leads. */
async function twoEditors(files = new MemoryFiles()) {
  const machine = new SimulatedMachine(seededRandom(1));
  const spending = new MemorySpending();
  const open = async (options: WindowOptions) => {
    const window = new SimulatedWindow(machine, spending, { files, keys: [], ...options });
    await machine.clock.pass(0.1);
    return window;
  };
  const leader = await open({ inUse: true });
  const follower = await open({ store: 'other editor' });
  const hear = async (window: SimulatedWindow, left = 400) => {
    window.engine.observed(heard(window.process.clock.now(), left));
    await machine.clock.pass(1);
  };
  const wish = async (window: SimulatedWindow, change: HeardKeyChange) => {
    window.engine.changeHeard(id, change);
    await machine.clock.pass(3);
  };
  return { machine, open, leader, follower, hear, wish };
}

function heard(at: number, left: number, digest = 'a1b2'): Observation {
  return {
    kind: 'exchange',
    source: 'listener',
    account: { kind: 'seen-key', provider: 'openai', origin, digest, fingerprint: '…3f9a' },
    requestId: null,
    model: 'gpt-5',
    sentAt: at - 500,
    receivedAt: at,
    by: 'user',
    tool: 'Cline',
    readings: [reading(left, 500)],
    failure: null,
    charged: {},
  };
}

function hidden({ engine }: SimulatedWindow): string[] {
  return (engine.current.hiddenKeys ?? []).map(({ label }) => label);
}

suite('a key that was only heard', () => {
  test('is not named by what is held for it, and where it is hidden windows know that alone', () => {
    const hidden: HiddenKey = { id, label: plain, provider: 'openai', origin, fingerprint: '…3f9a' };
    const holds = [holdOf({ key: { digest: 'a1b2', origin } }), holdOf({ id: 'b', key: { digest: 'ffff', origin } })];
    const view = new WindowView([], [], null, [hidden]).snapshot({ ...snapshotOf(), holds });
    assert.deepEqual(view.holds, [{ ...holdOf(), isHidden: true }, holdOf({ id: 'b' })]);
    assert.equal(new WindowView([], [], null).snapshot(snapshotOf()).holds, undefined);
  });

  test('has the name that any window gives it in all windows, and keeps it when another editor takes over', async () => {
    const { machine, leader, follower, hear, wish } = await twoEditors();
    await hear(leader);
    assert.deepEqual([leader.labels, follower.labels], [[plain], [plain]]);
    await wish(follower, { kind: 'rename', name: 'Cline at work' });
    assert.deepEqual([leader.labels, follower.labels], [['Cline at work'], ['Cline at work']]);
    assert.equal(follower.engine.current.keys[0]?.models[0]?.limits[0]?.lastLevel?.low, 400);
    leader.process.kill();
    await machine.clock.pass(30);
    assert.ok(follower.leads);
    assert.deepEqual(follower.labels, ['Cline at work']);
    const [limit] = follower.engine.current.keys[0]?.models[0]?.limits ?? [];
    assert.deepEqual([limit?.lastLevel?.low, Math.round(limit?.age ?? 0)], [400, 34], 'as old as it is');
    await hear(follower, 300);
    assert.deepEqual(follower.labels, ['Cline at work']);
    assert.equal(follower.engine.current.keys[0]?.models[0]?.limits[0]?.lastLevel?.low, 300);
  });

  test('goes on as it was shown where another window takes over, unless it was refused, and lies nowhere on disk', async () => {
    const files = new MemoryFiles();
    const { machine, leader, follower, hear } = await twoEditors(files);
    await hear(leader, 300);
    const refusal = { ...heard(leader.process.clock.now(), 0, 'c3d4'), model: null, readings: [] };
    leader.engine.observed({ ...refusal, failure: failed('key-invalid') } as Observation);
    await machine.clock.pass(2);
    const levels = () => follower.engine.current.keys.flatMap(({ models }) => models.flatMap(({ limits }) => limits));
    const announced = follower.announced.length;
    leader.process.kill();
    await machine.clock.pass(5);
    assert.ok(follower.leads);
    const { keys } = follower.engine.current;
    assert.deepEqual(
      keys.map(({ status, lastFailure }) => [status, lastFailure]),
      [['ok', null]],
    );
    // Refilled since, and nobody else is feared.
    assert.ok((levels()[0]?.level?.low ?? 0) > 350);
    await machine.clock.pass(90);
    assert.equal(levels()[0]?.level, null, 'by then it is unknown');
    assert.equal(follower.announced.length, announced);
    const kept = [...files.files.values()].map((bytes) => Buffer.from(bytes).toString());
    assert.ok(kept.length > 0 && kept.every((text) => !text.includes('a1b2') && !text.includes('c3d4')));
  });

  test('is not shown any more where nobody wants to hear when another window takes over', async () => {
    const { machine, leader, follower, hear } = await twoEditors();
    await hear(leader);
    follower.tell({ preferences: { ...preferences, unwanted: ['listener'] } });
    leader.process.kill();
    await machine.clock.pass(5);
    assert.deepEqual([follower.leads, follower.labels], [true, []]);
  });

  test('is still told to be used by its tools where another window takes over, as is one that is stored there', async () => {
    const { machine, leader, follower, hear } = await twoEditors();
    follower.tell({ keys: [held({ id: 'mine', label: 'Work', origin, digest: 'c3d4', models: [] })] });
    await machine.clock.pass(1);
    for (let time = 0; time < 3; time++) await hear(leader);
    leader.engine.observed(heard(leader.process.clock.now(), 400, 'c3d4'));
    await machine.clock.pass(60);
    const tools = () =>
      follower.engine.current.keys.map(({ label, tools: [tool] }) => [label, tool?.tool, tool?.requests]);
    const expected = [
      ['Work', 'Cline', 1],
      [plain, 'Cline', 3],
    ];
    assert.deepEqual(tools(), expected);
    leader.process.kill();
    await machine.clock.pass(5);
    assert.ok(follower.leads);
    assert.deepEqual(tools(), expected);
    assert.equal(Math.round(follower.engine.current.keys[0]?.tools[0]?.age ?? 0), 65);
  });

  test('stays where an editor that does not listen takes over, while one that does is open or only reloads', async () => {
    const { machine, open, leader, follower, hear } = await twoEditors();
    const deaf = { preferences: { ...preferences, unwanted: ['listener'] as const } };
    follower.tell(deaf);
    await hear(leader);
    const listening = await open({ store: 'third editor' });
    listening.process.stop();
    leader.process.kill();
    await machine.clock.pass(1);
    assert.ok(follower.leads);
    listening.process.goOn();
    await machine.clock.pass(10);
    assert.deepEqual([follower.labels, listening.labels], [[plain], [plain]]);
    listening.process.kill();
    await machine.clock.pass(1);
    follower.tell(deaf);
    await machine.clock.pass(5);
    assert.deepEqual(follower.labels, [plain], 'it may come back');
    await machine.clock.pass(20);
    assert.deepEqual(follower.labels, []);
  });

  test('is nowhere once it is hidden, and all of it comes back', async () => {
    const { leader, follower, hear, wish } = await twoEditors();
    await hear(leader);
    await wish(follower, { kind: 'hide' });
    const before = leader.announced.length + follower.announced.length;
    for (const window of [leader, follower]) {
      await hear(window, 1);
      const { keys, ranking } = window.engine.current;
      assert.deepEqual([keys, ranking, hidden(window)], [[], [], [plain]]);
    }
    assert.deepEqual(await leader.engine.pasts(), []);
    assert.equal(leader.announced.length + follower.announced.length, before, 'nothing is announced of it');
    await wish(leader, { kind: 'show' });
    for (const window of [leader, follower]) {
      assert.deepEqual([window.labels, hidden(window)], [[plain], []]);
      assert.equal(window.engine.current.keys[0]?.models[0]?.limits[0]?.lastLevel?.low, 1);
    }
    assert.deepEqual(await leader.engine.pasts(), [limitId]);
  });

  test('stays hidden under its name when another editor takes over, and can be brought back there', async () => {
    const { machine, leader, follower, hear, wish } = await twoEditors();
    await hear(leader);
    await wish(leader, { kind: 'rename', name: 'Old tool' });
    await wish(leader, { kind: 'hide' });
    leader.process.kill();
    await machine.clock.pass(30);
    await hear(follower);
    assert.deepEqual([follower.labels, hidden(follower)], [[], ['Old tool']]);
    await wish(follower, { kind: 'show' });
    assert.deepEqual([follower.labels, hidden(follower)], [['Old tool'], []]);
  });

  test('is new when it is heard after it was forgotten: without its name, its levels and its past', async () => {
    const { leader, follower, hear, wish } = await twoEditors();
    await hear(leader, 300);
    await wish(leader, { kind: 'rename', name: 'Old tool' });
    leader.engine.observed(heard(leader.process.clock.now(), 200, 'c3d4'));
    const other = limitIdOf(`${heardKeyId('c3d4', origin)}/gpt-5/requests`);
    assert.deepEqual(await leader.engine.pasts(), [limitId, other]);
    await wish(follower, { kind: 'forget' });
    assert.deepEqual([leader.labels, follower.labels, await leader.engine.pasts()], [[plain], [plain], [other]]);
    await hear(leader, 400);
    assert.deepEqual(
      leader.engine.current.keys.map(({ id: one, label }) => [one === id, label]),
      [
        [false, plain],
        [true, plain],
      ],
    );
    const past = await leader.engine.past(limitId);
    assert.equal(past?.past.minutes.at.length, 1);
  });

  test('keeps its name while nobody listens, when nothing of it is shown', async () => {
    const { machine, leader, follower, hear, wish } = await twoEditors();
    await hear(leader);
    await wish(leader, { kind: 'rename', name: 'Cline at work' });
    const listen = async (isOn: boolean) => {
      const unwanted = isOn ? [] : (['listener'] as const);
      for (const window of [leader, follower]) window.tell({ preferences: { ...preferences, unwanted } });
      await machine.clock.pass(1);
    };
    await listen(false);
    await hear(leader);
    assert.deepEqual([leader.labels, follower.labels], [[], []]);
    await listen(true);
    await hear(leader);
    assert.deepEqual(follower.labels, ['Cline at work']);
  });

  test('is the stored one as soon as its value is added, even where it was hidden', async () => {
    const { machine, leader, follower, hear, wish } = await twoEditors();
    await hear(leader);
    await wish(leader, { kind: 'hide' });
    leader.tell({ keys: [held({ ...key(), origin, digest: 'a1b2', label: 'Mine' })] });
    await machine.clock.pass(3);
    await hear(follower);
    assert.deepEqual([leader.labels, follower.labels], [['Mine'], ['Mine']]);
    assert.deepEqual([hidden(leader), hidden(follower)], [[], []]);
  });

  test('is changed nowhere while nobody leads, which the window that asked is told', async () => {
    const { leader, hear } = await twoEditors();
    await hear(leader);
    leader.engine.dispose();
    assert.throws(() => leader.engine.changeHeard(id, { kind: 'hide' }), /No window leads/);
  });
});

test('wishes for heard keys cross the bus whole or not at all', () => {
  const sent = (change: unknown) => parseToLeader({ type: 'heard-key', keyId: id, change } as never);
  for (const kind of ['hide', 'show', 'forget']) assert.ok(sent({ kind }));
  assert.ok(sent({ kind: 'rename', name: 'x'.repeat(60) }));
  for (const change of [{ kind: 'rename' }, { kind: 'rename', name: '' }, { kind: 'rename', name: 'x'.repeat(61) }])
    assert.equal(sent(change), null);
  assert.equal(sent({ kind: 'steal' }), null);
  assert.equal(sent(null), null);
});

test('for the sake of a hidden key no status page is followed', () => {
  const marks = new HeardMarks();
  const { heardKeys } = situations;
  const [first, second] = heardKeys.keys;
  assert.ok(first && second);
  marks.change(first.id, { kind: 'hide' }, { ...first, models: [] });
  assert.deepEqual(marks.withoutHidden(heardKeys).keys, [second]);
  marks.change(first.id, { kind: 'show' }, undefined);
  assert.deepEqual(marks.withoutHidden(heardKeys), heardKeys);
});

test('a mark that says nothing any more is not kept, and of very many the oldest makes room', () => {
  const marks = new HeardMarks();
  const one = (place: number) => key({ id: `heard:${place}`, storage: 'traffic' });
  marks.change('heard:0', { kind: 'hide' }, one(0));
  marks.change('heard:0', { kind: 'show' }, undefined);
  assert.deepEqual(marks.save(), []);
  marks.change('heard:unknown', { kind: 'hide' }, undefined);
  assert.deepEqual(marks.save(), []);
  marks.change('heard:1', { kind: 'rename', name: 'Last' }, one(1));
  marks.restore(marks.save().map((mark) => ({ ...mark, name: 'Earlier' })));
  assert.equal(marks.nameOf('heard:1'), 'Last', 'what a slow disk gives out late');
  for (let place = 0; place < 300; place++) marks.change(`heard:${place}`, { kind: 'hide' }, one(place));
  assert.deepEqual([marks.save().length, marks.isHidden('heard:0'), marks.isHidden('heard:299')], [200, false, true]);
});
