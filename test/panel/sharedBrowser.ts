import { after } from 'node:test';
import { PanelBrowser } from './panelBrowser.ts';

let shared: Promise<PanelBrowser> | undefined;

/** The one browser of all panel tests of a process: to start it takes longer than most of them. It ends after the last one. */
export function sharedBrowser(): Promise<PanelBrowser> {
  shared ??= PanelBrowser.start();
  return shared;
}

after(async () => (await shared)?.close());
