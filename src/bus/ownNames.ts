import type { Held, Shared } from './union.ts';

/** One window's own names for what the engine knows, so that it can rename and remove what it has. */
export class OwnNames<One extends Held> {
  /** The window's own for each of the engine's that it has. */
  readonly #own = new Map<string, One>();
  /** Names that mean one of the engine's, though the window has given them to another, or gives it another. */
  readonly #renamed = new Map<string, string>();
  readonly #engineIds = new Map<string, string>();
  /** Labels of the window's that the engine does not use, and those that it does. */
  readonly #labels: (readonly [own: string, engine: string])[] = [];

  constructor(shared: readonly Shared<unknown, One>[], window: unknown) {
    for (const { id, holdings, first } of shared) {
      const own = holdings.find((one) => one.window === window)?.key;
      if (!own) continue;
      this.#own.set(id, own);
      if (own.id !== id) this.#renamed.set(id, own.id);
      if (own.label !== first.label) this.#labels.push([own.label, first.label]);
    }
    const shown = new Set([...this.#own.values()].map(({ id }) => id));
    // A foreign one may have a name that this window uses for one of its own.
    for (const { id } of shared) if (!this.#own.has(id) && shown.has(id)) this.#renamed.set(id, `${id}+`);
    for (const { id } of shared) this.#engineIds.set(this.#renamed.get(id) ?? id, id);
  }

  /** The window's own; `undefined` for what only others have. */
  own(engineId: string): One | undefined {
    return this.#own.get(engineId);
  }

  /** The window's name for one of the engine's. */
  shown(engineId: string): string {
    return this.#renamed.get(engineId) ?? engineId;
  }

  /** The engine's names by the window's. */
  get engineIds(): ReadonlyMap<string, string> {
    return this.#engineIds;
  }

  /** Amounts by the window's labels, by those of the engine. */
  byEngineLabel(amounts: Readonly<Record<string, number>>): Record<string, number> {
    const moved = this.#labels.flatMap(([own, engine]) => {
      const amount = Object.hasOwn(amounts, own) ? amounts[own] : undefined;
      return amount === undefined ? [] : [[engine, amount] as const];
    });
    return Object.fromEntries([...Object.entries(amounts), ...moved]);
  }
}
