import type { RequestHeaders } from '../headerFields.ts';

/** The conversation that a tool says a request belongs to; each `null` where it does not say. Names made by the tool. */
export interface Session {
  readonly session: string | null;
  /** The subagent, and the one that has started it. */
  readonly agent: string | null;
  readonly parentAgent: string | null;
}

const longestName = 100;

/** Claude Code says it in three headers, Codex and OpenCode in one. */
export function sessionOf(headers: RequestHeaders): Session {
  const name = (header: string) => {
    const value = headers(header);
    return value !== null && value !== '' && value.length <= longestName ? value : null;
  };
  return {
    session: name('x-claude-code-session-id') ?? name('session-id'),
    agent: name('x-claude-code-agent-id'),
    parentAgent: name('x-claude-code-parent-agent-id'),
  };
}
