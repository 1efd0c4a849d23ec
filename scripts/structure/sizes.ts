import type { SourceFile } from './sourceFile.ts';

/** The median; of an even number of values the smaller of the middle two; 0 of none. */
export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor((values.length - 1) / 2)] ?? 0;
}

/**
 * Files with more than `bound` lines, longest first. Files of data are exempt: those with nine lines in ten or more
 * outside functions.
 */
export function longFiles(files: readonly SourceFile[], bound: number): string[] {
  return files
    .filter(({ lines }) => lines > bound)
    .filter(({ lines, functions }) => functions.reduce((sum, { lines: own }) => sum + own, 0) > lines / 10)
    .sort((one, other) => other.lines - one.lines)
    .map(({ path, lines }) => `${path} has ${lines} lines`);
}

/** Functions with more than `bound` lines, longest first. */
export function longFunctions(files: readonly SourceFile[], bound: number): string[] {
  return files
    .flatMap(({ path, functions }) => functions.map((one) => ({ ...one, path })))
    .filter(({ lines }) => lines > bound)
    .sort((one, other) => other.lines - one.lines)
    .map(({ path, name, line, lines }) => `${path}:${line} ${name} has ${lines} lines`);
}
