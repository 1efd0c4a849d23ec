import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'node:test';
import { systemClock } from '../../../src/base/clock.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import type { ToolConnections } from '../../../src/host/gateway/toolConnections.ts';
import type { ToolDesk } from '../../../src/host/tools/toolDesk.ts';
import { keyOf, snapshotOf } from '../../panel/snapshots.ts';
import { MemoryMemento } from '../../support/memory.ts';
import { clipboard, terminals, userSettings } from './fakeEditor.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { connectTool } = await import('../../../src/host/tools/connectTool.ts');
const { openToolConnections } = await import('../../../src/host/gateway/toolConnections.ts');
const { GivenAddresses } = await import('../../../src/host/tools/givenAddresses.ts');
const { ToolFiles } = await import('../../../src/host/tools/toolFiles.ts');

/** The setting that allows the gateway. */
export const setting = 'keygauge.gateway.enabled';
export const nobody = snapshotOf(keyOf());

/** What each test begins with: a home without files, and no tool that is connected. */
export const at = {} as { home: string; known: ToolConnections; state: MemoryMemento; desk: ToolDesk };

/** Variables of terminals. */
export let set: Record<string, string> = {};

export const setVariables = (variables: Record<string, string>) => {
  set = variables;
};
export const pick = (snapshot: Snapshot = nobody) => connectTool(at.desk, snapshot);
export const addressOf = (tool: string) => {
  const found = at.known.all.find((one) => one.tool === tool);
  return found ? at.known.addressOf(found) : null;
};
export const upstreams = () => at.known.all.map(({ tool, provider, upstream }) => `${tool} ${provider} ${upstream}`);
export const write = (path: string, text: string) => {
  mkdirSync(dirname(join(at.home, path)), { recursive: true });
  writeFileSync(join(at.home, path), text);
};
export const read = (path: string) => readFileSync(join(at.home, path), 'utf8');

/** Called within a group of tests, since all files of tests run in one process. */
export function stageEach(): void {
  beforeEach(async () => {
    const home = mkdtempSync(join(tmpdir(), 'keygauge-connect-'));
    const folder = join(home, 'state');
    const parts = { folder, clock: systemClock(), wall: () => 1_000, random: Math.random, warn: () => {} };
    const known = await openToolConnections(parts);
    set = {};
    const state = new MemoryMemento();
    const files = new ToolFiles({ state, environment: {}, home });
    const desk = { connections: known, files, given: new GivenAddresses(state), set: (name: string) => set[name] };
    Object.assign(at, { home, known, state, desk });
    clipboard.text = '';
    terminals.length = 0;
  });
  afterEach(() => {
    // Windows of other tests would open a real gateway.
    delete userSettings[setting];
    at.known.dispose();
    rmSync(at.home, { recursive: true });
  });
}
