import type { Reading } from '../../src/core/model/limit.ts';
import type { ProviderId } from '../../src/core/model/provider.ts';
import type { Access, Exchange, ModelList, MoneyAnswer, ProviderClient } from '../../src/providers/provider.ts';

/** A provider without a network: every model can be watched and tells its limits in probes alone. */
export abstract class ProbedProvider implements ProviderClient {
  readonly id: ProviderId = 'openai';
  readonly lists = 'always';

  canWatch(): boolean {
    return true;
  }

  preselect(models: readonly string[]): string[] {
    return [...models];
  }

  read(_headers: Readonly<Record<string, string>>): Reading[] {
    return [];
  }

  async listModels(): Promise<ModelList> {
    return { models: [], failure: null };
  }

  async readMoney(): Promise<MoneyAnswer> {
    return { money: [], failure: null };
  }

  abstract probe(access: Access, model: string, signal: AbortSignal): Promise<Exchange>;
}
