import type { ToolConnections } from '../gateway/toolConnections.ts';
import type { GivenAddresses } from './givenAddresses.ts';
import type { ToolFiles } from './toolFiles.ts';

/** What connecting tools works with. */
export interface ToolDesk {
  readonly connections: ToolConnections;
  readonly files: ToolFiles;
  readonly given: GivenAddresses;
  /** A variable as new terminals have it without the gateway. */
  set(variable: string): string | undefined;
}
