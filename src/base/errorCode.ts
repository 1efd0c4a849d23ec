/** The system's code of an error, such as `ENOENT`, and nothing of its text, which may name paths; `''` where it has none. */
export function errorCode(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
