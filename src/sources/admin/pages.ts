import type { AdminPage } from '../../providers/admin/adminClient.ts';

/** Raised where an answer goes on for more pages than there can be. */
export class EndlessAnswerError extends Error {}

/**
 * The items of each page, which `ask` gets one by one. Ends at a cursor that comes again, and throws `EndlessAnswerError`
 * after `most` pages.
 */
export async function* pagesOf<T>(
  ask: (cursor: string | null) => Promise<AdminPage<T>>,
  most: number,
): AsyncGenerator<readonly T[], void, undefined> {
  let cursor: string | null = null;
  for (let page = 0; page < most; page++) {
    const { items, next }: AdminPage<T> = await ask(cursor);
    yield items;
    if (next === null || next === cursor) return;
    cursor = next;
  }
  throw new EndlessAnswerError(`The answer has more than ${most} pages`);
}
