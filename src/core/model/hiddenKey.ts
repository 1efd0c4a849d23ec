import type { ProviderId } from './provider.ts';

/** A key known from traffic alone that the user does not want to see. */
export interface HiddenKey {
  readonly id: string;
  readonly label: string;
  readonly provider: ProviderId;
  readonly origin: string;
  readonly fingerprint: string;
}
