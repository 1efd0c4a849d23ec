import type { Simulator } from '../../src/simulator/simulator.ts';
import { until } from './until.ts';

/** Checks now, and again where a check that was under way, or ended a moment before, took its place. `run`: runs a command. */
export async function checkNow(run: (title: string) => Promise<void>, { requests }: Pick<Simulator, 'requests'>) {
  const asked = requests.length;
  for (let attempt = 1; ; attempt++) {
    await run('Keygauge: Check Now');
    try {
      return await until(() => requests.length > asked, 3_000);
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}
