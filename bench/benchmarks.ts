import type { Figure } from './figure.ts';

interface Benchmark {
  readonly name: string;
  /** The subject of the measurement, in a few words for the person who waits. */
  readonly title: string;
  /** Things that must be built or installed before. */
  readonly needs: readonly ('package' | 'editor')[];
  load(): Promise<{ measure(): Promise<Figure[]> }>;
}

/** All benchmarks in the order of the table; each runs in a process of its own. */
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'activation',
    title: 'ten cold starts of the editor',
    needs: ['package', 'editor'],
    load: () => import('./activation.ts'),
  },
  { name: 'sizes', title: 'what the release build weighs', needs: ['package'], load: () => import('./sizes.ts') },
  { name: 'ledger', title: 'readings into the ledger', needs: [], load: () => import('./ledger.ts') },
  { name: 'listener', title: 'a million requests of others', needs: [], load: () => import('./listener.ts') },
  { name: 'gateway', title: 'what the gateway adds to requests', needs: [], load: () => import('./gateway.ts') },
  { name: 'history', title: 'a month of fifty limits', needs: [], load: () => import('./history.ts') },
  {
    name: 'status-bar',
    title: 'twenty responses to the status bar',
    needs: ['package', 'editor'],
    load: () => import('./statusBar.ts'),
  },
  {
    name: 'first-look',
    title: 'ten windows opened again',
    needs: ['package', 'editor'],
    load: () => import('./firstLook.ts'),
  },
  { name: 'takeover', title: 'twenty leaders killed', needs: [], load: () => import('./takeover.ts') },
  { name: 'calm', title: 'how often the surfaces change', needs: [], load: () => import('./calm.ts') },
  {
    name: 'attribution',
    title: 'requests of several models of one key',
    needs: [],
    load: () => import('./attribution.ts'),
  },
  { name: 'panel', title: 'the panel with forty models', needs: [], load: () => import('./panel.ts') },
  { name: 'hour', title: 'an hour of simulated polling', needs: [], load: () => import('./simulatedHour.ts') },
];
