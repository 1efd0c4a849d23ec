import { withoutResponse } from '../../core/causes/failureOf.ts';
import { presets } from '../../core/dialects/presets.ts';
import type { Failure } from '../../core/model/failure.ts';
import type { ProviderId } from '../../core/model/provider.ts';
import type { AdminAnswer, Division } from '../../providers/admin/adminClient.ts';
import { adminClientOf, administered } from '../../providers/admin/adminClients.ts';
import type { Access } from '../../providers/provider.ts';
import { askCursor } from '../../sources/admin/cursorApi.ts';
import { noSpend, withSpendPage } from '../../sources/admin/cursorSpend.ts';

/** The answer to the first question with a key. */
export interface FirstLook {
  /** Why the key was refused; `null` if it was not. */
  readonly failure: Failure | null;
  /** The projects or workspaces; `null` of a team, which has none. */
  readonly divisions: AdminAnswer<Division> | null;
}

/** Who makes admin keys: what adding one needs to know of it. */
export interface AdminIssuer {
  readonly id: ProviderId;
  /** Where its users make admin keys, and whether one can be made there that may only read. */
  readonly keyPage: string;
  readonly offersReadOnly: boolean;
  /** What its keys read: an organization with such parts, or a team. */
  readonly reads: 'projects' | 'workspaces' | 'team';
  /** Asks with one free request whether a key is accepted. Never throws. */
  look(access: Access, signal: AbortSignal): Promise<FirstLook>;
}

/** In the order to offer them. */
export const adminIssuers: readonly AdminIssuer[] = [
  ...administered.map(ofOrganizations),
  {
    id: 'cursor',
    keyPage: presets.cursor.pages.keys ?? '',
    offersReadOnly: true,
    reads: 'team',
    look: lookAtTeam,
  },
];

/** Throws for a provider that makes no admin keys, or none that can be added. */
export function issuerOf(id: ProviderId): AdminIssuer {
  const issuer = adminIssuers.find((one) => one.id === id);
  if (!issuer) throw new Error(`No admin key of ${id} can be added`);
  return issuer;
}

function ofOrganizations(id: ProviderId): AdminIssuer {
  const { keyPage, offersReadOnly, divisionScope, divisions } = adminClientOf(id);
  return {
    ...{ id, keyPage, offersReadOnly },
    reads: divisionScope === 'project' ? 'projects' : 'workspaces',
    look: async (access, signal) => {
      const answer = await divisions(access, null, signal);
      return { failure: answer.failure, divisions: answer };
    },
  };
}

/** The smallest page there is: of members nothing is kept. */
async function lookAtTeam(access: Access, signal: AbortSignal): Promise<FirstLook> {
  const { result, failure } = await askCursor(access, '/teams/spend', { page: 1, pageSize: 1 }, signal);
  const isUnderstood = failure !== null || withSpendPage(noSpend, result) !== null;
  const strange = isUnderstood ? null : withoutResponse('unknown', 'The endpoint did not answer as documented');
  return { failure: failure ?? strange, divisions: null };
}
