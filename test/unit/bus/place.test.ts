import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { openPlace, type PlaceRefusal, PlaceRefused, type System } from '../../../src/bus/place.ts';
import { until } from '../../support/until.ts';
import { temporarySystem } from './temporarySystem.ts';

const skip = process.platform === 'win32';

async function refused(system: System, refusal: PlaceRefusal): Promise<void> {
  await assert.rejects(openPlace(system), (error) => error instanceof PlaceRefused && error.refusal === refusal);
}

const busOf = ({ home }: System) => join(home, '.local/state/keygauge/bus');
const socketsOf = ({ home, userId }: System) => join(home, `keygauge-${userId}`);

test('all editors of a user find one place, whichever comes first', async () => {
  await using system = await temporarySystem();
  const places = await Promise.all(Array.from({ length: 8 }, () => openPlace(system)));
  assert.equal(new Set(places.map(({ secret }) => secret)).size, 1);
  assert.equal(new Set(places.map(({ addressOf }) => addressOf(7))).size, 1);
  assert.notEqual(places[0]?.addressOf(7), places[0]?.addressOf(8));
  assert.deepEqual(await readdir(busOf(system)), ['secret'], 'nothing is left of those that came second');
});

test('two homes are two places, and neither address tells the other’s', async () => {
  await using one = await temporarySystem();
  await using other = await temporarySystem();
  const elsewhere = { ...other, environment: one.environment };
  assert.notEqual((await openPlace(one)).addressOf(1), (await openPlace(elsewhere)).addressOf(1));
});

test('nobody else may look into the place', { skip }, async () => {
  await using system = await temporarySystem();
  await openPlace(system);
  for (const path of [busOf(system), socketsOf(system), join(busOf(system), 'secret')])
    assert.equal((await stat(path)).mode & 0o077, 0, path);
});

test('a place that is a link, another user’s, open to others or in the way is refused by name', { skip }, async () => {
  for (const folderOf of [busOf, socketsOf]) {
    await using linked = await temporarySystem();
    await mkdir(join(folderOf(linked), '..'), { recursive: true });
    await mkdir(join(linked.home, 'elsewhere'), { mode: 0o700 });
    await symlink(join(linked.home, 'elsewhere'), folderOf(linked));
    await refused(linked, 'symbolic-link');
    await using open = await temporarySystem();
    await mkdir(folderOf(open), { recursive: true });
    await chmod(folderOf(open), 0o777);
    await refused(open, 'open-to-others');
    await using file = await temporarySystem();
    await mkdir(join(folderOf(file), '..'), { recursive: true });
    await writeFile(folderOf(file), '');
    await refused(file, 'in-the-way');
  }
  await using foreign = await temporarySystem();
  await openPlace(foreign);
  await refused({ ...foreign, userId: (foreign.userId ?? 0) + 1 }, 'foreign');
});

test('a secret that others could read or have put there is not believed', { skip }, async () => {
  await using readable = await temporarySystem();
  await openPlace(readable);
  await chmod(join(busOf(readable), 'secret'), 0o644);
  await refused(readable, 'open-to-others');
  await using linked = await temporarySystem();
  await openPlace(linked);
  await rm(join(busOf(linked), 'secret'));
  await writeFile(join(linked.home, 'known'), '0'.repeat(64), { mode: 0o600 });
  await symlink(join(linked.home, 'known'), join(busOf(linked), 'secret'));
  await refused(linked, 'symbolic-link');
});

test('a damaged secret is replaced, and all agree on the new one', async () => {
  await using system = await temporarySystem();
  const { secret } = await openPlace(system);
  for (const damaged of ['', secret.slice(0, 20), 'x'.repeat(64)]) {
    await writeFile(join(busOf(system), 'secret'), damaged);
    const next = await openPlace(system);
    assert.match(next.secret, /^[0-9a-f]{64}$/);
    assert.equal((await openPlace(system)).secret, next.secret);
    assert.equal(await readFile(join(busOf(system), 'secret'), 'utf8'), next.secret);
  }
});

test('a path that the system would cut off is refused, and never used', { skip }, async () => {
  await using system = await temporarySystem();
  const temporary = join(system.home, 'a'.repeat(80));
  await refused({ ...system, environment: {}, temporary }, 'path-too-long');
  assert.deepEqual((await readdir(system.home)).sort(), ['.local']);
});

test('each system keeps it where its programs keep such things', async () => {
  await using system = await temporarySystem();
  const { home } = system;
  const inState = async (more: Partial<System>, path: string) => {
    await openPlace({ ...system, ...more });
    await rm(join(home, path, 'keygauge/bus/secret'));
  };
  await inState({ platform: 'linux' }, '.local/state');
  await inState({ platform: 'linux', environment: { XDG_STATE_HOME: join(home, 'own') } }, 'own');
  await inState({ platform: 'linux', environment: { XDG_STATE_HOME: 'relative' } }, '.local/state');
  await inState({ platform: 'darwin' }, 'Library/Application Support');
  const { addressOf } = await openPlace({
    ...system,
    platform: 'win32',
    userId: null,
    environment: { LOCALAPPDATA: home },
  });
  assert.match(addressOf(3), /^\\\\\.\\pipe\\keygauge-[0-9a-f]{16}-3$/);
});

test('an epoch is claimed once, by whoever comes first, and none below the highest', async () => {
  await using system = await temporarySystem();
  const [one, other] = await Promise.all([openPlace(system), openPlace(system)]);
  assert.equal(one.epochs.highest(), 0);
  assert.ok(one.epochs.claim(1, 'there'));
  assert.ok(!other.epochs.claim(1, 'there'));
  assert.ok(other.epochs.claim(3, 'there'));
  assert.ok(!one.epochs.claim(2, 'there'), 'somebody has come later');
  assert.ok(!one.epochs.claim(1, 'there'), 'it was cleared away, and stays taken');
  assert.equal(one.epochs.highest(), 3);
  assert.equal(one.epochs.addressOf(3), 'there');
  assert.equal(one.epochs.addressOf(4), null);
});

test('the sockets that earlier leaders have left are swept, and no other file is touched', { skip }, async () => {
  await using system = await temporarySystem();
  const { addressOf, epochs } = await openPlace(system);
  const strange = ['keep', `${addressOf(1)}x`, `${addressOf(9)}`];
  for (const path of [addressOf(1), addressOf(2), ...strange.slice(1)]) await writeFile(path, '');
  await writeFile(join(socketsOf(system), 'keep'), '');
  epochs.claim(3, 'there');
  await until(() => !existsSync(addressOf(1)) && !existsSync(addressOf(2)));
  const left = (await readdir(socketsOf(system))).map((name) => join(socketsOf(system), name)).sort();
  assert.deepEqual(left, [join(socketsOf(system), 'keep'), `${addressOf(1)}x`, addressOf(9)].sort());
});

test('an epoch comes after the last in which anything was kept, also when the folder of epochs was removed', async () => {
  await using system = await temporarySystem();
  const { epochs } = await openPlace(system, 57);
  assert.equal(epochs.highest(), 57);
  assert.ok(epochs.claim(58, 'here'));
  assert.equal((await openPlace(system, 57)).epochs.highest(), 58);
});
