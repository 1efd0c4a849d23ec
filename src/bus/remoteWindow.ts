import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { inTime } from '../base/inTime.ts';
import { networkFailure } from '../core/causes/failureOf.ts';
import type { NextCheck, Snapshot } from '../core/model/snapshot.ts';
import type { Announcement } from '../engine/board.ts';
import { type Ask, type MakeRequest, type OwnRequest, type WithoutValue, withoutAnswer } from '../engine/ownRequest.ts';
import { heardAs } from './heardExchange.ts';
import type { Hub } from './hub.ts';
import type { HubWindow, WindowEnd } from './hubWindow.ts';
import type { Link } from './link.ts';
import { type Checked, parseToLeader, type ToFollower, type ToLeader } from './messages.ts';
import type { ReadObservation } from './observationShape.ts';
import { SentDetails } from './organizationDetails.ts';

/** Milliseconds between two snapshots to one window. */
const pace = 250;
/** Longer than a window may take to read a key, load a client and wait for the answer; milliseconds. */
const patience = 40_000;

/** Another window, as the leader's hub works it: every call becomes a message. */
export class RemoteWindow implements WindowEnd {
  readonly #link: Link;
  readonly #clock: Clock;
  readonly #hub: Hub;
  readonly #window: HubWindow;
  readonly #details = new SentDetails();
  readonly #checks = new Map<number, (checked: Checked | null) => void>();
  #lastId = 0;
  #sentAt = -Infinity;
  #timer: Disposable | null = null;

  constructor(link: Link, clock: Clock, hub: Hub) {
    this.#link = link;
    this.#clock = clock;
    this.#hub = hub;
    this.#window = hub.join(this);
    link.onDidReceive((message) => {
      const known = parseToLeader(message);
      if (known) this.#obey(known);
      // It would wait for a snapshot for ever; by one that it cannot read it knows that it is to be reloaded.
      else if (message.type === 'told') link.send({ type: 'snapshot' });
    });
    link.onDidClose(() => this.#end());
  }

  changed(): void {
    if (this.#timer !== null || !this.#window.isKnown) return;
    const wait = this.#sentAt + pace - this.#clock.now();
    if (wait <= 0) this.#show();
    else this.#timer = this.#clock.after(wait, () => this.#show());
  }

  announce(announcement: Announcement): void {
    this.#send({
      type: 'announcement',
      announcement: { ...announcement, snapshot: this.#light(announcement.snapshot) },
    });
  }

  keysChanged(): void {
    this.#send({ type: 'keys-changed' });
  }

  quiet(until: number | null): void {
    this.#send({ type: 'quiet', until });
  }

  read(organizations: readonly string[], inUse: boolean): void {
    this.#send({ type: 'read', organizations, inUse });
  }

  /** Counts the check before the order leaves: nobody can call back what the other window has sent. */
  readonly request: MakeRequest = async ({ id: keyId }, ask, signal, count) => {
    await count();
    const orderedAt = this.#clock.now();
    if (signal.aborted) return lost('The check was called off', ask, null);
    const id = ++this.#lastId;
    const { promise, resolve } = Promise.withResolvers<Checked | null>();
    this.#checks.set(id, resolve);
    this.#send({ type: 'check', id, keyId, ask });
    const checked = await inTime(() => promise, patience, this.#clock, signal);
    this.#checks.delete(id);
    if (checked) return this.#outcome(checked, ask, orderedAt);
    this.#send({ type: 'call-off', id });
    // It may be suspended: another that has the key comes first from now on.
    if (!signal.aborted) this.#window.unreadable.add(keyId);
    return lost('The window is gone', ask, orderedAt);
  };

  #outcome(checked: Checked, ask: Ask, orderedAt: number): OwnRequest | WithoutValue {
    const { withoutValue, sentAgo, exchange, money } = checked;
    if (withoutValue !== null) return withoutValue;
    if (exchange === null) return lost('The window made no request', ask, null);
    const sentAt = sentAgo === null ? null : Math.max(orderedAt, this.#clock.now() - Math.max(0, sentAgo));
    return { sentAt, exchange, money };
  }

  #obey(message: ToLeader): void {
    switch (message.type) {
      case 'told':
        this.#hub.told(this.#window, message.told);
        this.changed();
        break;
      case 'in-use':
        this.#hub.use(this.#window, message.inUse);
        break;
      case 'check-now': {
        const { id, keyId } = message;
        const answer = (kept: NextCheck | null) => {
          // Who asked looks at what came of it as soon as the answer is there.
          this.#timer?.dispose();
          this.#show();
          this.#send({ type: 'kept', id, kept });
        };
        void this.#hub.checkNow(this.#window, keyId).then(answer, () => answer(null));
        break;
      }
      case 'past':
        this.#send({ type: 'past', id: message.id, past: this.#hub.past(this.#window, message.limitId) });
        break;
      case 'pasts':
        this.#send({ type: 'pasts', id: message.id, limits: this.#hub.pasts(this.#window) });
        break;
      case 'look':
      case 'send-now':
        this.#hub.pass(message);
        break;
      case 'quiet':
        this.#hub.quiet(this.#window, message.until);
        break;
      case 'observed':
        this.#hub.observed(this.#window, this.#timed(message.observation));
        break;
      case 'heard':
        this.#hub.observed(this.#window, heardAs(message.exchange, this.#clock.now()));
        break;
      case 'leaves': {
        const { sentAgo, ...request } = message.request;
        this.#hub.observed(this.#window, { ...request, sentAt: this.#clock.now() - sentAgo });
        break;
      }
      case 'heard-key':
        this.#hub.changeHeard(message.keyId, message.change);
        break;
      case 'checked':
        this.#checks.get(message.id)?.(message.checked);
        break;
    }
  }

  /** Each process counts its own time; what was told now was told just before. */
  #timed(observation: ReadObservation): ReadObservation {
    return observation.kind === 'limits' ? { ...observation, toldAt: this.#clock.now() } : observation;
  }

  #show(): void {
    this.#timer = null;
    if (!this.#window.isKnown) return;
    this.#sentAt = this.#clock.now();
    const [snapshot, speaks] = [this.#light(this.#hub.recentFor(this.#window)), this.#hub.speaks(this.#window)];
    this.#send({ type: 'snapshot', snapshot, speaks });
  }

  /** The snapshot without what is told on its own. */
  #light(whole: Snapshot): Snapshot {
    const { snapshot, news } = this.#details.without(whole);
    for (const details of news) this.#send({ type: 'organization', details });
    return snapshot;
  }

  #send(message: ToFollower): void {
    this.#link.send(message);
  }

  #end(): void {
    this.#timer?.dispose();
    for (const resolve of this.#checks.values()) resolve(null);
    this.#checks.clear();
    this.#window.dispose();
  }
}

/** A request that nobody has told the end of may have done its work. */
function lost(message: string, ask: Ask, sentAt: number | null): OwnRequest {
  return withoutAnswer(networkFailure(message), ask, sentAt);
}
