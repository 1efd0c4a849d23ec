import type { Clock } from '../base/clock.ts';
import { type Disposable, Emitter } from '../base/disposable.ts';
import type { LimitPast } from '../core/history/history.ts';
import type { LimitId } from '../core/model/limit.ts';
import type { Observation } from '../core/model/observation.ts';
import type { NextCheck, Snapshot } from '../core/model/snapshot.ts';
import type { Announcement, PassedRequest } from '../engine/board.ts';
import type { MakeRequest } from '../engine/ownRequest.ts';
import { aged } from './agedSnapshot.ts';
import { isHeard, isHeardLeaving, toldAs } from './heardExchange.ts';
import type { HeardKeyChange } from './heardMarks.ts';
import type { Link, Message } from './link.ts';
import { type Checked, isForeignSnapshot, parseToFollower, type ToFollower, type ToLeader } from './messages.ts';
import { isOfReading } from './observationShape.ts';
import { ToldDetails } from './organizationDetails.ts';
import type { Told } from './told.ts';

export interface FollowerParts {
  readonly clock: Clock;
  /** Makes a request with a key of this window's. */
  readonly request: MakeRequest;
  /** Reads exactly these organizations with admin keys of this window's, and rests while no window is in use. */
  read(organizations: readonly string[], inUse: boolean): void;
  /** Another window of this editor has changed its keys. */
  keysChanged(): void;
  /** Another window has wished that none notifies until then, in milliseconds since 1970; `null`: each may again. */
  quiet(until: number | null): void;
  /** What to show when the leader is of a version whose snapshots this one cannot read. */
  outdated(): Snapshot;
}

/** This window's end of the bus while another window leads: mirrors its snapshots, and does what it orders. */
export class Follower implements Disposable {
  readonly #parts: FollowerParts;
  readonly #link: Link;
  #told: Told | null = null;
  #shown: { readonly snapshot: Snapshot; readonly at: number } | null = null;
  #speaks = false;
  readonly #details = new ToldDetails();
  /** What this window has asked the leader; the answer is of the question's type. */
  readonly #asked = new Map<number, (answer: unknown) => void>();
  #lastId = 0;
  readonly #orders = new Map<number, AbortController>();
  readonly #changed = new Emitter<void>();
  readonly #announced = new Emitter<Announcement>();

  readonly onDidChange = this.#changed.event;
  readonly onDidAnnounce = this.#announced.event;

  constructor(link: Link, parts: FollowerParts) {
    this.#link = link;
    this.#parts = parts;
    link.onDidReceive((message) => this.#take(message));
    link.onDidClose(() => this.dispose());
  }

  /** What the leader showed last, as old as it is now; `null` before the first. */
  get current(): Snapshot | null {
    if (this.#shown === null) return null;
    const { snapshot, at } = this.#shown;
    return aged(snapshot, Math.max(0, this.#parts.clock.now() - at) / 1000);
  }

  /** The same as it was when it came. */
  get changed(): Snapshot | null {
    return this.#shown?.snapshot ?? null;
  }

  get speaks(): boolean {
    return this.#speaks;
  }

  /** The leader has it read as long as they are connected. */
  get mayRead(): boolean {
    return true;
  }

  tell(told: Told): void {
    this.#told = told;
    this.#send({ type: 'told', told });
  }

  use(inUse: boolean): void {
    this.#send({ type: 'in-use', inUse });
  }

  pass(request: PassedRequest): void {
    this.#send(request);
  }

  quiet(until: number | null): void {
    this.#send({ type: 'quiet', until });
  }

  /** Tells of an organization that this window reads, or of a request that it has heard. */
  observed(observation: Observation): void {
    if (isOfReading(observation)) this.#send({ type: 'observed', observation });
    const now = this.#parts.clock.now();
    if (isHeardLeaving(observation)) {
      const { sentAt, ...request } = observation;
      this.#send({ type: 'leaves', request: { ...request, sentAgo: Math.max(0, now - sentAt) } });
    }
    if (isHeard(observation)) this.#send({ type: 'heard', exchange: toldAs(observation, now) });
  }

  changeHeard(keyId: string, change: HeardKeyChange): void {
    this.#send({ type: 'heard-key', keyId, change });
  }

  /** Resolves with `null` if the leader goes before it has answered. */
  checkNow(keyId: string | null): Promise<NextCheck | null> {
    return this.#ask((id) => ({ type: 'check-now', id, keyId }));
  }

  /** As `checkNow`. */
  past(limitId: LimitId): Promise<LimitPast | null> {
    return this.#ask((id) => ({ type: 'past', id, limitId }));
  }

  /** As `checkNow`. */
  pasts(): Promise<readonly LimitId[] | null> {
    return this.#ask((id) => ({ type: 'pasts', id }));
  }

  dispose(): void {
    for (const resolve of this.#asked.values()) resolve(null);
    this.#asked.clear();
    for (const order of this.#orders.values()) order.abort();
    this.#orders.clear();
    this.#changed.dispose();
    this.#announced.dispose();
  }

  #take(message: Message): void {
    const known = parseToFollower(message);
    if (known) this.#obey(known);
    else if (isForeignSnapshot(message)) this.#show(this.#parts.outdated(), false);
  }

  #show(snapshot: Snapshot, speaks: boolean): void {
    this.#shown = { snapshot, at: this.#parts.clock.now() };
    this.#speaks = speaks;
    this.#changed.fire();
  }

  #obey(message: ToFollower): void {
    switch (message.type) {
      case 'snapshot':
        this.#show(this.#details.fill(message.snapshot), message.speaks);
        break;
      case 'announcement':
        this.#announced.fire(this.#whole(message.announcement));
        break;
      case 'organization':
        this.#details.take(message.details);
        break;
      case 'kept':
        this.#answer(message.id, message.kept);
        break;
      case 'past':
        this.#answer(message.id, message.past);
        break;
      case 'pasts':
        this.#answer(message.id, message.limits);
        break;
      case 'check':
        void this.#check(message);
        break;
      case 'call-off':
        this.#orders.get(message.id)?.abort();
        break;
      case 'read':
        this.#parts.read(message.organizations, message.inUse);
        break;
      case 'keys-changed':
        this.#parts.keysChanged();
        break;
      case 'quiet':
        this.#parts.quiet(message.until);
        break;
    }
  }

  #whole(announcement: Announcement): Announcement {
    return { ...announcement, snapshot: this.#details.fill(announcement.snapshot) };
  }

  #ask<Answer>(question: (id: number) => ToLeader): Promise<Answer | null> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      this.#asked.set(id, (answer) => resolve(answer as Answer | null));
      this.#send(question(id));
    });
  }

  #answer(id: number, answer: unknown): void {
    this.#asked.get(id)?.(answer);
    this.#asked.delete(id);
  }

  /** The leader has planned and counted the check; only its making is this window's. */
  async #check({ id, keyId, ask }: ToFollower & { readonly type: 'check' }): Promise<void> {
    const order = new AbortController();
    this.#orders.set(id, order);
    const key = this.#told?.keys.find((one) => one.id === keyId);
    const made = key ? await this.#parts.request(key, ask, order.signal, async () => {}) : 'key-missing';
    this.#orders.delete(id);
    this.#send({ type: 'checked', id, checked: this.#checkedOf(made) });
  }

  #checkedOf(made: Awaited<ReturnType<MakeRequest>>): Checked {
    if (typeof made === 'string') return { withoutValue: made, sentAgo: null, exchange: null, money: null };
    const { sentAt, exchange, money } = made;
    return { withoutValue: null, sentAgo: sentAt === null ? null : this.#parts.clock.now() - sentAt, exchange, money };
  }

  #send(message: ToLeader): void {
    this.#link.send(message);
  }
}
