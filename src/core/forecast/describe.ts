import type { Conversation } from './conversation.ts';
import type { Flow } from './flow.ts';
import type { Basis } from './outlook.ts';

/** Middling luck: no cache is missed. */
const usual = 0.5;

/** Sums up the conversations and the flow as of `now`; seconds. */
export function describe(
  now: number,
  conversations: readonly Conversation[],
  flow: Flow | null,
  inFlight: number,
): Basis {
  let next: Basis['next'] = null;
  let requests = 0;
  let amounts = 0;
  let running = 0;
  let cold = 0;
  for (const one of conversations) {
    one.look(now);
    const amount = one.nextCharge(now, usual);
    const within = Math.max(0, one.at + one.rhythm.first(usual) - now);
    if (next === null || within < next.within) next = { amount, within };
    if (one.isCold(now)) cold += amount;
    if (one.rhythm.pauseNow >= usual) continue;
    running++;
    requests += 60 / one.rhythm.loopGap;
    amounts += (60 / one.rhythm.loopGap) * amount;
  }
  if (flow) {
    flow.look(now);
    requests += flow.requestsPerMinute;
    amounts += flow.requestsPerMinute * flow.typicalCharge;
  }
  return {
    conversations: conversations.length,
    running,
    inFlight,
    requestsPerMinute: requests,
    typicalRequest: requests > 0 ? amounts / requests : 0,
    next,
    cold,
  };
}
