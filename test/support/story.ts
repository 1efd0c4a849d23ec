import { after, type TestContext, test } from 'node:test';
import { record } from './recording.ts';
import { leaveSeat, removeSeat, removeSeats, takeSeat } from './seats.ts';
import { Workbench, type WorkbenchOptions } from './workbench.ts';

/** What one user does and sees. */
export interface Story {
  readonly title: string;
  readonly options: WorkbenchOptions;
  readonly steps: (workbench: Workbench, context: TestContext) => Promise<void>;
}

/** A story that takes longer than this has failed; milliseconds. */
const deadline = 240_000;

let collected: Story[] | null = null;

/**
 * Tells what one user does and sees in a window with fresh data; when it goes wrong, a picture and a trace of the window are
 * kept. Stories know nothing of each other, so that any may come first or beside any other.
 */
export function story(title: string, options: WorkbenchOptions, steps: Story['steps']): void {
  const one = { title, options, steps };
  if (collected) collected.push(one);
  else tell(one);
}

/** The stories of modules, to be told later. */
export async function collectStories(load: () => Promise<unknown>): Promise<Story[]> {
  collected = [];
  await load();
  const stories = collected;
  collected = null;
  return stories;
}

/** Makes a story a test. */
export function tell({ title, options, steps }: Story): void {
  test(title, { timeout: deadline + 30_000 }, async (context) => {
    const { theme, size, ...editorOptions } = options;
    const seat = await takeSeat({ ...editorOptions, settings: Workbench.settingsFor(options) });
    try {
      const told = async () => {
        const workbench = await Workbench.on(seat, size);
        await steps(workbench, context);
        await workbench.sawNoUnhandledRejection();
      };
      await record(
        seat.page,
        title,
        () => inTime(told()),
        (line) => context.diagnostic(line),
      );
    } catch (error) {
      await removeSeat(seat);
      throw error;
    }
    await leaveSeat(seat);
  });
}

async function inTime(told: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The story did not end in ${deadline / 1000} s.`)), deadline);
  });
  await Promise.race([told, late]).finally(() => clearTimeout(timer));
}

after(removeSeats);
