/** Draws every situation and verdict in every theme, wide and narrow, into `.screenshots/`, for looking at. Names of situations narrow it down. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PanelBrowser } from './panelBrowser.ts';
import { situations } from './situations.ts';
import { type ThemeName, themes } from './themes.ts';
import { verdictSnapshots } from './verdictSnapshots.ts';

const folder = fileURLToPath(new URL('../../.screenshots/', import.meta.url));
const wanted = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await PanelBrowser.start();
for (const theme of Object.keys(themes) as ThemeName[]) {
  for (const width of [1600, 900, 720, 600, 340]) {
    const panel = await browser.open({ theme, width, height: 300 });
    for (const [name, snapshot] of Object.entries({ ...situations, ...verdictSnapshots })) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      await panel.show(snapshot, null);
      await panel.page.waitForTimeout(500);
      await panel.page.screenshot({ path: `${folder}panel-${name}-${theme}-${width}.png`, fullPage: true });
    }
    await panel.close();
  }
}
await browser.close();
