import { headersOf, type Scenario, type Tape, type TapeRequest, type TapeResponse } from './forecastTape.ts';

/** A predictor as the evaluation asks for it (see `forecast.ts`). Times are seconds from the start of a run. */
export interface Predictor {
  alarm(at: number): boolean;
  onRequest(request: TapeRequest): void;
  onResponse(response: TapeResponse): void;
  nextProbeAt(at: number): number;
  onProbe(probe: { at: number; headers: Record<string, string> }): void;
}

export type Mode = 'traffic' | 'probe';
export type MakePredictor = (scenario: Scenario, mode: Mode) => Predictor;

/** Alarms and hits closer than `hold` count as one; an alarm is right if a hit follows within `horizon`. Seconds. */
const hold = 30;
const horizon = 120;
const inTime = 10;

export interface Score {
  episodes: number;
  warned: number;
  alarms: number;
  right: number;
  leads: number[];
  /** Seconds of alarm with no hit within the horizon. */
  needless: number;
  probes: number;
  seconds: number;
}

export function noScore(): Score {
  return { episodes: 0, warned: 0, alarms: 0, right: 0, leads: [], needless: 0, probes: 0, seconds: 0 };
}

/** Plays a tape to a predictor, reads its alarm once a second, and adds the score to `total`. */
export function play(tape: Tape, make: MakePredictor, mode: Mode, total: Score): void {
  const predictor = make(tape.scenario, mode);
  const on: boolean[] = [];
  const level = tape.levels();
  let next = 0;
  let probeAt = mode === 'probe' ? predictor.nextProbeAt(0) : Infinity;
  for (let now = 0; now <= tape.seconds; now++) {
    if (mode === 'traffic') {
      for (let h = tape.happenings[next]; h && atOf(h) <= now; h = tape.happenings[++next]) {
        if ('request' in h) predictor.onRequest(h.request);
        else predictor.onResponse(h.response);
      }
    } else if (now >= probeAt) {
      total.probes++;
      predictor.onProbe({ at: now, headers: headersOf(tape.scenario, level(now), now) });
      probeAt = Math.max(now + 1, predictor.nextProbeAt(now));
    }
    on.push(predictor.alarm(now));
  }
  addScore(tape, on, total);
}

function atOf(happening: Tape['happenings'][number]): number {
  return 'request' in happening ? happening.request.at : happening.response.at;
}

/** Scores an alarm that was read once a second as `evaluate.mjs` does. */
export function addScore(tape: Tape, on: readonly boolean[], total: Score): void {
  const episodes: { from: number; to: number }[] = [];
  for (const hit of tape.hits) {
    const last = episodes.at(-1);
    if (last && hit - last.to <= hold) last.to = hit;
    else episodes.push({ from: hit, to: hit });
  }
  const nearHit = (t: number) => episodes.some(({ from, to }) => t >= from - horizon && t <= to);
  let lastOn = -Infinity;
  on.forEach((alarm, t) => {
    if (!alarm) return;
    if (t - lastOn > hold) {
      total.alarms++;
      if (nearHit(t)) total.right++;
    }
    lastOn = t;
    if (!nearHit(t)) total.needless++;
  });
  for (const { from } of episodes) {
    let since = Math.floor(from - inTime);
    if (since < 0 || !on[since]) continue;
    total.warned++;
    while (since > 0 && on[since - 1] && from - (since - 1) <= horizon) since--;
    total.leads.push(from - since);
  }
  total.episodes += episodes.length;
  total.seconds += tape.seconds;
}
