import type { TestEvent } from 'node:test/reporters';
import { reportCounts } from './testCounts.ts';

/** A reporter for `node --test` that passes on only the final counts. */
export default async function* countsReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    // The summary without a file is the one of all files together.
    if (event.type !== 'test:summary' || event.data.file !== undefined) continue;
    const { tests, passed, skipped, todo } = event.data.counts;
    reportCounts({ passed, failed: tests - passed - skipped - todo, skipped: skipped + todo });
    yield '';
  }
}
