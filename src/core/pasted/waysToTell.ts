/** Ways to find out which of several causes it is, without guessing. The wording of each is with the advice. */
export const waysToTell = [
  /** Send a small request with the same key and model: the answer names what Cursor hides. */
  'check-with-watched-key',
  /** A new, short chat: if that works, the long one was too large. */
  'try-short-request',
  /** One more try after a minute: a bucket of a minute has refilled by then. */
  'try-in-a-minute',
  /** Limits, usage and credit in the provider's console. */
  'open-provider-console',
  /** The provider's status page. */
  'open-status-page',
  /** The included usage and the spend limit of the tool's own plan. */
  'open-plan-page',
  /** The whole text, with the body of the answer; most tools have it in a log. */
  'paste-more',
  /** Without a key of the user's own, only the tool's makers can explain it, by its Request ID. */
  'report-to-tool',
] as const;
export type WayToTell = (typeof waysToTell)[number];
