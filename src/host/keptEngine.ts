import type { Disposable } from '../base/disposable.ts';
import type { HeardMarks } from '../bus/heardMarks.ts';
import type { EngineWindows } from '../bus/ledEngine.ts';
import { KeptTime } from '../core/keptTime.ts';
import { Engine } from '../engine/engine.ts';
import type { EngineParts, EnginePreferences } from '../engine/engineParts.ts';
import { SleepWatch } from '../engine/sleepWatch.ts';
import type { Kept, KeptState, Writer } from '../state/keptState.ts';

/** Opens what is kept, for the one that may write it. */
export type OpenKept = (kept: Kept, writer: Writer) => Promise<KeptState>;

/**
 * The engine of all windows, which goes on from what the leader before has kept, and keeps what it learns as long as this
 * window leads. A window that is alone keeps nothing.
 */
export class KeptEngine extends Engine {
  /**
   * Resolves once what was kept and counted is there, or cannot be read, or takes too long; not there where nothing is.
   * Never rejects.
   */
  readonly restored?: Promise<void>;
  readonly #heardMarks: HeardMarks;
  readonly #sleepWatch: Disposable;
  #state: KeptState | null = null;
  #isOver = false;

  constructor(
    parts: EngineParts,
    preferences: EnginePreferences,
    { term: { epoch, isLeader }, heardMarks }: Pick<EngineWindows, 'term' | 'heardMarks'>,
    open: OpenKept | null,
  ) {
    super(parts, preferences);
    this.#heardMarks = heardMarks;
    this.#sleepWatch = new SleepWatch(parts.clock, (from, to) => {
      const time = new KeptTime(parts.clock.now(), parts.wall());
      this.history.sleeps.add([{ from: time.kept(from), to: time.kept(to) }]);
      this.#state?.changed();
    });
    const counted = parts.purse.refresh(new AbortController().signal);
    if (open === null || epoch === null) return;
    const opened = open(this.#kept(), { epoch, mayWrite: () => isLeader() });
    this.restored = this.#start(opened, counted).catch((error) => parts.log.fault(error));
  }

  override dispose(): void {
    this.#isOver = true;
    this.#sleepWatch.dispose();
    this.#state?.dispose();
    super.dispose();
  }

  /** `counted`: what checks have cost today is known. */
  async #start(opened: Promise<KeptState>, counted: Promise<void>): Promise<void> {
    const state = await opened;
    if (this.#isOver) return state.dispose();
    this.#state = state;
    await Promise.all([state.start(), counted]);
    this.onDidLearn(() => state.changed());
  }

  #kept(): Kept {
    const marks = this.#heardMarks;
    return {
      history: this.history,
      save: () => ({ keys: this.save(), heardKeys: marks.save() }),
      restore: ({ keys, heardKeys }) => {
        marks.restore(heardKeys);
        this.restore(keys);
      },
    };
  }
}
