import * as l10n from '@vscode/l10n';
import type { ToolUse } from '../core/model/snapshot.ts';
import { amountText } from './amountText.ts';
import { outsideText } from './outsideText.ts';

/** "used by Cline, Continue"; `null` where nobody was seen to use it within the hour. */
export function usersText(tools: readonly ToolUse[]): string | null {
  const names = new Set(recent(tools).map(({ tool }) => toolName(tool)));
  return names.size === 0 ? null : l10n.t('used by {0}', [...names].join(', '));
}

/** "Cline 41 requests, Continue 3 requests in the last hour"; `null` where nobody was heard. */
export function heardText(tools: readonly ToolUse[]): string | null {
  const uses = recent(tools).map(({ tool, requests }) =>
    l10n.t('{0} {1}', toolName(tool), amountText(requests, 'requests')),
  );
  return uses.length === 0 ? null : l10n.t('{0} in the last hour', uses.join(', '));
}

function recent(tools: readonly ToolUse[]): ToolUse[] {
  return tools.filter(({ requests }) => requests > 0);
}

/** A tool by its name, or as one of which nothing is known. */
export function toolName(tool: string | null): string {
  return tool === null ? l10n.t('another tool') : outsideText(tool, 40);
}
