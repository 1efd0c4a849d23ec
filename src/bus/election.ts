import { type Disposable, Emitter } from '../base/disposable.ts';
import type { Channel, Network } from './channel.ts';
import { greet, type HandshakeParts, introduce } from './handshake.ts';
import { Link } from './link.ts';
import { Pulse } from './pulse.ts';
import { isNewer } from './version.ts';

/** The count of leaders. Each has an epoch of its own, higher than all before it. */
export interface Epochs {
  /** The highest that was ever claimed; 0 before the first. */
  highest(): number;
  /** Takes an epoch for this window alone; `false` if somebody has it, or a higher one. */
  claim(epoch: number, address: string): boolean;
  /** Where the leader of an epoch said it listens: editors may differ on where sockets belong. `null` if it did not. */
  addressOf(epoch: number): string | null;
  /** Calls back when an epoch may have been claimed; where the system has no way to tell, never. */
  watch(changed: () => void): Disposable;
}

export interface ElectionParts extends HandshakeParts {
  readonly network: Network;
  readonly epochs: Epochs;
  /** Where this window listens if it leads; no two epochs share an address. */
  addressOf(epoch: number): string;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** This window's part: it leads, it is joined to the window that does, or the system lets it do neither. */
export type Seat =
  | { readonly kind: 'leader'; readonly epoch: number }
  | { readonly kind: 'follower'; readonly epoch: number; readonly leader: Link }
  | { readonly kind: 'alone'; readonly reason: unknown };

/** Windows that lose their leader at once try again within so many milliseconds, each at its own time. */
const spread = 50;
/** A look at the epochs holds for so many milliseconds: much less than a leader may be silent (`pulse.ts`). */
const fresh = 1_000;
/** Times that a leader is replaced by one that it cannot join: two that do not reach each other must not take turns. */
const mostOutbid = 3;
/** Milliseconds until a window that is alone tries again, doubled each time up to the longest. */
const firstRetry = 60_000;
const longestRetry = 3_600_000;
/** Addresses that may be left of windows that were killed before they led. */
const mostLeft = 20;

/**
 * Elects one leader among the windows of a user. Whoever listens at the address of the next epoch and then claims that
 * epoch leads. Nobody clears an address that another may hold: a leader that is killed, or stopped for too long, is
 * left behind with its epoch, and finds out before it acts again.
 */
export class Election implements Disposable {
  readonly #parts: ElectionParts;
  #seat: Seat | null = null;
  #listener: Disposable | null = null;
  #pulse: Pulse | null = null;
  #isWatching = false;
  readonly #links = new Set<Link>();
  /** The epoch of a leader that was found silent. */
  #silent = 0;
  #lookedAt = -Infinity;
  /** Times in a row that this window led and was replaced, without joining who replaced it. */
  #outbid = 0;
  /** Times that this window has tried in vain to be alone no longer. */
  #retries = 0;
  #retrying: Disposable | null = null;
  /** Whether it was told to be alone, and nothing else since. */
  #isAlone = false;
  #watching: Disposable | null = null;
  #isOver = false;
  readonly #changed = new Emitter<Seat | null>();
  readonly #joined = new Emitter<Link>();

  /** The seat is another, or `null` while there is none. */
  readonly onDidChange = this.#changed.event;
  /** A window has joined this one, which leads. */
  readonly onDidJoin = this.#joined.event;

  constructor(parts: ElectionParts) {
    this.#parts = parts;
  }

  /** Takes a seat, and from then on another whenever that is lost. Never rejects. */
  async start(): Promise<void> {
    try {
      this.#watching ??= this.#parts.epochs.watch(() => this.#look());
      while (!this.#isOver && this.#seat === null) {
        const epoch = this.#parts.epochs.highest();
        const isFollower = epoch > this.#silent && (await this.#follow(epoch));
        const isToLead = !isFollower && this.#seat === null;
        if (isToLead && this.#outbid >= mostOutbid)
          throw new Error('another window leads where this one cannot reach it');
        if (isToLead) await this.#lead(epoch);
        if (this.#seat === null) await this.#pause();
      }
    } catch (reason) {
      this.#leave();
      if (!this.#isOver) this.#beAlone(reason);
    }
  }

  /**
   * Whether this window leads, to be asked before each act that others could see. Looks at the epochs unless it has just
   * done so: a process that was stopped does not know for how long.
   */
  isLeader(): boolean {
    if (this.#seat?.kind === 'leader' && this.#parts.clock.now() - this.#lookedAt > fresh) this.#look();
    return this.#seat?.kind === 'leader';
  }

  /** Whether this window needs its leader now: then one that is stopped is noticed and replaced. */
  watch(isWatching: boolean): void {
    this.#isWatching = isWatching;
    this.#pulse?.watch(isWatching);
  }

  dispose(): void {
    this.#isOver = true;
    this.#retrying?.dispose();
    this.#watching?.dispose();
    this.#leave();
    this.#changed.dispose();
    this.#joined.dispose();
  }

  /** Gives up a seat of an epoch that is over: beside a leader that is suspended as well. */
  #look(): void {
    if (this.#seat === null || this.#seat.kind === 'alone') return;
    this.#lookedAt = this.#parts.clock.now();
    if (this.#parts.epochs.highest() <= this.#seat.epoch) return;
    if (this.#seat.kind === 'leader') this.#outbid++;
    this.#lose();
  }

  /** Joins the leader of an epoch; `false` if there is none, or it does not answer. */
  async #follow(epoch: number): Promise<boolean> {
    const { network, epochs, addressOf, version } = this.#parts;
    const address = epochs.addressOf(epoch) ?? addressOf(epoch);
    const channel = await network.connect(address).catch(() => null);
    if (channel === null) return false;
    const leader = new Link(channel);
    const welcome = await introduce(leader, this.#parts);
    if (welcome === null || this.#isOver) {
      leader.dispose();
      return this.#isOver;
    }
    this.#links.add(leader);
    // An older version gives way to a newer one. The higher epoch decides; the word only makes it notice at once.
    if (isNewer(version, welcome.version) && (await this.#lead(welcome.epoch))) leader.send({ type: 'step-down' });
    // One that was replaced meanwhile has closed, and will not say so again.
    else if (this.#seat === null && leader.isOpen) this.#sitBeside(leader, welcome.epoch);
    return true;
  }

  #sitBeside(leader: Link, epoch: number): void {
    const { clock } = this.#parts;
    this.#outbid = 0;
    this.#retries = 0;
    leader.onDidClose(() => {
      if (this.#seat?.kind === 'follower' && this.#seat.leader === leader) this.#lose();
    });
    this.#pulse = new Pulse(leader, clock, () => {
      this.#silent = epoch;
      leader.dispose();
    });
    this.#pulse.watch(this.#isWatching);
    this.#take({ kind: 'follower', epoch, leader });
  }

  /** Leads in an epoch after the given one; `false` if another window does. */
  async #lead(after: number): Promise<boolean> {
    const { network, epochs, addressOf } = this.#parts;
    for (let epoch = after + 1; epoch <= after + mostLeft; epoch++) {
      const early: Channel[] = [];
      let met = (channel: Channel): void => void early.push(channel);
      const listener = await network.listen(addressOf(epoch), (channel) => met(channel));
      if (listener === null) {
        // Whoever holds the address is about to lead, or was killed before it did.
        if (await this.#follow(epoch)) return this.#seat?.kind === 'leader';
        continue;
      }
      let isClaimed = false;
      try {
        isClaimed = !this.#isOver && this.#seat === null && epochs.claim(epoch, addressOf(epoch));
      } finally {
        if (!isClaimed) for (const one of [listener, ...early]) one.dispose();
      }
      if (!isClaimed) return false;
      this.#listener = listener;
      this.#lookedAt = this.#parts.clock.now();
      met = (channel) => this.#meet(channel, epoch);
      this.#take({ kind: 'leader', epoch });
      for (const channel of early) met(channel);
      return true;
    }
    return false;
  }

  #meet(channel: Channel, epoch: number): void {
    const link = new Link(channel);
    this.#links.add(link);
    link.onDidClose(() => this.#links.delete(link));
    greet(link, epoch, this.#parts, () => {
      link.onDidReceive(({ type }) => {
        if (type === 'ping' && this.isLeader()) link.send({ type: 'pong' });
        if (type === 'step-down') this.#look();
      });
      // A leader that has lost without knowing has nothing to offer.
      if (this.isLeader()) this.#joined.fire(link);
    });
  }

  #take(seat: Seat): void {
    this.#seat = seat;
    this.#isAlone = seat.kind === 'alone';
    this.#changed.fire(seat);
  }

  /**
   * What stood in the way may be over some day: then this window tries once more, ever more rarely, since whoever leads where
   * this one cannot reach it is replaced for a moment. It stays alone until it has another seat.
   */
  #beAlone(reason: unknown): void {
    const seat = { kind: 'alone', reason } as const;
    if (this.#isAlone) this.#seat = seat;
    else this.#take(seat);
    const wait = Math.min(longestRetry, firstRetry * 2 ** this.#retries++);
    this.#retrying = this.#parts.clock.after(wait, () => {
      this.#seat = null;
      this.#outbid = mostOutbid - 1;
      void this.start();
    });
  }

  /** Gives up the seat and looks for another. */
  #lose(): void {
    this.#leave();
    this.#changed.fire(null);
    void this.#pause().then(() => this.start());
  }

  #leave(): void {
    this.#seat = null;
    this.#listener?.dispose();
    this.#listener = null;
    this.#pulse?.dispose();
    this.#pulse = null;
    for (const link of this.#links) link.dispose();
    this.#links.clear();
  }

  #pause(): Promise<void> {
    const { clock, random } = this.#parts;
    return new Promise((resolve) => void clock.after(random() * spread, resolve));
  }
}
