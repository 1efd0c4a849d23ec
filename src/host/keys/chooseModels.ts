import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { inUsualOrder } from '../../core/codingModels.ts';
import type { Budget } from '../../core/model/snapshot.ts';
import { costOf, probeUsage } from '../../core/prices.ts';
import type { ProviderClient } from '../../providers/provider.ts';
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

/** Twelve an hour, as while nobody uses the key. */
const checksPerDay = 288;
/** A tenth of a cent a day. */
const noticeable = 0.001;

/** Lets the user pick the models to watch and shows the cost of watching them. `undefined` when the user leaves. */
export async function chooseModels({ client, listed, watched, budget }: ModelChoice): Promise<string[] | undefined> {
  if (listed === null) return typeModels(watched);
  const watchable = listed.filter((model) => client.canWatch(model));
  const selected = watched ?? client.preselect(watchable);
  const items = [...new Set([...selected, ...inUsualOrder(watchable)])].map((model) => ({
    label: plainText(model, 100),
    model,
    picked: selected.includes(model),
    ...priceOf(model),
  }));
  if (items.length === 0) return typeModels(watched);
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Models to watch: all checks together cost at most {0} a day', dollars(budget.dollarsPerDay)),
    placeHolder: l10n.t('Type to search. The models that your tools use tell the most'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return picked?.map(({ model }) => model);
}

/** What a model costs where that is worth a thought; the title bounds it for all. */
function priceOf(model: string): { description?: string } {
  const dollarsPerDay = (costOf(model, probeUsage) ?? 0) * checksPerDay;
  return dollarsPerDay < noticeable ? {} : { description: l10n.t('about {0} a day', dollars(dollarsPerDay)) };
}

async function typeModels(watched: readonly string[] | null): Promise<string[] | undefined> {
  const typed = await vscode.window.showInputBox({
    title: l10n.t('Models to watch'),
    prompt: l10n.t('There is no list of models to choose from. Write their names, separated by commas.'),
    value: watched?.join(', ') ?? '',
    ignoreFocusOut: true,
  });
  const models = typed?.split(/[,，、]/).map((model) => model.trim()) ?? [];
  return typed === undefined ? undefined : [...new Set(models.filter((model) => model !== ''))].slice(0, 20);
}
