import { type NamedBucket, StretchFacts } from './busyFacts.ts';
import { isInUse, knownLimits, refusalTimes, together } from './keyUse.ts';
import type { LimitSnapshot, Snapshot } from './model/snapshot.ts';

/** What happened while a key was busy. Times are epoch milliseconds. */
export interface BusyStretch {
  readonly keyId: string;
  readonly label: string;
  /** The first and the last moment at which somebody was seen to use the key. */
  readonly from: number;
  readonly to: number;
  /** The least that was left of any limit, as a fraction of its capacity; `null` if no level was known. */
  readonly lowest: { readonly fraction: number; readonly at: number; readonly limit: NamedBucket } | null;
  /** Answers with 429 that were seen, whoever had asked. */
  readonly refusals: number;
  /** Requests by anybody but Keygauge, estimated from their pace; `null` where none could be made out. */
  readonly requests: number | null;
  /** The limit of which least was left for the longest time; `null` if no level was known. */
  readonly binding: NamedBucket | null;
}

/** Without use for this long, a stretch has ended; milliseconds. */
const quiet = 10 * 60_000;
/** Shorter stretches are not worth a recap; milliseconds. */
const shortest = 5 * 60_000;

/** A key as it was when last looked at, and its stretch while there is one. */
interface Watched {
  readonly at: number;
  readonly limits: readonly LimitSnapshot[];
  /** When the last refusal was that it showed. */
  readonly refusedAt: number;
  readonly facts: StretchFacts | null;
}

/** Notices the busy stretches of each key in the snapshots that follow each other. The demo's keys have none. */
export class BusyStretches {
  #watched: ReadonlyMap<string, Watched> = new Map();
  #now = 0;

  /** Takes in how things are now, and returns the stretches that have just ended. */
  take({ at, keys }: Snapshot): BusyStretch[] {
    // A clock that was set back must not turn time around.
    const now = Math.max(this.#now, at);
    this.#now = now;
    const ended: BusyStretch[] = [];
    const watched = new Map<string, Watched>();
    for (const key of keys.filter(({ storage }) => storage !== 'demo')) {
      const before = this.#watched.get(key.id) ?? { at: now, limits: [], refusedAt: -Infinity, facts: null };
      const limits = knownLimits(key);
      const times = refusalTimes(key, now);
      // The time of one that was counted may look a little later by the ages of the next snapshot.
      const known = Math.max(before.at, before.refusedAt + together);
      const refused = times.filter((time) => time > known).length;
      let { facts } = before;
      if (facts && now - facts.to >= quiet) {
        if (facts.to - facts.from >= shortest) ended.push({ keyId: key.id, label: key.label, ...facts.told() });
        facts = null;
      }
      if (refused > 0 || isInUse(limits, before.limits)) {
        facts ??= new StretchFacts(now);
        facts.used(now, limits, refused);
      }
      watched.set(key.id, { at: now, limits, refusedAt: Math.max(before.refusedAt, ...times), facts });
    }
    this.#watched = watched;
    return ended;
  }
}
