/** A function as written, including methods and callbacks. */
export interface FunctionSize {
  /** Its name or, without one, the name of what it is passed to. */
  readonly name: string;
  /** First line, from 1. */
  readonly line: number;
  readonly lines: number;
}

/** Facts about a file that need no running. Paths are relative to the repository, with slashes. */
export interface SourceFile {
  readonly path: string;
  readonly lines: number;
  /** The repository's files that it imports, if only for their types. */
  readonly imports: readonly string[];
  /** Every function with behaviour: neither one that only returns data nor a suite, which groups tests. */
  readonly functions: readonly FunctionSize[];
}
