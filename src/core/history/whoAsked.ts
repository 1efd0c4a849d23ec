import type { HistoryStep } from './historyStep.ts';
import type { SessionRequests } from './pastSession.ts';

/** The requests that one tool made within a span. */
export interface ToolRequests {
  /** A name from outside, the id of a source where nothing told it, or `otherTools`. */
  readonly tool: string;
  readonly requests: number;
  /** Of its sessions, the largest first; none where all requests are of one, or of none that is known. */
  readonly sessions: readonly SessionRequests[];
  /** Requests of the tool's that are of no session here. */
  readonly rest: number;
}

/** More sessions than anybody reads; further ones are among the rest. */
const mostSessions = 12;

/** The tools that made requests within these steps, the one with the most first. */
export function whoAsked(steps: readonly HistoryStep[]): ToolRequests[] {
  const tools = new Map<string, number>();
  const sessions = new Map<string, SessionRequests>();
  for (const step of steps) {
    for (const [tool, sent] of Object.entries(step.requests)) tools.set(tool, (tools.get(tool) ?? 0) + sent);
    for (const one of step.sessions ?? []) {
      const name = JSON.stringify([one.tool, one.id, one.isSubagent, one.began]);
      sessions.set(name, { ...one, requests: one.requests + (sessions.get(name)?.requests ?? 0) });
    }
  }
  const all = [...sessions.values()].sort((a, b) => b.requests - a.requests || b.began - a.began);
  return [...tools]
    .map(([tool, requests]) => ({
      tool,
      requests,
      ...parts(
        requests,
        all.filter((one) => one.tool === tool),
      ),
    }))
    .sort((a, b) => b.requests - a.requests);
}

function parts(requests: number, sessions: readonly SessionRequests[]): Pick<ToolRequests, 'sessions' | 'rest'> {
  const shown = sessions.slice(0, mostSessions);
  const rest = Math.max(0, requests - shown.reduce((sum, one) => sum + one.requests, 0));
  return shown.length + (rest > 0 ? 1 : 0) > 1
    ? { sessions: shown, rest: shown.length > 0 ? rest : 0 }
    : { sessions: [], rest: 0 };
}
