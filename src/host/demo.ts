import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DemoAgent } from '../simulator/demoAgent.ts';
import type { Load } from '../simulator/load.ts';
import type { Simulator } from '../simulator/simulator.ts';
import type { KeyRing } from './keys/keyRing.ts';
import { demoContext } from './settings/contributions.ts';

const keyIds = { openai: 'demo-openai', anthropic: 'demo-anthropic' };
const values = { openai: 'sk-simulator', anthropic: 'sk-ant-simulator' };

type Simulators = Pick<Simulator, 'openaiBaseUrl' | 'anthropicBaseUrl' | 'close'>;

/** Simulated providers on this machine with a coding agent at work, watched by the same code as a real key. */
export class Demo {
  readonly #keyRing: KeyRing;
  #running: Promise<Simulators> | null = null;
  #agent: DemoAgent | null = null;
  #looks: NodeJS.Timeout | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(keyRing: KeyRing) {
    this.#keyRing = keyRing;
  }

  /** Starts the simulators and watches them; a running demo goes on. */
  start(): Promise<void> {
    // Nobody but the agent uses the keys.
    return this.#inTurn(async () => this.#running ?? this.#begin(async () => [], 'with-agent'));
  }

  /**
   * Begins the demo anew with an agent that soon meets a limit. Calls `look` every few seconds until it has, with the id
   * of the key to check.
   */
  replay(look: (keyId: string) => void): Promise<void> {
    return this.#inTurn(() => this.#replay(look));
  }

  async #replay(look: (keyId: string) => void): Promise<void> {
    const { replayLoads, replayLooks } = await import('../simulator/replayLoads.ts');
    await this.#end();
    await this.#begin(async () => replayLoads, 'alone');
    let left = replayLooks.until / replayLooks.every;
    this.#looks = setInterval(() => {
      look(keyIds.anthropic);
      left--;
      if (left <= 0) this.#rest();
    }, replayLooks.every * 1000);
  }

  async #begin(loads: () => Promise<readonly Load[]>, served: 'with-agent' | 'alone'): Promise<void> {
    const running = this.#start(loads);
    this.#running = running;
    try {
      const simulators = await running;
      await vscode.commands.executeCommand('setContext', demoContext, true);
      if (served === 'alone') return;
      const { DemoAgent } = await import('../simulator/demoAgent.ts');
      this.#agent = new DemoAgent({ ...simulators, keys: values, send: fetch, wait });
    } catch (error) {
      this.#running = null;
      throw error;
    }
  }

  /** Ends the demo and leaves no trace of it. */
  end(): Promise<void> {
    return this.#inTurn(() => this.#end());
  }

  async #end(): Promise<void> {
    this.#rest();
    const running = this.#running;
    if (!running) return;
    this.#running = null;
    await vscode.commands.executeCommand('setContext', demoContext, false);
    await this.#dismiss();
    for (const { id, storage } of this.#keyRing.records()) if (storage === 'demo') await this.#keyRing.remove(id);
    await (await running).close();
  }

  dispose(): void {
    this.#rest();
    void this.#dismiss();
    void this.#running?.then((simulator) => simulator.close());
  }

  /** Before its keys go, so that nothing of it is heard later. */
  async #dismiss(): Promise<void> {
    const agent = this.#agent;
    this.#agent = null;
    await agent?.end();
  }

  /** One after the other: a second click must not find a demo that is half there. */
  #inTurn(act: () => Promise<unknown>): Promise<void> {
    const done = this.#turn.then(act);
    this.#turn = done.catch(() => {});
    return done.then(() => {});
  }

  #rest(): void {
    if (this.#looks) clearInterval(this.#looks);
    this.#looks = null;
  }

  /** A server for each provider, since what is heard is told apart by its origin. */
  async #start(loads: () => Promise<readonly Load[]>): Promise<Simulators> {
    const [{ startSimulator }, { demoLimits, isOfAnthropic }, load] = await Promise.all([
      import('../simulator/simulator.ts'),
      import('../simulator/demoLoads.ts'),
      loads(),
    ]);
    const openai = await startSimulator({ limits: demoLimits, load: load.filter((one) => !isOfAnthropic(one)) });
    const anthropic = await startSimulator({ limits: demoLimits, load: load.filter(isOfAnthropic) });
    const shared = { storage: 'demo', fingerprint: '…' } as const;
    await this.#keyRing.put(
      {
        ...shared,
        id: keyIds.openai,
        label: l10n.t('Demo: OpenAI'),
        provider: 'openai',
        baseUrl: openai.openaiBaseUrl,
        models: ['gpt-5'],
      },
      values.openai,
    );
    await this.#keyRing.put(
      {
        ...shared,
        id: keyIds.anthropic,
        label: l10n.t('Demo: Anthropic'),
        provider: 'anthropic',
        baseUrl: anthropic.anthropicBaseUrl,
        models: ['claude-sonnet-5'],
      },
      values.anthropic,
    );
    const close = async () => void (await Promise.all([openai.close(), anthropic.close()]));
    return { openaiBaseUrl: openai.openaiBaseUrl, anthropicBaseUrl: anthropic.anthropicBaseUrl, close };
  }
}

/** Rejects as soon as the signal is aborted. */
function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}
