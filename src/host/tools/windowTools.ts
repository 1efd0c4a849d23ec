import { type EnvironmentVariableCollection, type Memento, window } from 'vscode';
import type { Disposable } from '../../base/disposable.ts';
import { isGatewayAllowed } from '../gateway/gatewaySetting.ts';
import type { ToolConnections } from '../gateway/toolConnections.ts';
import type { ToolDesk } from './toolDesk.ts';

export interface WindowToolsParts {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What lasts beyond this window. */
  readonly globalState: Memento;
  /** Those of this window's new terminals; left out where there are none. */
  readonly variables?: () => EnvironmentVariableCollection;
  connections(): Promise<ToolConnections>;
  /** Takes what went wrong. */
  fault(thrown: unknown): void;
}

/** This window's part in connecting tools: the variables of its new terminals, and a look for addresses that are stale. */
export class WindowTools implements Disposable {
  readonly #parts: WindowToolsParts;
  #following: Promise<Disposable> | null = null;
  #isAllowed = false;

  constructor(parts: WindowToolsParts) {
    this.#parts = parts;
  }

  /**
   * The gateway was allowed or forbidden. While it is not, nothing of this is loaded, and terminals get no variable. Where it
   * was just forbidden, the window that the user looks at offers to repair files that still name its addresses.
   */
  turn(isAllowed = isGatewayAllowed()): void {
    const { variables, fault } = this.#parts;
    if (this.#isAllowed && !isAllowed && window.state.focused) this.look().catch(fault);
    this.#isAllowed = isAllowed;
    if (isAllowed && variables) {
      this.#following ??= this.#follow(variables);
      this.#following.catch((thrown) => {
        this.#following = null;
        this.#parts.fault(thrown);
      });
    } else if (!isAllowed) this.#end();
  }

  /** Offers to repair tools that have an address of before. Reads no file where none was ever pointed here. */
  async look(): Promise<void> {
    const [{ pointedFiles }, { GivenAddresses }] = await Promise.all([
      import('./toolFiles.ts'),
      import('./givenAddresses.ts'),
    ]);
    const { globalState } = this.#parts;
    if (!pointedFiles(globalState) && new GivenAddresses(globalState).tools.length === 0) return;
    const [{ offerRepair }, { connect }] = await Promise.all([
      import('./staleAddresses.ts'),
      import('./connectTool.ts'),
    ]);
    const desk = await this.desk();
    await offerRepair(desk, (tool) => connect(desk, tool));
  }

  /** What connecting a tool works with. Rejects where it cannot be loaded. */
  async desk(): Promise<ToolDesk> {
    const { environment, globalState } = this.#parts;
    const [{ ToolFiles }, { GivenAddresses }, { terminalSettings }, connections] = await Promise.all([
      import('./toolFiles.ts'),
      import('./givenAddresses.ts'),
      import('./terminalSettings.ts'),
      this.#parts.connections(),
    ]);
    const files = new ToolFiles({ state: globalState, environment });
    return { connections, files, given: new GivenAddresses(globalState), set: terminalSettings(environment) };
  }

  dispose(): void {
    this.#end();
  }

  async #follow(variables: () => EnvironmentVariableCollection): Promise<Disposable> {
    const { environment } = this.#parts;
    const [{ followTools }, connections] = await Promise.all([import('./toolTerminals.ts'), this.#parts.connections()]);
    return followTools({ variables: variables(), environment, connections });
  }

  #end(): void {
    void this.#following?.then((following) => following.dispose()).catch(() => {});
    this.#following = null;
  }
}
