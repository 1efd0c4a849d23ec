import type { OrganizationSnapshot, Snapshot } from '../core/model/snapshot.ts';

/**
 * The limits and the use of an organization. They do not get older, change every few minutes and can be a hundred times
 * as large as the rest of a snapshot, so they cross on their own, when they have changed.
 */
export type OrganizationDetails = Pick<OrganizationSnapshot, 'id' | 'limits' | 'usage'>;

type Parts = Omit<OrganizationDetails, 'id'>;

const none: Parts = { limits: [], usage: [] };

/** What the other end has of the details. */
export class SentDetails {
  #sent = new Map<string, Parts>();

  /** A snapshot without details, and those that the other end has yet to be told. */
  without(snapshot: Snapshot): { readonly snapshot: Snapshot; readonly news: readonly OrganizationDetails[] } {
    const news = snapshot.organizations.flatMap(({ id, limits, usage }) => {
      const { limits: oldLimits, usage: oldUsage } = this.#sent.get(id) ?? none;
      return isSame(limits, oldLimits) && isSame(usage, oldUsage) ? [] : [{ id, limits, usage }];
    });
    // The other end forgets what is gone.
    this.#sent = new Map(snapshot.organizations.map(({ id, limits, usage }) => [id, { limits, usage }]));
    return { snapshot: withDetails(snapshot, () => none), news };
  }
}

/** What was told of the details. */
export class ToldDetails {
  #told = new Map<string, Parts>();

  take({ id, limits, usage }: OrganizationDetails): void {
    this.#told.set(id, { limits, usage });
  }

  /** The whole of a snapshot that came without them. */
  fill(snapshot: Snapshot): Snapshot {
    const filled = withDetails(snapshot, ({ id }) => this.#told.get(id) ?? none);
    this.#told = new Map(filled.organizations.map(({ id, limits, usage }) => [id, { limits, usage }]));
    return filled;
  }
}

function withDetails(snapshot: Snapshot, of: (organization: OrganizationSnapshot) => Parts): Snapshot {
  return { ...snapshot, organizations: snapshot.organizations.map((one) => ({ ...one, ...of(one) })) };
}

/** Each snapshot has lists of its own, of the same entries until something is told anew. */
function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((entry, place) => entry === other[place]);
}
