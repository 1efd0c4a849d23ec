import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EpochFiles } from '../../../src/bus/epochFiles.ts';
import { type Fullness, SimulatedFolder } from './simulatedFolder.ts';

/** Two windows that see the same two folders. */
function stage(state: Fullness, spare: Fullness) {
  const folders = [new SimulatedFolder(), new SimulatedFolder()] as const;
  const [first, second] = folders;
  [first.fullness, second.fullness] = [state, spare];
  const registers = [
    { folder: first, prefix: 'epoch-' },
    { folder: second, prefix: 'home-epoch-' },
  ];
  const swept: number[] = [];
  const files = () => new EpochFiles(registers, (epoch) => swept.push(epoch));
  return { first, second, one: files(), other: files(), swept };
}

test('on a disk that takes names and nothing more an epoch is claimed all the same, and once', () => {
  const { one, other, first } = stage('no data', 'no data');
  assert.ok(one.claim(1, 'there'));
  assert.ok(!other.claim(1, 'there'));
  assert.equal(other.highest(), 1);
  assert.equal(other.addressOf(1), null, 'who joins takes the usual one');
  assert.deepEqual(first.names(), ['epoch-1']);
});

test('where the disk takes no file, an epoch is claimed on the other', () => {
  const { one, other, first, second, swept } = stage('no files', 'room');
  assert.ok(one.claim(1, 'there'));
  assert.ok(!other.claim(1, 'there'));
  assert.deepEqual([other.highest(), other.addressOf(1)], [1, 'there']);
  first.fullness = 'room';
  assert.ok(other.claim(2, 'elsewhere'));
  assert.deepEqual([first.names(), second.names()], [['epoch-2'], []], 'what is over is removed from both');
  assert.deepEqual(swept, [1, 2]);
  assert.ok(!one.claim(1, 'there'));
});

test('where no disk takes a file the address has to do', () => {
  const { one } = stage('no files', 'no files');
  assert.ok(one.claim(1, 'there'));
  assert.equal(one.highest(), 0);
});

test('whatever else lies in the folder is no epoch', () => {
  const { one, second } = stage('room', 'room');
  for (const name of ['epoch-7', 'home-7', 'home-epoch-', 'home-epoch-7x', 'other-epoch-7']) second.make(name);
  assert.equal(one.highest(), 0);
});

test('a claim in either folder is told of', () => {
  for (const fullness of ['room', 'no files'] as const) {
    const { one, other } = stage(fullness, 'room');
    let told = 0;
    other.watch(() => told++);
    one.claim(1, 'there');
    assert.ok(told > 0, fullness);
  }
});
