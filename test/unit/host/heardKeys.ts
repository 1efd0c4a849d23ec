import type { HeardKeys } from '../../../src/host/keys/heardKeys.ts';

/** Nothing was heard. */
export const noHeardKeys: HeardKeys = {
  shown: [],
  hidden: [],
  change: async () => {
    throw new Error('There is no heard key');
  },
};
