import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Crossing } from '../../../../src/core/limits/alarms.ts';
import { type Crossed, type EpisodeMember, worthTelling } from '../../../../src/core/limits/episodes.ts';
import { DAY, limitIdOf, MINUTE } from '../../../../src/core/model/limit.ts';

function member(id: string, more: Partial<EpisodeMember> = {}): EpisodeMember {
  return { id: limitIdOf(id), keyId: 'work', window: MINUTE, isTold: true, isHurt: false, ...more };
}

function crossed(limit: EpisodeMember, crossing: Crossing, begins: boolean): Crossed {
  return { limit, crossing, begins };
}

function told(happened: readonly Crossed[], others: readonly EpisodeMember[] = []): string[] {
  const all = [...happened.map(({ limit }) => limit), ...others];
  return [...worthTelling(happened, all)].map(({ limit, crossing }) => `${limit.id} ${crossing}`);
}

test('of limits that cross at the same time only the worst, which comes first, is told of', () => {
  assert.deepEqual(told([crossed(member('tokens'), 'critical', true), crossed(member('requests'), 'low', true)]), [
    'tokens critical',
  ]);
});

test('a limit that crosses while another of the key is in an episode joins it', () => {
  const begins = crossed(member('requests'), 'low', true);
  assert.deepEqual(told([begins], [member('tokens')]), []);
  assert.deepEqual(told([begins], [member('tokens', { isTold: false })]), ['requests low']);
});

test('what becomes worse within an episode is not told again', () => {
  assert.deepEqual(told([crossed(member('tokens'), 'empty', false)]), []);
});

test('keys have episodes of their own, and so has a day', () => {
  const begins = crossed(member('tokens'), 'low', true);
  assert.deepEqual(told([begins], [member('other', { keyId: 'home' })]), ['tokens low']);
  assert.deepEqual(told([begins], [member('day', { window: DAY })]), ['tokens low']);
});

test('of limits that are ready again at the same time only one is told of, for each key and for a day', () => {
  const ready = (id: string, more?: Partial<EpisodeMember>) => crossed(member(id, more), 'ready', false);
  const all = [ready('tokens'), ready('requests'), ready('day', { window: DAY }), ready('other', { keyId: 'home' })];
  assert.deepEqual(told(all), ['tokens ready', 'day ready', 'other ready']);
});

test('ready again is told when the last of the limits that were hurt is', () => {
  const ready = crossed(member('tokens'), 'ready', false);
  assert.deepEqual(told([ready], [member('requests', { isHurt: true })]), []);
  assert.deepEqual(told([ready], [member('requests', { isHurt: false })]), ['tokens ready']);
});
