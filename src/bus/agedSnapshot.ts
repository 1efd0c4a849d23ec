import type { HeldRequest } from '../core/model/heldRequest.ts';
import type {
  AccountMoney,
  FailureSnapshot,
  KeySnapshot,
  LimitSnapshot,
  ModelSnapshot,
  Snapshot,
  SourceState,
  ToolUse,
  UsedBy,
} from '../core/model/snapshot.ts';

function olderUse({ since, shares, ...use }: UsedBy, seconds: number): UsedBy {
  const older = shares.map(({ user, share }) =>
    user.kind === 'tool' && user.session
      ? { share, user: { ...user, session: { ...user.session, since: user.session.since + seconds } } }
      : { share, user },
  );
  return { ...use, since: since + seconds, shares: older };
}

/** A snapshot some seconds later, if nothing has happened: everything is older, and waits are shorter. */
export function aged(snapshot: Snapshot, seconds: number): Snapshot {
  const older = (age: number) => age + seconds;
  const left = (wait: number | null) => (wait === null ? null : Math.max(0, wait - seconds));
  const failure = (one: FailureSnapshot | null): FailureSnapshot | null =>
    one && { ...one, age: older(one.age), wait: left(one.wait) };
  const limit = (one: LimitSnapshot): LimitSnapshot => ({
    ...one,
    age: older(one.age),
    timeToFull: left(one.timeToFull),
    timeToEmpty: left(one.timeToEmpty),
    refusals: one.refusals.map(older),
    history: one.history.map(({ ago, level }) => ({ ago: older(ago), level })),
    ...(one.usedBy && { usedBy: olderUse(one.usedBy, seconds) }),
  });
  const model = (one: ModelSnapshot): ModelSnapshot => ({
    ...one,
    limits: one.limits.map(limit),
    age: one.age === null ? null : older(one.age),
    failure: failure(one.failure),
  });
  const money = ({ readings, gauges, missing }: AccountMoney): AccountMoney => ({
    readings: readings.map(({ reading, age }) => ({ reading, age: older(age) })),
    gauges: gauges.map((gauge) => ({ ...gauge, age: older(gauge.age) })),
    missing: missing.map((part) => ({ ...part, retryIn: left(part.retryIn) })),
  });
  const key = (one: KeySnapshot): KeySnapshot => ({
    ...one,
    models: one.models.map(model),
    lastFailure: failure(one.lastFailure),
    tools: one.tools.map((tool) => ({ ...tool, age: older(tool.age) })),
    nextCheck: { ...one.nextCheck, wait: left(one.nextCheck.wait) },
    money: money(one.money),
  });
  return {
    ...snapshot,
    at: snapshot.at + seconds * 1000,
    keys: snapshot.keys.map(key),
    organizations: snapshot.organizations.map((one) => ({ ...one, ...money(one) })),
    sources: snapshot.sources.map(({ id, state }) => ({ id, state: laterState(state, older) })),
    ...(snapshot.holds && { holds: snapshot.holds.map((hold) => laterHold(hold, seconds)) }),
  };
}

function laterState(state: SourceState, older: (age: number) => number): SourceState {
  if (state.kind !== 'live' || !state.passed) return state;
  const uses = (tools: readonly ToolUse[]) => tools.map((tool) => ({ ...tool, age: older(tool.age) }));
  const { byAddress, withoutKey } = state.passed;
  return { ...state, passed: { byAddress: uses(byAddress), withoutKey: uses(withoutKey) } };
}

function laterHold(hold: HeldRequest, seconds: number): HeldRequest {
  const left = (wait: number) => Math.max(0, wait - seconds);
  return { ...hold, since: hold.since + seconds, until: left(hold.until), latest: left(hold.latest) };
}
