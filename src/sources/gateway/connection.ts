import type { Event } from '../../base/disposable.ts';
import type { ProviderId } from '../../core/model/provider.ts';

/** A tool that was given an address of the gateway, and the one place that its requests go to. */
export interface ToolConnection {
  /** Our own name of the tool, such as `claude-code`. */
  readonly tool: string;
  readonly provider: ProviderId;
  /** Origin and base path, such as `https://api.openai.com/v1`. */
  readonly upstream: string;
  /** Whether a file of the tool's own has said so, and nothing that is set in terminals. */
  readonly isOwn?: boolean;
  /** The first part of the path that the tool is given. */
  readonly secret: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** What a gateway has to know of the tools that it serves. */
export interface GatewayConnections {
  readonly all: readonly ToolConnection[];
  /** `null` before one was chosen. */
  readonly port: number | null;
  readonly onDidChange: Event<void>;
  /** The port of all windows and all times; chosen where there is none yet. Rejects where none is free. */
  choosePort(): Promise<number>;
}
