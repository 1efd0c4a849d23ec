/** A row of the evaluation's report. */
export interface PacingScore {
  readonly scenario: string;
  readonly policy: string;
  readonly interruptionsPerHour: number;
  readonly refusalsSeenPerHour: number;
  readonly refusalsSentPerHour: number;
  readonly waitedSecondsPerHour: number;
  readonly needlessSecondsPerHour: number;
  readonly oversizePerHour: number;
}

/** The targets that a row misses, among the rows of its scenario, by how the table calls the figures. */
export function missedTargets(row: PacingScore, rows: readonly PacingScore[]): string[] {
  const beside = (policy: string) => rows.find((one) => one.scenario === row.scenario && one.policy.startsWith(policy));
  const straight = beside('straight');
  const ideal = beside('omniscient');
  if (!straight || !ideal) return [];
  const refused = row.scenario.includes('beside') ? 0.4 : 0.15;
  const most: [string, number, number][] = [
    ['interruptions', row.interruptionsPerHour, 0.03],
    ['429 upstream', row.refusalsSentPerHour, refused * straight.refusalsSentPerHour],
    ['waited', row.waitedSecondsPerHour, 1.05 * ideal.waitedSecondsPerHour + 3],
    ['needless', row.needlessSecondsPerHour, ideal.needlessSecondsPerHour + 15],
    ['too large', row.oversizePerHour, 1.1 * straight.oversizePerHour],
  ];
  return most.filter(([, figure, bound]) => figure > bound + 1e-9).map(([name]) => name);
}
