import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Load } from '../simulator/load.ts';
import type { Simulator } from '../simulator/simulator.ts';
import type { KeyRing } from './keys/keyRing.ts';
import { demoContext } from './settings/contributions.ts';

const keyIds = { openai: 'demo-openai', anthropic: 'demo-anthropic' };

/** A simulated provider on this machine with a coding agent at work, watched by the same code as a real key. */
export class Demo {
  readonly #keyRing: KeyRing;
  #running: Promise<Simulator> | null = null;
  #looks: NodeJS.Timeout | null = null;

  constructor(keyRing: KeyRing) {
    this.#keyRing = keyRing;
  }

  /** Starts the simulator and watches it; a running demo goes on. */
  async start(): Promise<void> {
    if (this.#running) return;
    await this.#begin(async () => (await import('../simulator/demoLoads.ts')).demoLoads);
  }

  /**
   * Begins the demo anew with an agent that soon meets a limit. Calls `look` every few seconds until it has, with the id
   * of the key to check.
   */
  async replay(look: (keyId: string) => void): Promise<void> {
    const { replayLoads, replayLooks } = await import('../simulator/replayLoads.ts');
    await this.end();
    await this.#begin(async () => replayLoads);
    let left = replayLooks.until / replayLooks.every;
    this.#looks = setInterval(() => {
      look(keyIds.anthropic);
      left--;
      if (left <= 0) this.#rest();
    }, replayLooks.every * 1000);
  }

  async #begin(loads: () => Promise<readonly Load[]>): Promise<void> {
    this.#running = this.#start(loads);
    try {
      await this.#running;
      await vscode.commands.executeCommand('setContext', demoContext, true);
    } catch (error) {
      this.#running = null;
      throw error;
    }
  }

  /** Ends the demo and leaves no trace of it. */
  async end(): Promise<void> {
    this.#rest();
    const running = this.#running;
    if (!running) return;
    this.#running = null;
    await vscode.commands.executeCommand('setContext', demoContext, false);
    for (const { id, storage } of this.#keyRing.records()) if (storage === 'demo') await this.#keyRing.remove(id);
    await (await running).close();
  }

  dispose(): void {
    this.#rest();
    void this.#running?.then((simulator) => simulator.close());
  }

  #rest(): void {
    if (this.#looks) clearInterval(this.#looks);
    this.#looks = null;
  }

  async #start(loads: () => Promise<readonly Load[]>): Promise<Simulator> {
    const [{ startSimulator }, { demoLimits }, load] = await Promise.all([
      import('../simulator/simulator.ts'),
      import('../simulator/demoLoads.ts'),
      loads(),
    ]);
    const simulator = await startSimulator({ limits: demoLimits, load });
    const shared = { storage: 'demo', fingerprint: '…' } as const;
    await this.#keyRing.put(
      {
        ...shared,
        id: keyIds.openai,
        label: l10n.t('Demo: OpenAI'),
        provider: 'openai',
        baseUrl: simulator.openaiBaseUrl,
        models: ['gpt-5'],
      },
      'sk-simulator',
    );
    await this.#keyRing.put(
      {
        ...shared,
        id: keyIds.anthropic,
        label: l10n.t('Demo: Anthropic'),
        provider: 'anthropic',
        baseUrl: simulator.anthropicBaseUrl,
        models: ['claude-sonnet-5'],
      },
      'sk-ant-simulator',
    );
    return simulator;
  }
}
