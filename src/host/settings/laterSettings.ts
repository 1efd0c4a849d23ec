/** Settings that nothing needs at the start, so that they are read where they count; as in `contributions.ts`. */
export const laterSettings = {
  /** The user's word that requests of other extensions may be listened to. */
  listen: 'keygauge.listen',
  /** The user's word that requests of local tools may pass through this machine's gateway. */
  gateway: 'keygauge.gateway.enabled',
  /** Seconds for which such a request may be held back. */
  patience: 'keygauge.gateway.patience',
} as const;
