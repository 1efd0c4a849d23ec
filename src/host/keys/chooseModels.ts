import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Budget } from '../../core/model/snapshot.ts';
import { costOf, probeUsage } from '../../core/prices.ts';
import type { ProviderClient } from '../../providers/provider.ts';
import { amountText } from '../../words/limitNames.ts';
import { dollars } from '../../words/numbers.ts';
import { plainText } from '../../words/plainText.ts';

export interface ModelChoice {
  readonly client: ProviderClient;
  /** The models that the key can use; `null` if the endpoint does not say. */
  readonly listed: readonly string[] | null;
  /** The models watched already; `null` for a new key. */
  readonly watched: readonly string[] | null;
  readonly budget: Budget;
}

/** Lets the user pick the models to watch and shows the cost of watching them. `undefined` when the user leaves. */
export async function chooseModels({ client, listed, watched, budget }: ModelChoice): Promise<string[] | undefined> {
  if (listed === null) return typeModels(watched);
  const watchable = listed.filter((model) => client.canWatch(model));
  const selected = watched ?? client.preselect(watchable);
  const { input, output } = probeUsage;
  const items = [...new Set([...selected, ...watchable])].map((model) => {
    const cost = costOf(model, probeUsage);
    return {
      label: plainText(model, 100),
      model,
      picked: selected.includes(model),
      description: cost === null ? l10n.t('price unknown') : l10n.t('{0} a check', dollars(cost)),
    };
  });
  if (items.length === 0) return typeModels(watched);
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Models to watch: all checks together cost at most {0} a day', dollars(budget.dollarsPerDay)),
    placeHolder: l10n.t('A check is one request of about {0}', amountText(input + output, 'tokens')),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return picked?.map(({ model }) => model);
}

async function typeModels(watched: readonly string[] | null): Promise<string[] | undefined> {
  const typed = await vscode.window.showInputBox({
    title: l10n.t('Models to watch'),
    prompt: l10n.t('This endpoint does not list its models. Write their names, separated by commas.'),
    value: watched?.join(', ') ?? '',
    ignoreFocusOut: true,
  });
  const models = typed?.split(',').map((model) => model.trim()) ?? [];
  return typed === undefined ? undefined : [...new Set(models.filter((model) => model !== ''))].slice(0, 20);
}
