import type { Memento } from 'vscode';
import { type ConnectableTool, connectableTools } from '../../core/tools/connectableTools.ts';

const storedAs = 'keygauge.givenAddresses';

/** The addresses that users were given to put into tools by hand, where nobody looks whether they still stand. */
export class GivenAddresses {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  get tools(): ConnectableTool[] {
    return connectableTools.filter(({ id }) => this.of(id) !== null);
  }

  /** The one that was given last; `null` where none was, or the user knows that it has ended. */
  of(toolId: string): string | null {
    const address = this.#all[toolId];
    return typeof address === 'string' ? address : null;
  }

  async give(toolId: string, address: string): Promise<void> {
    await this.#state.update(storedAs, { ...this.#all, [toolId]: address });
  }

  async forget(toolId: string): Promise<void> {
    const { [toolId]: gone, ...rest } = this.#all;
    if (gone !== undefined) await this.#state.update(storedAs, Object.keys(rest).length === 0 ? undefined : rest);
  }

  get #all(): Readonly<Record<string, unknown>> {
    const stored = this.#state.get<unknown>(storedAs);
    return typeof stored === 'object' && stored !== null ? { ...stored } : {};
  }
}
