import { type TestContext, test } from 'node:test';
import { Workbench, type WorkbenchOptions } from './workbench.ts';

/** Tells what one user does and sees in a fresh window; when it goes wrong, `.screenshots/failed-….png` shows the window. */
export function story(
  title: string,
  options: WorkbenchOptions,
  steps: (workbench: Workbench, context: TestContext) => Promise<void>,
): void {
  test(title, { timeout: 180_000 }, async (context) => {
    await using workbench = await Workbench.open(options);
    try {
      await steps(workbench, context);
    } catch (error) {
      const name = `failed-${title.replace(/[^\w.]+/g, '-').slice(0, 80)}`;
      await workbench.screenshot(name).catch(() => {});
      context.diagnostic(`The window at that moment: .screenshots/${name}.png`);
      throw error;
    }
  });
}
