import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Simulator } from '../simulator/simulator.ts';
import type { KeyRing } from './keys/keyRing.ts';
import { demoContext } from './settings/contributions.ts';

/** A simulated provider on this machine with a coding agent at work, watched by the same code as a real key. */
export class Demo {
  readonly #keyRing: KeyRing;
  #running: Promise<Simulator> | null = null;

  constructor(keyRing: KeyRing) {
    this.#keyRing = keyRing;
  }

  /** Starts the simulator and watches it; a running demo goes on. */
  async start(): Promise<void> {
    if (this.#running) return;
    this.#running = this.#start();
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
    const running = this.#running;
    if (!running) return;
    this.#running = null;
    await vscode.commands.executeCommand('setContext', demoContext, false);
    for (const { id, storage } of this.#keyRing.records()) if (storage === 'demo') await this.#keyRing.remove(id);
    await (await running).close();
  }

  dispose(): void {
    void this.#running?.then((simulator) => simulator.close());
  }

  async #start(): Promise<Simulator> {
    const [{ startSimulator }, { demoLimits, demoLoads }] = await Promise.all([
      import('../simulator/simulator.ts'),
      import('../simulator/demoLoads.ts'),
    ]);
    const simulator = await startSimulator({ limits: demoLimits, load: demoLoads });
    const shared = { storage: 'demo', fingerprint: '…' } as const;
    await this.#keyRing.put(
      {
        ...shared,
        id: 'demo-openai',
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
        id: 'demo-anthropic',
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
