import type { Event } from '../base/disposable.ts';
import type { CrossedLimit } from '../core/limits/ledger.ts';
import type { NextCheck, Snapshot } from '../core/model/snapshot.ts';

/** A threshold just crossed, with everything as it was at that moment. */
export interface Announcement extends CrossedLimit {
  readonly snapshot: Snapshot;
}

/** What a surface can ask for. `keyId: null` means all keys. */
export type Request =
  | { readonly type: 'check-now'; readonly keyId: string | null }
  /** Somebody uses the window, or nobody does any more. */
  | { readonly type: 'in-use'; readonly inUse: boolean };

/** All that a surface knows of the engine: what there is to show, when it changes, what was crossed. */
export interface Board {
  /** Everything as it is now. */
  readonly current: Snapshot;
  /** Something a surface shows has changed. At most once a second while only time passes. */
  readonly onDidChange: Event<Snapshot>;
  /** A threshold was crossed; muted limits cross silently. */
  readonly onDidAnnounce: Event<Announcement>;
  /** Resolves with what kept a key from being checked, `null` where nothing did. */
  ask(request: Request): Promise<NextCheck | null>;
}
