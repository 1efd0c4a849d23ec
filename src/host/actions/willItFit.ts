import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { estimateTokens, type Fit, fits } from '../../core/fit.ts';
import type { Interval } from '../../core/model/limit.ts';
import type { LimitSnapshot, ModelSnapshot, Snapshot } from '../../core/model/snapshot.ts';
import { amountText } from '../../words/amountText.ts';
import { duration } from '../../words/duration.ts';
import { limitName } from '../../words/limitNames.ts';
import { modelText } from '../../words/modelText.ts';
import { count } from '../../words/numbers.ts';
import { plainText } from '../../words/plainText.ts';

/** Estimates the tokens of the selection, or of the open files, against every watched model. */
export async function willItFit({ keys }: Snapshot): Promise<void> {
  const source = textInView();
  if (source === null) {
    void vscode.window.showInformationMessage(l10n.t('Select some text or open a file first.'));
    return;
  }
  const tokens = estimateTokens(source.text);
  const models = keys.flatMap((key) => key.models);
  if (models.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('No model is watched yet, so there is no limit to compare with.'));
    return;
  }
  await vscode.window.showQuickPick(
    models.map((model) => itemOf(model, tokens)),
    {
      title: l10n.t('{0}: about {1} to {2}', source.name, count(tokens.low), amountText(tokens.high, 'tokens')),
      placeHolder: l10n.t('Estimated at three to four and a half characters a token; what your tool adds comes on top'),
    },
  );
}

function textInView(): { name: string; text: string } | null {
  const editor = vscode.window.activeTextEditor;
  if (editor && !editor.selection.isEmpty)
    return { name: l10n.t('Selection'), text: editor.document.getText(editor.selection) };
  const open = new Set(
    vscode.window.tabGroups.all.flatMap(({ tabs }) =>
      tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? input.uri.toString() : [])),
    ),
  );
  const documents = vscode.workspace.textDocuments.filter(({ uri }) => open.has(uri.toString()));
  if (documents.length === 0) return null;
  return { name: l10n.t('Open files'), text: documents.map((document) => document.getText()).join('\n') };
}

function itemOf({ model, limits }: ModelSnapshot, tokens: Interval): vscode.QuickPickItem {
  const counting = limits.filter(
    ({ unit, pool }) => (unit === 'tokens' || unit === 'input-tokens') && pool === 'standard',
  );
  const [tightest] = counting
    .map((limit) => ({ limit, fit: fits(tokens, limit) }))
    .sort((a, b) => urgency(b.fit) - urgency(a.fit));
  return {
    label: plainText(modelText(model, limits)),
    description: tightest ? fitText(tightest.fit, tightest.limit) : l10n.t('its limits are not known'),
  };
}

function urgency(fit: Fit): number {
  return { never: 4, unsure: 3, later: 2, unknown: 1, now: 0 }[fit.kind];
}

function fitText(fit: Fit, limit: LimitSnapshot): string {
  const name = limitName(limit);
  switch (fit.kind) {
    case 'now':
      return l10n.t('fits now ({0})', name);
    case 'later':
      return l10n.t('fits in about {0} ({1})', duration(fit.wait), name);
    case 'never':
      return l10n.t('never fits: {0} holds {1}', name, count(limit.capacity ?? 0));
    case 'unsure':
      return l10n.t('may be too large: {0} holds {1}', name, count(limit.capacity ?? 0));
    case 'unknown':
      return l10n.t('not known now ({0})', name);
  }
}
