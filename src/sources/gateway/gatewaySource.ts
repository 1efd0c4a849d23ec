import type { Clock } from '../../base/clock.ts';
import { type Disposable, Emitter } from '../../base/disposable.ts';
import { ownFault } from '../../core/causes/ownFault.ts';
import type { HeldRequest } from '../../core/model/heldRequest.ts';
import type { SourceState } from '../../core/model/snapshot.ts';
import type { Source } from '../../engine/source.ts';
import type { GatewayConnections } from './connection.ts';
import type { Gateway } from './gateway.ts';
import type { HeldRequests } from './heldRequests.ts';
import type { PassedRequests } from './passedRequests.ts';

/** A gateway that does not listen yet, and the tools that it serves. */
export interface OpenGateway {
  readonly gateway: Pick<Gateway, 'listen' | 'close' | 'routes'>;
  readonly held: Pick<HeldRequests, 'holds' | 'holdsFor' | 'sendNow' | 'dispose'>;
  readonly counts: Pick<PassedRequests, 'passed'>;
  readonly connections: GatewayConnections;
}

export interface GatewaySourceParts {
  readonly clock: Clock;
  /** Loads what it takes; called whenever the user allows it, and not before. `changed`: other requests are held. */
  open(changed: () => void): Promise<OpenGateway>;
  /** Whether this window still leads: one that does not must leave the port to the one that does. */
  isLeader(): boolean;
  /** Takes what went wrong. */
  fault(thrown: unknown): void;
}

/** Milliseconds between two tries to get the port. The window that led before lets it go within a moment. */
const betweenTries = 100;
const betweenLater = 1_000;
/** Milliseconds after which what could not be loaded is tried again. */
const betweenOpenings = 10_000;
/** Tries after which it is said that somebody else has it. */
const quickTries = 20;

/**
 * The gateway as one of the leader's sources: it listens while any window of the user's wishes it, and is not even loaded
 * otherwise. What it sees goes to whoever knows the windows' keys, as what windows hear does.
 */
export class GatewaySource implements Source {
  readonly id = 'gateway';
  readonly hearsUse = true;
  readonly #parts: GatewaySourceParts;
  readonly #changed = new Emitter<void>();
  #state: SourceState = { kind: 'off' };
  #isAllowed = false;
  /** The opening that counts; what an earlier one comes to is closed again. */
  #opening = 0;
  #opened: (Disposable & Pick<OpenGateway, 'held' | 'counts' | 'connections'>) | null = null;
  #retry: Disposable | null = null;

  readonly onDidChangeState = this.#changed.event;

  constructor(parts: GatewaySourceParts) {
    this.#parts = parts;
  }

  get state(): SourceState {
    if (this.#state.kind !== 'live' || !this.#opened) return this.#state;
    const { held, counts, connections } = this.#opened;
    const { passed } = counts;
    const connected = [...new Set(connections.all.map(({ tool }) => tool))];
    return {
      ...this.#state,
      ...(held.holdsFor > 0 && { holdsFor: held.holdsFor }),
      ...(passed.byAddress.length > 0 && { passed }),
      ...(connected.length > 0 && { connected }),
    };
  }

  /** What is held back now. */
  get holds(): readonly HeldRequest[] {
    return this.#opened?.held.holds ?? [];
  }

  /** The user does not want to wait for a request that is held. */
  sendNow(id: string): void {
    this.#opened?.held.sendNow(id);
  }

  start(): void {}

  allow(isAllowed: boolean): void {
    if (isAllowed === this.#isAllowed) return;
    this.#isAllowed = isAllowed;
    this.#close();
    this.#become({ kind: isAllowed ? 'starting' : 'off' });
    if (isAllowed) this.#restart();
  }

  dispose(): void {
    this.#isAllowed = false;
    this.#close();
    this.#changed.dispose();
  }

  #restart(): void {
    this.#close();
    const opening = this.#opening;
    void this.#open(opening).catch((thrown) => opening === this.#opening && this.#failed(thrown));
  }

  /** Such as files that an update has replaced, or a machine without a free port: that is said, and tried again. */
  #failed(thrown: unknown): void {
    if (this.#state.kind !== 'trouble') this.#parts.fault(thrown);
    this.#become({ kind: 'trouble', failure: ownFault(thrown), retryIn: betweenOpenings / 1000 });
    this.#retry = this.#parts.clock.after(betweenOpenings, () => this.#restart());
  }

  /** Ends at once what is under way, as a broken connection. */
  #close(): void {
    this.#opening++;
    this.#opened?.dispose();
    this.#opened = null;
    this.#retry?.dispose();
    this.#retry = null;
  }

  async #open(opening: number): Promise<void> {
    const { gateway, held, counts, connections } = await this.#parts.open(() => this.#changed.fire());
    if (opening !== this.#opening) return held.dispose();
    const route = () => {
      gateway.routes = connections.all.map((one) => ({ ...one, upstream: new URL(one.upstream) }));
    };
    const port = await connections.choosePort().catch((thrown) => {
      held.dispose();
      throw thrown;
    });
    if (opening !== this.#opening) return held.dispose();
    // Tools may have been connected meanwhile.
    route();
    const following = connections.onDidChange(() => {
      route();
      this.#changed.fire();
      // Another port was chosen: begun anew, since what is under way belongs to the old one.
      if (connections.port !== null && connections.port !== port) this.#restart();
    });
    this.#opened = {
      held,
      counts,
      connections,
      dispose: () => {
        following.dispose();
        held.dispose();
        void gateway.close();
      },
    };
    await this.#listen(opening, gateway, port);
  }

  async #listen(opening: number, gateway: OpenGateway['gateway'], port: number): Promise<void> {
    const { clock, isLeader } = this.#parts;
    for (let tries = 1; opening === this.#opening; tries++) {
      const code = isLeader() ? await codeOf(gateway.listen(port)) : 'nobody tried';
      // Closed while it began to listen.
      if (opening !== this.#opening) return void gateway.close();
      if (code === null) return this.#become({ kind: 'live', port });
      if (tries >= quickTries) this.#become({ kind: 'no-port', port, isTaken: code === 'EADDRINUSE' });
      await new Promise<void>((done) => clock.after(tries < quickTries ? betweenTries : betweenLater, done));
    }
  }

  #become(state: SourceState): void {
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#state = state;
    this.#changed.fire();
  }
}

/** `null` where it went well, or else the system's code of what did not. */
async function codeOf(act: Promise<unknown>): Promise<string | null> {
  try {
    await act;
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  }
}
