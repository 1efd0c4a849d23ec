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
  for (const width of [880, 300]) {
    const panel = await browser.open({ theme, width, height: 600 });
    for (const [name, snapshot] of Object.entries({ ...situations, ...verdictSnapshots })) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      await panel.show(snapshot, 'gpt-5/standard/requests/60');
      await panel.page.waitForTimeout(300);
      await panel.page.screenshot({ path: `${folder}panel-${name}-${theme}-${width}.png`, fullPage: true });
    }
    await panel.page.close();
  }
}
await browser.close();
