import { watch } from 'node:fs';
import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/disposable.ts';

/** Milliseconds between two looks where the system does not tell of changes. */
const pace = 2_000;

/** Calls back when something in a folder may have changed. */
export function watchFolder(folder: string, clock: Clock, changed: () => void): Disposable {
  let timer: Disposable | null = null;
  const look = () => {
    timer = clock.after(pace, () => {
      look();
      changed();
    });
  };
  try {
    const watcher = watch(folder, { persistent: false }, () => changed());
    // The folder was removed, or the system has no more watchers to give.
    watcher.once('error', () => {
      watcher.close();
      look();
    });
    return {
      dispose() {
        watcher.close();
        timer?.dispose();
      },
    };
  } catch {
    look();
    return { dispose: () => timer?.dispose() };
  }
}
