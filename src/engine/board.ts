import type { Event } from '../base/disposable.ts';
import type { CrossedLimit } from '../core/limits/ledger.ts';
import type { NextCheck, Snapshot } from '../core/model/snapshot.ts';

/** A threshold just crossed, with everything as it was at that moment. */
export interface Announcement extends CrossedLimit {
  readonly snapshot: Snapshot;
}

/** The requests that a surface can make. `keyId: null` means all keys. */
export type Request =
  | { readonly type: 'check-now'; readonly keyId: string | null }
  /** Somebody uses the window, or nobody does any more. */
  | { readonly type: 'in-use'; readonly inUse: boolean }
  /** Somebody looks at a surface that shows more than limits; said again and again while it is open. */
  | { readonly type: 'look' }
  /** The user does not want to wait for a request that is held back. */
  | { readonly type: 'send-now'; readonly holdId: string };

/** Those that a window passes on to the engine as they are. */
export type PassedRequest = Extract<Request, { readonly type: 'look' | 'send-now' }>;

/** The engine as a surface sees it: what there is to show, when it changes and what was crossed. */
export interface Board {
  /** Everything as it is now. */
  readonly current: Snapshot;
  /** Fires when something that a surface shows has changed; at most once a second while only time passes. */
  readonly onDidChange: Event<Snapshot>;
  /** Fires when a threshold is crossed; muted limits cross silently. */
  readonly onDidAnnounce: Event<Announcement>;
  /** Resolves with the reason why a key was not checked, `null` if nothing stood in the way. */
  ask(request: Request): Promise<NextCheck | null>;
}
