import { after, type TestContext, test } from 'node:test';
import { record } from './recording.ts';
import { kindOf, leaveSeat, removeSeat, removeSeats, type Seat, takeSeat } from './seats.ts';
import { Workbench, type WorkbenchOptions } from './workbench.ts';

/** Opens a further editor of the same user, which ends with the story. */
export type OpenBeside = (options: WorkbenchOptions) => Promise<Workbench>;

/** What one user does and sees. */
export interface Story {
  readonly title: string;
  readonly options: WorkbenchOptions;
  readonly steps: (workbench: Workbench, context: TestContext, openBeside: OpenBeside) => Promise<void>;
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

/** Whether a story is told in an editor like that of most others. */
export function isUsual({ options: { theme, size, ...editorOptions } }: Story): boolean {
  return kindOf(editorOptions) === kindOf({});
}

/** Makes a story a test. */
export function tell({ title, options, steps }: Story): void {
  test(title, { timeout: deadline + 30_000 }, async (context) => {
    const seats: Seat[] = [];
    const take = async (of: WorkbenchOptions) => {
      const { theme, size, ...editorOptions } = of;
      const seat = await takeSeat({ ...editorOptions, settings: Workbench.settingsFor(of) });
      seats.push(seat);
      return seat;
    };
    const seat = await take(options);
    try {
      const told = async () => {
        const workbench = await Workbench.on(seat, options.size);
        await steps(workbench, context, async (beside) => Workbench.on(await take(beside), beside.size));
        await workbench.sawNoUnhandledRejection();
      };
      await record(
        seat.page,
        title,
        () => inTime(told()),
        (line) => context.diagnostic(line),
      );
    } catch (error) {
      for (const one of seats) await removeSeat(one);
      throw error;
    }
    for (const one of seats) await leaveSeat(one);
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
