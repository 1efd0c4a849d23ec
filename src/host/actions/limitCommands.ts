import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { LimitId } from '../../core/model/limit.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';
import { limitName } from '../../words/limitNames.ts';
import { modelText } from '../../words/modelText.ts';
import { plainText } from '../../words/plainText.ts';
import type { ChosenIds } from '../chosenIds.ts';
import { settings } from '../settings/contributions.ts';

interface LimitItem extends vscode.QuickPickItem {
  readonly id: LimitId;
}

/** Pins a limit to the status bar by its id; `lowest` lets the gauge choose again. */
export async function pinLimit(limitId: string): Promise<void> {
  const value = limitId === 'lowest' ? undefined : limitId;
  await vscode.workspace.getConfiguration().update(settings.limit, value, vscode.ConfigurationTarget.Global);
}

/** Asks which limit the status bar should show. */
export async function pickLimitToPin(snapshot: Snapshot): Promise<void> {
  const lowest = { label: l10n.t('The lowest limit'), description: l10n.t('default'), id: 'lowest' };
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { id: string }>(
    [lowest, ...itemsOf(snapshot)],
    { placeHolder: l10n.t('Which limit should the status bar show?') },
  );
  if (picked) await pinLimit(picked.id);
}

/** Asks which limit should no longer warn. */
export async function pickLimitToMute(snapshot: Snapshot, muted: ChosenIds<LimitId>): Promise<void> {
  const items = itemsOf(snapshot).filter(({ id }) => !muted.ids.has(id));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: l10n.t('Which limit should no longer warn?'),
  });
  if (picked) await muted.add(picked.id);
}

function itemsOf({ keys }: Snapshot): LimitItem[] {
  return keys.flatMap((key) =>
    key.models.flatMap((model) =>
      model.limits.map((limit) => ({
        label: limitName(limit),
        description: `${plainText(modelText(limit.model, model.limits), 100)} · ${plainText(key.label)}`,
        id: limit.id,
      })),
    ),
  );
}
