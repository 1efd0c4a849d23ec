import type { Clock } from '../../base/clock.ts';
import type { Disposable, Event } from '../../base/disposable.ts';
import type { HeldRequest } from '../../core/model/heldRequest.ts';
import type { LeastLeft } from '../../core/pacing/leastLeft.ts';
import { Pacer } from '../../core/pacing/pacer.ts';
import type { ToldReading } from '../../core/pacing/placeLimits.ts';
import type { PacedRequest } from '../../core/pacing/request.ts';
import { undated } from '../../core/use/effectiveLimits.ts';
import type { Admission, LimitsAnswered } from './admission.ts';
import type { RequestEnd } from './exchangeTold.ts';
import type { ToolRequest } from './toolRequest.ts';

export interface HeldRequestsParts {
  readonly clock: Clock;
  /** The longest that a request is held, in milliseconds; 0: none is. */
  patience(): number;
  readonly onDidChangePatience: Event<void>;
  /** What any source knows by now of the limits of a key's model; the newest first. */
  told(key: { readonly digest: string; readonly origin: string }, model: string): readonly ToldReading[];
  /** What any source knows by now to be left of all keys' limits. */
  leastLeft(): LeastLeft;
  /** Other requests are held than before, or for longer or shorter. */
  changed(): void;
}

interface Waiting {
  readonly request: ToolRequest;
  /** Account and model, as pacing names them. */
  readonly place: string | undefined;
  go(mayLeave: boolean): void;
}

/** Less than this makes no difference to what is shown of a hold; milliseconds. */
const shownStep = 500;

/** Holds requests back until they fit; in doubt it lets them go. */
export class HeldRequests implements Admission, Disposable {
  readonly #clock: Clock;
  readonly #changed: () => void;
  readonly #told: HeldRequestsParts['told'];
  readonly #leastLeft: HeldRequestsParts['leastLeft'];
  readonly #following: Disposable;
  #patience: number;
  readonly #pacer = new Pacer(() => this.#patience);
  readonly #waiting = new Map<string, Waiting>();
  #timer: Disposable | null = null;
  #shown = '';
  #isOver = false;

  constructor({ clock, patience, onDidChangePatience, told, leastLeft, changed }: HeldRequestsParts) {
    this.#clock = clock;
    this.#changed = changed;
    this.#told = told;
    this.#leastLeft = leastLeft;
    this.#patience = patience();
    this.#following = onDidChangePatience(() => {
      this.#patience = patience();
      this.#look();
      changed();
    });
  }

  /** Seconds for which a request is held at most. */
  get holdsFor(): number {
    return this.#patience / 1000;
  }

  /** What is held now, in the order in which it came. */
  get holds(): HeldRequest[] {
    const now = this.#clock.now();
    const seconds = (from: number, to: number) => Math.max(0, to - from) / 1000;
    return this.#pacer.holds.flatMap(({ id, limit, since, until, latest, place }) => {
      const request = this.#waiting.get(id)?.request;
      if (!request) return [];
      const { tool, model, key, origin } = request;
      const named = key && { key: { digest: key.digest, origin } };
      const times = { since: seconds(since, now), until: seconds(now, until), latest: seconds(now, latest) };
      return [{ id, tool, model: model ?? '', ...named, limit, ...times, place }];
    });
  }

  mayLeaveUnseen(bytes: number): boolean {
    return this.#patience === 0 || this.#pacer.hasRoomFor(bytes, this.#leastLeft(), this.#clock.now());
  }

  hasLeft(request: ToolRequest): void {
    const paced = pacedAs(request);
    if (paced === null) return;
    this.#tell(request, paced.place);
    this.#pacer.hasLeft(paced, this.#clock.now());
  }

  async admit(request: ToolRequest, gone: AbortSignal): Promise<void> {
    const paced = pacedAs(request);
    if (paced === null) return;
    this.#pacer.arrive(paced);
    await this.#wait(request, paced.place, gone);
  }

  answered({ id }: ToolRequest, { receivedAt, readings }: LimitsAnswered): void {
    this.#pacer.answered({ id, receivedAt, readings, refusal: null, use: null });
    this.#look();
  }

  refused(
    request: ToolRequest,
    { receivedAt, readings, retryAfter }: LimitsAnswered & { readonly retryAfter: number | null },
    gone: AbortSignal,
  ): Promise<boolean> | null {
    const { id } = request;
    const isAgain = this.#pacer.answered({ id, receivedAt, readings, refusal: { retryAfter }, use: null }) === 'retry';
    if (isAgain) return this.#wait(request, pacedAs(request)?.place, gone);
    this.#look();
    return null;
  }

  ended({ request: { id }, use, isUncharged, endedAt }: RequestEnd): void {
    if (isUncharged) this.#pacer.failed(id);
    else this.#pacer.ended(id, use, endedAt);
    this.#look();
  }

  /** The user does not want to wait for one of them. */
  sendNow(id: string): void {
    this.#pacer.sendNow(id);
    this.#look();
  }

  /** Lets nothing go any more: the connections of those that wait are closed by whoever has them. */
  dispose(): void {
    this.#isOver = true;
    this.#following.dispose();
    this.#timer?.dispose();
  }

  /** Resolves with whether it may leave, which it may not if its tool has gone. */
  #wait(request: ToolRequest, place: string | undefined, gone: AbortSignal): Promise<boolean> {
    const { id } = request;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const leave = () => {
      this.#pacer.cancel(id);
      this.#waiting.get(id)?.go(false);
      this.#look();
    };
    const go = (mayLeave: boolean) => {
      this.#waiting.delete(id);
      gone.removeEventListener('abort', leave);
      resolve(mayLeave);
    };
    this.#waiting.set(id, { request, place, go });
    if (gone.aborted) leave();
    else this.#look();
    // Most leave at once.
    if (this.#waiting.has(id)) gone.addEventListener('abort', leave);
    return promise;
  }

  #tell({ key, origin, model }: ToolRequest, place: string | undefined): void {
    if (place && key && model) this.#pacer.told(place, this.#told({ digest: key.digest, origin }, model));
  }

  /** Lets go what may leave by now, and comes back when the next may. */
  #look(): void {
    this.#timer?.dispose();
    this.#timer = null;
    if (this.#isOver) return;
    const now = this.#clock.now();
    for (const { request, place } of this.#waiting.values()) this.#tell(request, place);
    for (const id of this.#pacer.release(now)) this.#waiting.get(id)?.go(true);
    const { wakeAt } = this.#pacer;
    if (wakeAt < Infinity) this.#timer = this.#clock.after(Math.max(1, wakeAt - now), () => this.#look());
    if (this.#waiting.size === 0 && this.#shown === '') return;
    const shown = this.#pacer.holds.map(({ id, until }) => `${id} ${Math.round(until / shownStep)}`).join();
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#changed();
  }
}

/** `null` for a request of which nobody can say which limit it falls under, or what it takes. */
function pacedAs(request: ToolRequest) {
  const { id, key, origin, model, tool, size, pictures, conversation, arrivedAt, answerAtMost } = request;
  if (key === null || model === null || size === null) return null;
  // All names of a model have the same limits.
  const place = `${key.digest} ${origin} ${undated(model)}`;
  const paced: PacedRequest = {
    id,
    place,
    arrivedAt,
    bytes: Math.max(0, size - pictures.bytes),
    pictures: pictures.count,
    conversation: conversation ?? `${tool} ${place}`,
    answerAtMost,
  };
  return paced;
}
