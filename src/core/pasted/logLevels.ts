/** The head of a log line, up to its level. */
const head = String.raw`^[^\n]{0,60}?`;
const quiet = new RegExp(
  String.raw`${head}(?:\b(?:INFO|DEBUG|TRACE|VERBOSE)\b|\[(?:info|debug|trace)\]|\b(?:info|debug|trace):)`,
);
const loud = new RegExp(
  String.raw`${head}(?:\b(?:ERROR|FATAL|CRITICAL|SEVERE)\b|\[(?:error|fatal)\]|\b(?:error|fatal):)`,
);

const warning = new RegExp(String.raw`${head}(?:\bWARN(?:ING)?\b|\[warn(?:ing)?\])`);

/** Whether a log line only warns: of what a program does without, which is not why a request failed. */
export function isWarning(entry: string): boolean {
  return warning.test(entry);
}

/**
 * Entries without the log lines in which a program only tells what it does, where it calls others an error; all of them
 * where it does not.
 */
export function withoutQuiet(entries: readonly string[]): readonly string[] {
  if (!entries.some((entry) => !quiet.test(entry) && loud.test(entry))) return entries;
  return entries.filter((entry) => !quiet.test(entry));
}
