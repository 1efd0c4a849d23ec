import type { Memento } from 'vscode';

/**
 * A state whose writes never reject. The editor keeps in memory what its disk does not take, so that everything goes on
 * until the window closes; `warn` hears of it.
 */
export function forgivingState(state: Memento, warn: (message: string) => void): Memento {
  const get = (key: string, otherwise?: unknown) => state.get(key, otherwise);
  return {
    keys: () => state.keys(),
    get: get as Memento['get'],
    async update(key, value) {
      try {
        await state.update(key, value);
      } catch {
        warn('The editor could not store the state of Keygauge. It goes on in memory until this window closes.');
      }
    },
  };
}
