import type { Page } from 'playwright-core';
import { startSimulator } from '../src/simulator/simulator.ts';
import { companion } from '../test/support/companion.ts';
import { gaugeItem, noteTextsFromStart } from '../test/support/gaugeTexts.ts';
import { addKey } from '../test/support/keys.ts';
import { Workbench } from '../test/support/workbench.ts';
import { type Figure, limited, round, told } from './figure.ts';
import { median, range } from './statistics.ts';
import { vsix } from './vsix.ts';

const starts = 10;

/** An extension of one line that shows a word as soon as it is activated: what the editor itself takes. */
const bare = `exports.activate = () => { const i = require('vscode').window.createStatusBarItem('i'); i.text = 'bare'; i.show(); };`;
const bareItem = 'companion.bare';

/**
 * Times the way from the moment at which the editor begins to activate the packed extension, loading its code included, to the
 * last known level in the page of a window that is opened again, while the provider tells nothing; and the same way of an
 * extension of one line.
 */
export async function measure(): Promise<Figure[]> {
  await using simulator = await startSimulator({
    limits: { 'gpt-5': { requests: 0, tokens: 0, 'tokens-per-day': 1_000_000 } },
  });
  await using workbench = await Workbench.open({
    extension: { vsix },
    allBuiltIn: true,
    otherExtensions: companion('bare', bare),
  });
  await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
  simulator.setAnswer({ kind: 'slow', milliseconds: 20_000 });
  await pause(2_500);
  const { page } = workbench;
  const ways = [
    { texts: await noteTextsFromStart(page, gaugeItem), activated: noteActivations(page, 'keygauge.keygauge') },
    { texts: await noteTextsFromStart(page, bareItem), activated: noteActivations(page, bareItem) },
  ];
  const times: number[][] = ways.map(() => []);
  for (let start = 0; start < starts; start++) {
    for (const { activated } of ways) activated.length = 0;
    await workbench.load();
    await workbench.statusBar.gaugeShows(/\d+%/);
    for (const [way, { texts, activated }] of ways.entries())
      times[way]?.push((await firstOf(texts)).at - (activated[0] ?? Number.NaN));
  }
  const [own = [], others = []] = times;
  const beside = (all: readonly number[]) => ` (${range(all, round)}) of ${starts}`;
  const later = own.map((time, start) => time - (others[start] ?? Number.NaN));
  return [
    limited('activation → last known in the status bar, later than that line', median(later), 100, 'ms', beside(later)),
    told('activation → last known in the status bar, in all', median(own), 'ms', beside(own)),
    told('activation → status bar of an extension of one line', median(others), 'ms', beside(others)),
  ];
}

/** The first text that is no empty one. */
async function firstOf(texts: Awaited<ReturnType<typeof noteTextsFromStart>>) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const first = (await texts()).find(({ text }) => text !== '');
    if (first) return first;
    await pause(50);
  }
  throw new Error('An item of the status bar did not come back.');
}

/**
 * Notes when the extension host tells the window that it is about to activate an extension, before it loads its code;
 * milliseconds since the epoch, oldest first.
 */
function noteActivations(page: Page, extension: string): number[] {
  const times: number[] = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const text = payload.toString();
      if (text.includes('$onWillActivateExtension') && text.includes(extension)) times.push(Date.now());
    }),
  );
  return times;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
