import { HOUR } from '../../core/model/limit.ts';
import type { ModelPace } from '../../core/schedule.ts';

/** The times at which each model was checked, in monotonic milliseconds. */
export class CheckTimes {
  readonly #recent = new Map<string, readonly number[]>();
  readonly #last = new Map<string, number>();

  checked(model: string, at: number): void {
    const recent = (this.#recent.get(model) ?? []).filter((then) => at - then < HOUR * 1000);
    this.#recent.set(model, [...recent, at]);
    this.#last.set(model, at);
  }

  of(model: string): Pick<ModelPace, 'checkedAt' | 'recentChecks'> {
    return { checkedAt: this.#last.get(model) ?? null, recentChecks: this.#recent.get(model) ?? [] };
  }

  keepOnly(models: readonly string[]): void {
    for (const model of [...this.#last.keys()]) {
      if (models.includes(model)) continue;
      this.#last.delete(model);
      this.#recent.delete(model);
    }
  }
}
