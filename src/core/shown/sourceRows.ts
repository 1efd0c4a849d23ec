import { presets } from '../dialects/presets.ts';
import type { Failure } from '../model/failure.ts';
import type { SourceId } from '../model/observation.ts';
import type {
  KeySnapshot,
  KeyStatus,
  MissingPart,
  OrganizationSnapshot,
  Snapshot,
  SourceState,
} from '../model/snapshot.ts';
import { isLive } from './awaited.ts';

/** What numbers come from, as a user knows it: balances are asked for by own checks, but cost nothing. */
export const numberSources = ['listening', 'gateway', 'checks', 'admin', 'balances', 'status'] as const;
export type NumberSource = (typeof numberSources)[number];

/** `unknown`: nobody has told yet. `trouble`: it is on but learns nothing, or not all that it should. */
export const sourceRowStates = ['on', 'off', 'trouble', 'unknown'] as const;
export type SourceRowState = (typeof sourceRowStates)[number];

/** Why a source learns less than it should. */
export type SourceTrouble =
  | { readonly kind: 'hidden-requests' }
  | Extract<SourceState, { readonly kind: 'no-port' }>
  | { readonly kind: 'key'; readonly key: KeySnapshot }
  | { readonly kind: 'missing'; readonly whose: KeySnapshot | OrganizationSnapshot; readonly missing: MissingPart }
  | { readonly kind: 'failure'; readonly failure: Failure };

export interface SourceRow {
  readonly source: NumberSource;
  readonly state: SourceRowState;
  /** `null` where it is in none. */
  readonly trouble: SourceTrouble | null;
}

const troubled: ReadonlySet<KeyStatus> = new Set(['refused', 'no-credit', 'offline', 'trouble', 'missing', 'changed']);

/** Every source with its state. `hidesRequests`: the editor keeps requests of extensions from being heard. */
export function sourceRows(snapshot: Snapshot, hidesRequests: boolean): SourceRow[] {
  const { keys, organizations } = snapshot;
  const missing = organizations
    .filter(tellsNothing)
    .flatMap((whose) => whose.missing.map((one) => missingOf(whose, one)));
  const asked = keys.filter(isAsked);
  const balances = asked.filter(({ provider }) => presets[provider].money !== undefined);
  const noBalance = balances
    .filter(({ money }) => money.gauges.length === 0)
    .flatMap((key) => key.money.missing.map((one) => missingOf(key, one)));
  const refused = asked.filter(({ status }) => troubled.has(status)).map((key) => ({ kind: 'key', key }) as const);
  return [
    hidesRequests && isLive(snapshot, 'listener')
      ? { source: 'listening', state: 'trouble', trouble: { kind: 'hidden-requests' } }
      : { source: 'listening', ...engineState(snapshot, 'listener') },
    { source: 'gateway', ...engineState(snapshot, 'gateway') },
    { source: 'checks', ...stateOf(asked.length > 0, refused[0]) },
    { source: 'admin', ...stateOf(organizations.length > 0, missing[0] ?? failureOf(snapshot, 'admin')) },
    { source: 'balances', ...stateOf(balances.length > 0, noBalance[0]) },
    { source: 'status', ...engineState(snapshot, 'status') },
  ];
}

/** Whether own checks ask about a key; those of the demo and of traffic say nothing of them. */
export function isAsked({ storage }: KeySnapshot): boolean {
  return storage !== 'traffic' && storage !== 'demo';
}

/** What an account is missing beside all that it tells stands with the account. */
function tellsNothing({ limits, usage, gauges }: OrganizationSnapshot): boolean {
  return limits.length + usage.length + gauges.length === 0;
}

function missingOf(whose: KeySnapshot | OrganizationSnapshot, missing: MissingPart): SourceTrouble {
  return { kind: 'missing', whose, missing };
}

function failureOf({ sources }: Snapshot, id: SourceId): SourceTrouble | undefined {
  const state = sources.find((one) => one.id === id)?.state;
  if (state?.kind === 'no-port') return state;
  return state?.kind === 'trouble' ? { kind: 'failure', failure: state.failure } : undefined;
}

function engineState(snapshot: Snapshot, id: SourceId): Pick<SourceRow, 'state' | 'trouble'> {
  const state = snapshot.sources.find((one) => one.id === id)?.state;
  if (!state || state.kind === 'starting') return { state: 'unknown', trouble: null };
  return stateOf(state.kind !== 'off', failureOf(snapshot, id));
}

/** What is off is in no trouble. */
function stateOf(isOn: boolean, trouble: SourceTrouble | undefined): Pick<SourceRow, 'state' | 'trouble'> {
  if (!isOn) return { state: 'off', trouble: null };
  return trouble ? { state: 'trouble', trouble } : { state: 'on', trouble: null };
}
