/** A function as it is written, methods and callbacks included. */
export interface FunctionSize {
  /** Its name or, without one, what it is handed to. */
  readonly name: string;
  /** Where it begins, from 1. */
  readonly line: number;
  readonly lines: number;
}

/** What can be said of a file without running it. Paths are relative to the repository, with slashes. */
export interface SourceFile {
  readonly path: string;
  readonly lines: number;
  /** The files of the repository that it imports, be it for their types alone. */
  readonly imports: readonly string[];
  /** Every function that does something: neither one that only returns data nor a suite, which groups tests. */
  readonly functions: readonly FunctionSize[];
}
