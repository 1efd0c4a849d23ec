import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { csvOf, exportedSteps, jsonOf } from '../../core/history/exportedHistory.ts';
import type { LimitHistory } from '../../core/history/history.ts';

/** Asks for a file, and writes the history of all limits into it: as JSON if its name says so, else as CSV. */
export async function exportHistory(
  pasts: readonly Pick<LimitHistory, 'about' | 'series'>[],
  now: number,
  nameOf: (keyId: string) => string,
): Promise<void> {
  const steps = pasts.flatMap((one) => exportedSteps(one, now, nameOf));
  if (steps.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('There is no history yet.'));
    return;
  }
  const file = await vscode.window.showSaveDialog({
    title: l10n.t('Export History'),
    filters: { CSV: ['csv'], JSON: ['json'] },
  });
  if (!file) return;
  const timeOf = (at: number) => new Date(at).toISOString();
  const text = file.path.toLowerCase().endsWith('.json')
    ? JSON.stringify(
        steps.map((step) => jsonOf(step, timeOf)),
        null,
        1,
      )
    : csvOf(steps, timeOf);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
}
