import assert from 'node:assert/strict';
import type { Reading } from '../../../../src/core/model/limit.ts';
import { Pacer } from '../../../../src/core/pacing/pacer.ts';
import type { ToldRequest } from './pacingScene.ts';

export const capacity = 100_000;

export function request(id: string, at: number, tokens: number, conversation = 'a'): ToldRequest {
  return { id, at, tokens, bytesPerToken: 4, conversation };
}

export function reading(unit: Reading['unit'], left: number, full = capacity, window = 60): Reading {
  return { unit, pool: 'standard', window, capacity: full, level: { low: left, high: left }, timeToFull: null };
}

/** A pacer that has just read these limits, and knows that conversation `a` has four bytes a token. */
export function pacerKnowing(readings: readonly Reading[], patience = 60_000): Pacer {
  const pacer = new Pacer(() => patience);
  arrive(pacer, 'first', 0, 1_000);
  assert.deepEqual(pacer.release(0), ['first'], 'nothing is known, so nothing is held');
  const use = { input: 1_000, cached: 0, output: 0 };
  pacer.answered({ id: 'first', receivedAt: 100, readings, refusal: null, use });
  pacer.ended('first', null, 100);
  return pacer;
}

export function arrive(
  pacer: Pacer,
  id: string,
  arrivedAt: number,
  tokens: number,
  more: { place?: string } = {},
): void {
  const bytes = tokens * 4;
  pacer.arrive({ id, place: 'key/model', arrivedAt, bytes, conversation: 'a', answerAtMost: null, ...more });
}
