import type { RequestListener } from 'node:http';
import { Emitter } from '../../../../src/base/disposable.ts';
import type { ToldReading } from '../../../../src/core/pacing/placeLimits.ts';
import type { Admission } from '../../../../src/sources/gateway/admission.ts';
import type { RequestEnd } from '../../../../src/sources/gateway/exchangeTold.ts';
import { HeldRequests } from '../../../../src/sources/gateway/heldRequests.ts';
import { DrivenClock } from '../../engine/drivenClock.ts';
import { digestOf } from '../listener/listening.ts';
import { key } from './askedOnce.ts';
import { bytesOf, stage } from './gatewayStage.ts';

export const body = JSON.stringify({ model: 'gpt-5', messages: [] });

/** Of two requests a minute none is left. */
export const empty = {
  'x-ratelimit-limit-requests': '2',
  'x-ratelimit-remaining-requests': '0',
  'x-ratelimit-reset-requests': '60s',
};
/** A gateway that holds, in a time that stands still, and tools that ask. */
export async function holding(answer: RequestListener, patience = 60_000, told: readonly ToldReading[] = []) {
  const clock = new DrivenClock();
  let changes = 0;
  let current = patience;
  const settings = new Emitter<void>();
  const held = new HeldRequests({
    clock,
    patience: () => current,
    onDidChangePatience: settings.event,
    told: ({ digest }, model) => (digest === digestOf(key) && model === 'gpt-5' ? told : []),
    leastLeft: () => ({
      requests: Math.min(Infinity, ...told.map(({ reading }) => reading.level?.low ?? Infinity)),
      tokens: Infinity,
    }),
    changed: () => void changes++,
  });
  const setPatience = (milliseconds: number) => {
    current = milliseconds;
    settings.fire();
  };
  const ends: RequestEnd[] = [];
  const admission: Admission = {
    mayLeaveUnseen: (bytes) => held.mayLeaveUnseen(bytes),
    hasLeft: (request) => held.hasLeft(request),
    admit: (...asked) => held.admit(...asked),
    answered: (...told) => held.answered(...told),
    refused: (...told) => held.refused(...told),
    ended(end) {
      ends.push(end);
      held.ended(end);
    },
  };
  const bodies: string[] = [];
  const one = await stage(
    async (request, response) => {
      bodies.push((await bytesOf(request)).toString());
      answer(request, response);
    },
    { parts: { clock, admission } },
  );
  const ask = async (text = body, signal?: AbortSignal) => {
    const headers = { authorization: `Bearer ${key}`, 'user-agent': 'codex/1' };
    const init = { method: 'POST', headers, body: text, ...(signal && { signal }) };
    const response = await fetch(one.url('/v1/chat/completions'), init);
    return { status: response.status, text: await response.text() };
  };
  return { ...one, ends, clock, held, bodies, ask, changes: () => changes, settings, setPatience };
}
