import type { StatusLevel } from '../../core/model/providerStatus.ts';

/** A status page as it was read, whoever hosts it. A level is `null` where the page's word for it is not known. */
export interface StatusPage {
  /** Of everything on the page together. */
  readonly overall: StatusLevel | null;
  /** None where the page lists no components. */
  readonly components: readonly Component[];
  /** Those that have begun and are not over. */
  readonly incidents: readonly PageIncident[];
}

export interface Component {
  readonly name: string;
  /** The name of the group that it stands in. */
  readonly group: string | null;
  readonly level: StatusLevel | null;
}

export interface PageIncident {
  readonly title: string;
  readonly level: StatusLevel | null;
  /** Epoch milliseconds; `null` where the page does not tell, or not in a way that can be read. */
  readonly since: number | null;
  /** Names of the components that it is about; none where the page does not tell. */
  readonly components: readonly string[];
}

/** More components, or incidents, than any page has; what comes after them is not read. */
export const mostListed = 200;

/** Epoch milliseconds of a time as pages write it; `null` for anything else. */
export function timeOf(value: unknown): number | null {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(time) && time >= 0 ? time : null;
}
