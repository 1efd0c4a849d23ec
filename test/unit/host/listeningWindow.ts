import { registerHooks } from 'node:module';
import type { Uri } from 'vscode';
import type { Clock } from '../../../src/base/clock.ts';
import type { SharedState } from '../../../src/host/sharedState.ts';
import type { Shell } from '../../../src/host/shell.ts';
import { setLocale } from '../../../src/words/numbers.ts';
import { meetsNobody } from '../../support/meetsNobody.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memory.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});

/** A whole window with a fake editor around it, and all that it could write to. */
export interface ListeningWindow {
  readonly shell: Shell;
  readonly stored: { globalState: MemoryMemento; workspaceState: MemoryMemento; secrets: MemorySecrets };
}

/** `shared`: what it shares with other windows; by default it meets none. */
export async function openListeningWindow(
  clock: Clock,
  shared: (globalState: MemoryMemento, warn: (message: string) => void) => Promise<SharedState> = async () =>
    meetsNobody(),
): Promise<ListeningWindow> {
  const { Shell } = await import('../../../src/host/shell.ts');
  const stored = {
    globalState: new MemoryMemento(),
    workspaceState: new MemoryMemento(),
    secrets: new MemorySecrets(),
  };
  const shell = new Shell({
    extensionUri: 'extension' as unknown as Uri,
    ...stored,
    shared: (warn) => shared(stored.globalState, warn),
    clock,
    wall: () => Date.UTC(2026, 0, 1) + clock.now(),
    random: () => 0.5,
    environment: {},
  });
  // Other tests in this process read English.
  setLocale('en');
  return { shell, stored };
}
