import type { ProviderId } from '../core/model/provider.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import type { Engine } from '../engine/engine.ts';
import type { MakeRequest } from '../engine/ownRequest.ts';
import type { Source } from '../engine/source.ts';
import type { HeardMarks } from './heardMarks.ts';
import type { HeardTraffic } from './heardTraffic.ts';
import type { SharedPatience } from './sharedPatience.ts';

/** The part of an engine that a leader works. */
export interface LedEngine
  extends Pick<
    Engine,
    | 'history'
    | 'restore'
    | 'watch'
    | 'watchOrganizations'
    | 'restart'
    | 'prefer'
    | 'ask'
    | 'current'
    | 'onDidChange'
    | 'onDidAnnounce'
    | 'dispose'
  > {
  /** Resolves once it knows what was kept, before which it may not watch; not there where nothing is kept. */
  readonly restored?: Promise<void>;
}

/** The time for which a window leads. It ends when the engine is disposed, or unnoticed. */
export interface Term {
  /** Higher than that of every leader before; `null` for a window that is alone. */
  readonly epoch: number | null;
  /** Whether this window still leads; asked before anything that others could see. */
  isLeader(): boolean;
}

/** What an engine needs of the windows that it works for. */
export interface EngineWindows {
  /** Has a request made by whichever window has the key. */
  readonly request: MakeRequest;
  /** What a key's checks are counted on; `null` for a demo's, which cost nothing. */
  accountOf(keyId: string): string | null;
  /** What windows read with their admin keys. */
  readonly organizations: Source;
  /** What windows hear of the user's own requests; it takes what a gateway of the leader's sees of them. */
  readonly traffic: Source & Pick<HeardTraffic, 'heard' | 'keyIdOf' | 'gatewayOrigin'>;
  readonly heardMarks: HeardMarks;
  readonly patience: Pick<SharedPatience, 'current' | 'onDidChange'>;
  /** What this window has shown last under the leader before; `null` for nothing. */
  readonly shownBefore: Snapshot | null;
  /** The makers of the windows' editors, where they are providers as well. */
  editors(): readonly ProviderId[];
  readonly term: Term;
}
