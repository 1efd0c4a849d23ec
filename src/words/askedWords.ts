import * as l10n from '@vscode/l10n';
import { otherTools } from '../core/history/historyStep.ts';
import type { ToolRequests } from '../core/history/whoAsked.ts';
import { sourceIds } from '../core/model/observation.ts';
import { sourceText } from './names.ts';
import { outsideText } from './outsideText.ts';
import { sessionText } from './usedByWords.ts';

/** A row of who made the requests of a past. */
export interface AskedRow {
  readonly text: string;
  readonly requests: number;
  /** Whether it is a part of the tool above it. */
  readonly isPart: boolean;
}

/** Tools, each with its sessions below it, and Keygauge's own checks last. `now`: milliseconds since 1970. */
export function askedRows(tools: readonly ToolRequests[], checks: number, now: number): AskedRow[] {
  const own = checks > 0 ? [{ text: l10n.t('Keygauge'), requests: checks, isPart: false }] : [];
  return [...tools.flatMap((one) => rowsOf(one, now)), ...own];
}

function rowsOf({ tool, requests, sessions, rest }: ToolRequests, now: number): AskedRow[] {
  const name = pastTool(tool);
  const parts = sessions.map(({ began, isSubagent, requests: sent }) => {
    const session = { since: (now - began) / 1000, isSubagent };
    return { text: sessionText(name, session, now), requests: sent, isPart: true };
  });
  const others = rest > 0 ? [{ text: l10n.t('{0} (other sessions)', name), requests: rest, isPart: true }] : [];
  return [{ text: name, requests, isPart: false }, ...parts, ...others];
}

/** A tool as a past names it. */
export function pastTool(tool: string): string {
  if (tool === otherTools) return l10n.t('others');
  const source = sourceIds.find((id) => id === tool);
  return source ? sourceText(source) : outsideText(tool, 60);
}
