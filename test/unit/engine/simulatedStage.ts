import type { KeyStorage } from '../../../src/core/model/snapshot.ts';
import { clientOf } from '../../../src/providers/clients.ts';
import { type SimulatorOptions, startSimulator } from '../../../src/simulator/simulator.ts';
import { key, stage } from './stage.ts';

/**
 * An engine that watches a simulated provider through the real clients, both in one driven time, which stands still while
 * a request is on its way.
 */
export async function simulatedStage(model: string, storage: KeyStorage, options: Omit<SimulatorOptions, 'clock'>) {
  const driven = { now: () => 0 };
  const simulatorClock = { now: () => driven.now(), wallNow: () => driven.now(), sleep: async () => {} };
  const simulator = await startSimulator({ ...options, clock: simulatorClock });
  const provider = model.startsWith('claude') ? 'anthropic' : 'openai';
  const access =
    provider === 'anthropic'
      ? { apiKey: 'sk-ant-simulator', baseUrl: simulator.anthropicBaseUrl }
      : { apiKey: 'sk-simulator', baseUrl: simulator.openaiBaseUrl };
  const watched = key({ provider, storage, models: [model] });
  const parts = stage({ keys: [watched], clientOf: () => clientOf(provider), access: async () => access });
  const { clock, engine, only } = parts;
  driven.now = () => clock.now();
  return {
    ...parts,
    simulator,
    /** Lets time pass until so many seconds. */
    async passUntil(seconds: number): Promise<void> {
      const end = seconds * 1000;
      while (clock.nextAt <= end) {
        await clock.passUntil(clock.nextAt);
        while (only().nextCheck.reason === 'in-flight') await new Promise((resolve) => setImmediate(resolve));
      }
      await clock.passUntil(end);
    },
    async [Symbol.asyncDispose](): Promise<void> {
      engine.dispose();
      await simulator.close();
    },
  };
}
