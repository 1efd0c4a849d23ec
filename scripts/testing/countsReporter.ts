import type { TestEvent } from 'node:test/reporters';
import { type FailedTest, reportTests } from './testReport.ts';

/** A reporter for `node --test` that passes on only the final counts and which tests failed. */
export default async function* countsReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const failures: FailedTest[] = [];
  for await (const event of events) {
    if (event.type === 'test:fail') failures.push(...failedTest(event.data));
    // The summary without a file is the one of all files together.
    if (event.type !== 'test:summary' || event.data.file !== undefined) continue;
    const { tests, passed, skipped, todo } = event.data.counts;
    const failed = tests - passed - skipped - todo;
    reportTests({ passed, failed, skipped: skipped + todo, failures });
    yield '';
  }
}

/** Nothing of a test that failed only because one within it did. */
function failedTest({ name, details }: Extract<TestEvent, { type: 'test:fail' }>['data']): FailedTest[] {
  const { failureType, cause } = details.error as Error & { failureType?: string };
  if (failureType === 'subtestsFailed') return [];
  const reason = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause ?? details.error);
  return [{ name, reason }];
}
