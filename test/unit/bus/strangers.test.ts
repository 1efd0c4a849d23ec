import assert from 'node:assert/strict';
import { test } from 'node:test';
import { greet, type HandshakeParts, introduce } from '../../../src/bus/handshake.ts';
import { Link, type Message } from '../../../src/bus/link.ts';
import { parseToFollower, parseToLeader } from '../../../src/bus/messages.ts';
import { MemorySpending } from '../../support/memorySpending.ts';
import { fc, runsAtLeast } from '../core/fastCheck.ts';
import { seededRandom } from '../engine/random.ts';
import { channelsBetween, SimulatedMachine, SimulatedProcess } from './simulatedMachine.ts';
import { held, heldOrganization, SimulatedWindow, someTold } from './simulatedWindow.ts';

/** Two ends of one connection, in driven time. */
function connected() {
  const machine = new SimulatedMachine(seededRandom(1));
  const [near, far] = channelsBetween(machine, new SimulatedProcess(machine), new SimulatedProcess(machine));
  let nonces = 0;
  const parts = (secret: string): HandshakeParts => {
    return { clock: machine.clock, secret, version: '1.0.0', nonce: () => `nonce ${++nonces}` };
  };
  return { machine, near, far, parts };
}

test('windows that share the secret join, and the secret does not cross', async () => {
  const { machine, near, far, parts } = connected();
  const joined: string[] = [];
  greet(new Link(near), 7, parts('secret'), (version) => joined.push(version));
  const welcome = introduce(new Link(far), parts('secret'));
  await machine.clock.pass(1);
  assert.equal((await welcome)?.epoch, 7);
  assert.deepEqual(joined, ['1.0.0']);
  for (const line of machine.lines) assert.ok(!line.includes('secret'));
});

test('who does not know the secret is shown nothing and told nothing, on either side', async () => {
  const { machine, near, far, parts } = connected();
  const joined: string[] = [];
  greet(new Link(near), 7, parts('secret'), (version) => joined.push(version));
  const welcome = introduce(new Link(far), parts('a guess'));
  await machine.clock.pass(1);
  assert.equal(await welcome, null);
  assert.deepEqual(joined, []);
  assert.deepEqual(
    machine.lines.map((line) => JSON.parse(line).type),
    ['hello', 'join'],
  );
});

test('an end that sends back what it got is not believed', async () => {
  const { machine, near, far, parts } = connected();
  far.onDidReceive((line) => far.send(line));
  const joined: string[] = [];
  const link = new Link(near);
  let isClosed = false;
  link.onDidClose(() => {
    isClosed = true;
  });
  greet(link, 7, parts('secret'), (version) => joined.push(version));
  await machine.clock.pass(1);
  assert.ok(isClosed);
  assert.deepEqual(joined, []);
});

test('who connects and says nothing is let go, and a leader that says nothing is left', async () => {
  const { machine, near, far, parts } = connected();
  let isClosed = false;
  far.onDidClose(() => {
    isClosed = true;
  });
  greet(new Link(near), 7, parts('secret'), () => {});
  await machine.clock.pass(5);
  assert.ok(isClosed);
  const silent = connected();
  const welcome = introduce(new Link(silent.near), silent.parts('secret'));
  await silent.machine.clock.pass(5);
  assert.equal(await welcome, null);
});

const told = { type: 'told', told: { ...someTold, keys: [held()], organizations: [heldOrganization()] } };

test('each message is taken whole or not at all, and one of another version is ignored', () => {
  assert.ok(parseToLeader(told));
  assert.ok(parseToLeader({ ...told, more: 'of a later version' } as Message));
  assert.equal(parseToLeader({ type: 'of-a-later-version' }), null);
  assert.equal(parseToLeader({ type: 'toString' }), null);
  assert.equal(parseToFollower(told), null, 'a window tells a window nothing');
  const broken = [
    { keys: [{ ...held(), models: 'gpt-5' }] },
    { keys: [{ ...held(), provider: 'nobody' }] },
    { store: 7 },
    { organizations: [{ ...heldOrganization(), storage: 'elsewhere' }] },
    { preferences: { ...someTold.preferences, budgets: { Work: 'much' } } },
    { preferences: { ...someTold.preferences, unwanted: ['nobody'] } },
  ];
  for (const change of broken)
    assert.equal(parseToLeader({ ...told, told: { ...told.told, ...change } } as Message), null);
  for (const taken of [{ requests: 1 }, {}]) assert.ok(parseToLeader(checked(taken)));
  for (const taken of [{ requests: 'one' }, { pages: 1 }, null, { requests: null }])
    assert.equal(parseToLeader(checked(taken)), null);
});

function checked(charged: unknown): Message {
  const exchange = { readings: [], failure: null, charged, usage: { input: 1, output: 1 } };
  return { type: 'checked', id: 1, checked: { withoutValue: null, sentAgo: 3, exchange, money: null } } as Message;
}

/** Any JSON, and messages of ours with any JSON in one of their fields. */
const anyLine = fc.oneof(
  fc.json(),
  fc.string(),
  fc
    .tuple(
      fc.constantFrom(
        'told',
        'in-use',
        'check-now',
        'checked',
        'snapshot',
        'announcement',
        'kept',
        'check',
        'call-off',
        'look',
        'observed',
        'read',
        'keys-changed',
        'ping',
        'pong',
      ),
      fc.dictionary(
        fc.constantFrom(
          'id',
          'keyId',
          'ask',
          'told',
          'inUse',
          'checked',
          'kept',
          'speaks',
          'observation',
          'organizations',
        ),
        fc.jsonValue(),
      ),
    )
    .map(([type, fields]) => JSON.stringify({ ...fields, type })),
);

/** Each line that arrives makes the simulated machine slower, so that many are shared out among worlds. */
const linesOfOneWorld = 2_000;

test('whatever lines a window or its leader sends, all go on as before', async () => {
  const total = runsAtLeast(300);
  const { seed = 0 } = fc.readConfigureGlobal() ?? {};
  for (let said = 0; said < total; said += linesOfOneWorld) {
    await goOnAsBefore(fc.sample(anyLine, { numRuns: Math.min(linesOfOneWorld, total - said), seed: seed + said }));
  }
});

async function goOnAsBefore(lines: readonly string[]): Promise<void> {
  const machine = new SimulatedMachine(seededRandom(1));
  const spending = new MemorySpending();
  const windows: SimulatedWindow[] = [];
  for (const inUse of [true, false, false]) {
    windows.push(new SimulatedWindow(machine, spending, { inUse }));
    await machine.clock.pass(0.1);
  }
  const [leader, guest, follower] = windows;
  assert.ok(leader && guest && follower);
  for (const line of lines) {
    guest.process.say(line);
    leader.process.say(line);
  }
  await machine.clock.pass(1);
  // A snapshot that cannot be read is shown as one of another version, until one comes that can.
  leader.use(false);
  await machine.clock.pass(2);
  leader.use(true);
  await machine.clock.pass(2);
  assert.ok(leader.leads);
  for (const { labels } of windows) assert.deepEqual(labels, ['Work']);
  // Among so many lines stands a true request for a check now and then; however often it is repeated, one is made.
  const asks = lines.some((line) => asksForCheck(line));
  assert.equal(leader.provider.requests.length, asks ? 2 : 1);
}

function asksForCheck(line: string): boolean {
  if (!line.includes('check-now')) return false;
  const message = parseToLeader(JSON.parse(line));
  return message?.type === 'check-now' && message.keyId === null;
}

test('a window whose keys and wishes have the form of an older version is told so, and does not wait for ever', async () => {
  const machine = new SimulatedMachine(seededRandom(1));
  const leader = new SimulatedWindow(machine, new MemorySpending());
  await machine.clock.pass(0.1);
  const { unwanted: _, ...older } = someTold.preferences;
  const old = new SimulatedWindow(machine, new MemorySpending(), { preferences: older as typeof someTold.preferences });
  await machine.clock.pass(3);
  assert.ok(leader.leads);
  assert.equal(old.seat, 'follower');
  assert.equal(old.outdated, 1);
});
