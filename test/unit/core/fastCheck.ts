import fc from 'fast-check';

/** The same cases in every run, unless a seed or a number of runs is given to look for more. */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 2026), numRuns: Number(process.env.FC_RUNS ?? 200) });

/** For a test that needs more runs than others: so many, unless more are asked for. */
export function runsAtLeast(count: number): number {
  return Math.max(count, fc.readConfigureGlobal()?.numRuns ?? 0);
}

export { fc };
