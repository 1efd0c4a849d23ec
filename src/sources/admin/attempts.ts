import { AdminFailure } from './adminDesk.ts';

/** Several questions for one part: one that is not answered leaves the others as they are. */
export class Attempts {
  #failed: AdminFailure | null = null;
  succeeded = 0;

  /** Throws what holds back every question; a failure of an optional one does not matter. */
  async make(ask: () => Promise<void>, { isOptional = false } = {}): Promise<void> {
    try {
      await ask();
      this.succeeded++;
    } catch (thrown) {
      if (!(thrown instanceof AdminFailure) || !thrown.isOfOneQuestion) throw thrown;
      if (!isOptional) this.#failed ??= thrown;
    }
  }

  /** Throws the first failure, if there was one that matters. */
  end(): void {
    if (this.#failed) throw this.#failed;
  }
}
