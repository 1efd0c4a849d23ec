/** A session of a tool, or the agents that were started within it, as a past knows it. */
export interface PastSession {
  /** A name from outside. */
  readonly tool: string;
  /** The beginning of a digest of the name that the tool has given it. */
  readonly id: string;
  readonly isSubagent: boolean;
  /** The minute in which it was seen first to use the limit; milliseconds since 1970. */
  readonly began: number;
}

/** The requests of one session within a step. */
export interface SessionRequests extends PastSession {
  readonly requests: number;
}

const minute = 60_000;
const idLength = 8;

/** The part of a digest that is kept: enough to tell a month's sessions apart, too little to be of use elsewhere. */
export function shortId(digest: string): string {
  return digest.replace(/[^\w-]/g, '').slice(0, idLength);
}

/** All of it in one text, which is short, since a month has hundreds. */
export function nameOf({ tool, id, isSubagent, began }: PastSession): string {
  return `${id}${isSubagent ? '+' : ' '}${Math.max(0, Math.floor(began / minute)).toString(36)} ${tool}`;
}

/** `null` for a text that `nameOf` has not made. */
export function sessionOf(name: string): PastSession | null {
  const [, id, mark, began, tool] = /^([\w-]{1,8})([+ ])([0-9a-z]{1,6}) (.{1,60})$/su.exec(name) ?? [];
  if (id === undefined || began === undefined || tool === undefined) return null;
  return { tool, id, isSubagent: mark === '+', began: Number.parseInt(began, 36) * minute };
}
