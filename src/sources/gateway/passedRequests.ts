import type { Clock } from '../../base/clock.ts';
import type { KeptTime } from '../../core/keptTime.ts';
import type { PassedUses, Snapshot } from '../../core/model/snapshot.ts';
import { ToolUses } from '../../engine/toolUses.ts';
import type { Admission } from './admission.ts';
import type { ToolRequest } from './toolRequest.ts';

/** Counts what is passed on for each tool, whatever key it has or has not, on its way to whoever decides when it leaves. */
export class PassedRequests implements Admission {
  readonly #next: Admission;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #changed: () => void;
  readonly #byAddress = new ToolUses();
  readonly #withoutKey = new ToolUses();

  readonly mayLeaveUnseen: Admission['mayLeaveUnseen'];
  readonly hasLeft: Admission['hasLeft'];
  readonly admit: Admission['admit'];
  readonly refused: Admission['refused'];
  readonly ended: Admission['ended'];

  /** `changed`: something was passed of which nothing else tells, since it has no key. */
  constructor(next: Admission, clock: Pick<Clock, 'now'>, changed: () => void) {
    this.#next = next;
    this.#clock = clock;
    this.#changed = changed;
    this.mayLeaveUnseen = (bytes) => next.mayLeaveUnseen(bytes);
    this.hasLeft = (request) => next.hasLeft(request);
    this.admit = (...asked) => next.admit(...asked);
    this.refused = (...told) => next.refused(...told);
    this.ended = (end) => next.ended(end);
  }

  /** What was passed on within the last hour. */
  get passed(): PassedUses {
    const now = this.#clock.now();
    return { byAddress: this.#byAddress.snapshot(now), withoutKey: this.#withoutKey.snapshot(now) };
  }

  /** Goes on from what was shown of the gateway of the window that led before. */
  goOn({ at, sources }: Snapshot, time: KeptTime): void {
    const state = sources.find(({ id }) => id === 'gateway')?.state;
    const shownAt = time.past(at);
    if (state?.kind !== 'live' || !state.passed || shownAt === null) return;
    this.#byAddress.restore(state.passed.byAddress, shownAt);
    this.#withoutKey.restore(state.passed.withoutKey, shownAt);
  }

  answered(request: ToolRequest, answer: Parameters<Admission['answered']>[1]): void {
    this.#next.answered(request, answer);
    const { receivedAt } = answer;
    const passed = { by: 'user', source: 'gateway', receivedAt } as const;
    this.#byAddress.take({ ...passed, tool: request.route });
    if (request.key !== null) return;
    this.#withoutKey.take({ ...passed, tool: request.tool });
    this.#changed();
  }
}
