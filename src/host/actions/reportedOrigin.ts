import { providers } from '../../core/model/provider.ts';

/** The providers' own origins, which everybody uses: they do not reveal the author of a report. */
const publicOrigins = new Set(
  Object.values(providers).flatMap(({ baseUrl }) => (baseUrl === null ? [] : [new URL(baseUrl).origin])),
);

export function reportedOrigin(origin: string): string {
  return publicOrigins.has(origin) ? origin : 'another';
}
