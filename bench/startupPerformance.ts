import type { Workbench } from '../test/support/workbench.ts';

/** The time that one extension took to start, in whole milliseconds as the editor reports them. */
export interface Activation {
  /** Time to read and compile its code. */
  readonly load: number;
  /** Time until its `activate()` returned. */
  readonly call: number;
  /** Time still awaited after that. */
  readonly finish: number;
}

/** The rows of the editor's own report *Developer: Startup Performance*, by the extension's id. */
export async function readActivations({ page, commandPalette }: Workbench): Promise<Map<string, Activation>> {
  const copied = await page.evaluateHandle(() => {
    const last = { text: '' };
    document.addEventListener('copy', (event) => {
      last.text = event.clipboardData?.getData('text/plain') ?? '';
    });
    return last;
  });
  await commandPalette.run('Developer: Startup Performance');
  const lines = page.locator('.editor-instance .view-lines').filter({ hasText: 'System' });
  // The page holds only the lines in view, but a copy takes the whole document. While the editor is starting, something
  // else may take the focus.
  for (let attempt = 1; attempt <= 10; attempt++) {
    await lines.click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('ControlOrMeta+C');
    await page.waitForTimeout(300);
    const text = await copied.evaluate((last) => last.text);
    if (!text.includes('## Extension Activation Stats')) continue;
    await commandPalette.run('View: Close Editor');
    return parse(text);
  }
  throw new Error('The report on the start of the editor could not be copied.');
}

function parse(report: string): Map<string, Activation> {
  const [, section = ''] = /## Extension Activation Stats\s+([^#]*)/.exec(report) ?? [];
  const [header = [], , ...rows] = section.trim().split('\n').map(cells);
  const column = (name: string) => {
    const index = header.indexOf(name);
    if (index < 0) throw new Error(`The editor's report has no column “${name}”.`);
    return index;
  };
  const [id, load, call, finish] = ['Extension', 'Load Code', 'Call Activate', 'Finish Activate'].map(column);
  return new Map(
    rows.map((row) => {
      const number = (index = -1) => Number(row[index]);
      return [row[id ?? -1] ?? '', { load: number(load), call: number(call), finish: number(finish) }];
    }),
  );
}

function cells(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
