import { writeFileSync } from 'node:fs';

/** The results of one step's tests. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface FailedTest {
  readonly name: string;
  /** What it threw, with the stack. */
  readonly reason: string;
}

export interface TestReport extends TestCounts {
  readonly failures: readonly FailedTest[];
}

/** Hands a step's results to `npm test`, which names a file for them in the environment. */
export function reportTests(report: TestReport): void {
  const file = process.env.TEST_REPORT;
  if (file) writeFileSync(file, JSON.stringify(report));
}
