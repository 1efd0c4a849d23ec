import type { Cause } from '../model/failure.ts';

/** What helps: the first thing to do. */
export const verdicts = [
  'wait',
  'shrink',
  'slow-down',
  'pay',
  'fix-key',
  'fix-address',
  'fix-editor',
  'switch',
  'report',
] as const;
/** Those, and what only a detail of a pasted text leads to. */
export type Verdict = (typeof verdicts)[number] | 'sign-in' | 'change-request' | 'start-program';

/** What a refusal holds the next check of the key back by. */
export type HoldBack =
  /** Nothing is asked until the key is replaced. */
  | 'key'
  /** Asked again rarely: only paying helps. */
  | 'credit'
  /** The time that the provider named, or else a minute. */
  | 'wait'
  /** The time that the provider named; without one, the provider is in trouble and asked ever more rarely. */
  | 'trouble'
  /** Nobody answered: asked ever more rarely. */
  | 'offline'
  /** Nothing was sent: tried again ever more rarely, which asks nobody. */
  | 'own'
  | 'nothing';

/** What a cause means for everything that has to act on it. */
export interface Meaning {
  /** What helps against it, best first. */
  readonly helps: readonly [Verdict, ...Verdict[]];
  /** The same request can succeed by time alone. */
  readonly passes: boolean;
  /** Nothing works with this key until the user has done something. */
  readonly needsUser: boolean;
  /** The provider will not serve this model, or this request, to this key: asking again at once tells nothing new. */
  readonly refusesModel: boolean;
  /** It is about one request: the next may well be answered. */
  readonly ofOneRequest?: true;
  readonly holdsBack: HoldBack;
}

const waits = { passes: true, needsUser: false, refusesModel: false, holdsBack: 'wait' } as const;
const trouble = { ...waits, helps: ['wait', 'switch', 'report'], holdsBack: 'trouble' } as const;
const money = {
  passes: false,
  needsUser: true,
  refusesModel: false,
  helps: ['pay', 'switch'],
  holdsBack: 'credit',
} as const;
const own = { passes: false, needsUser: true, refusesModel: false, helps: ['fix-editor'], holdsBack: 'own' } as const;
const model = { passes: false, needsUser: false, refusesModel: true, holdsBack: 'nothing' } as const;
const request = { ...model, ofOneRequest: true } as const;

/** The one place that says what a cause means. */
export const meanings: Readonly<Record<Cause, Meaning>> = {
  rate: { ...waits, helps: ['wait', 'slow-down', 'shrink', 'switch', 'pay'] },
  // The bucket never holds that much, so no wait ends it.
  'request-too-large': { ...request, helps: ['shrink', 'switch', 'pay'] },
  ramp: { ...waits, helps: ['slow-down', 'wait'] },
  // Ends as soon as other requests of the same key do.
  concurrency: { ...waits, helps: ['slow-down', 'wait'] },
  throttled: { ...waits, helps: ['wait', 'switch', 'report'] },
  'quota-exhausted': money,
  // Some end with the month; that is no wait to sit out.
  'spend-limit': money,
  entitlement: { ...model, helps: ['switch', 'shrink', 'pay'] },
  'plan-window': { ...waits, helps: ['wait', 'switch', 'pay'] },
  overloaded: trouble,
  'server-error': trouble,
  'key-invalid': { passes: false, needsUser: true, refusesModel: false, helps: ['fix-key'], holdsBack: 'key' },
  forbidden: { ...model, helps: ['fix-key', 'switch', 'report'] },
  'wrong-address': { ...model, needsUser: true, helps: ['fix-address'] },
  'model-not-found': { ...model, helps: ['switch', 'fix-key'] },
  'context-too-long': { ...request, refusesModel: false, helps: ['shrink', 'switch'] },
  network: { ...waits, helps: ['wait', 'report'], holdsBack: 'offline' },
  unknown: { ...request, helps: ['report'] },
  outdated: own,
  // One that does not come again is no matter for the user.
  'own-fault': { ...own, needsUser: false },
  'unverified-tls': own,
};
