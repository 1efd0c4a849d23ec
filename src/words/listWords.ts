import * as l10n from '@vscode/l10n';
import type { ProviderStatus } from '../core/model/providerStatus.ts';
import type { ModelId, Snapshot } from '../core/model/snapshot.ts';
import { arranged } from '../core/shown/arrangement.ts';
import { isCheckable } from '../core/shown/checkable.ts';
import { type ModelView, rankedModels } from '../core/shown/ranking.ts';
import { toldTroubles } from '../core/shown/toldTrouble.ts';
import { accountWords } from './accountWords.ts';
import type { Intent } from './advice/intent.ts';
import type { Place } from './advice/place.ts';
import { nextCheckText, spendingText } from './checkWords.ts';
import { type FindingWords, findingWords } from './findingWords.ts';
import { headlineWords } from './headlineWords.ts';
import { type HoldWords, holdRows, whileHeld } from './holdWords.ts';
import { hiddenKeysText, spentInAll } from './keyWords.ts';
import { shortLimitName } from './limitNames.ts';
import { percentText } from './limitViewWords.ts';
import { readText } from './limitWords.ts';
import { modelText } from './modelText.ts';
import { plainText } from './plainText.ts';
import { fullModelsText, rowWord } from './rowWords.ts';
import { sentence } from './sentence.ts';
import { sourcesWords } from './sourceWords.ts';
import { incidentsText, providerStatusText, statusIntent } from './statusWords.ts';
import type { Step } from './step.ts';
import { subjectText } from './subjectText.ts';

/** One line of the list, or a separator that heads the lines below it. */
export interface ListItem {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** Sent when the line is chosen. */
  readonly intent?: Intent;
  readonly isSeparator?: true;
}

/** Steps listed for each finding. Findings must not push the limits out of sight, and the panel shows the rest. */
const mostSteps = 3;
/** Limits listed of an organization, for the same reason. */
const mostLimits = 10;

/** The panel's content as a list: the verdict, every model, what helps, findings, actions. */
export function listWords(snapshot: Snapshot, place: Place, starred: ReadonlySet<ModelId> = new Set()): ListItem[] {
  const words = headlineWords(snapshot, place);
  const verdict: ListItem = {
    label: plainText(words.lead),
    ...(words.subject === null ? {} : { description: plainText(words.subject) }),
    detail: plainText([...stated(words.title), ...stated(words.status?.text), ...words.details].join(' '), 500),
  };
  const models = rankedModels(snapshot);
  const { rows, full } = arranged(models, starred);
  const findings = findingWords(snapshot, place).flatMap(findingItems);
  const separator = (label: string) => ({ label, isSeparator: true }) as const;
  return [
    verdict,
    ...holdRows(snapshot).map(holdItem),
    ...toldTroubles(snapshot).map((status) => statusItem(status, snapshot.at, place)),
    ...(models.length === 0 ? [] : [separator(l10n.t('Limits'))]),
    ...rows.map((model) => modelItem(whileHeld(model, snapshot), snapshot.at)),
    ...(full.length === 0 ? [] : [fullItem(full, rows.length > 0)]),
    ...(words.steps.length === 0 ? [] : [separator(l10n.t('What helps')), ...words.steps.map(stepItem)]),
    ...accountItems(snapshot),
    ...(findings.length === 0 ? [] : [separator(l10n.t('Also noticed')), ...findings]),
    separator(l10n.t('Where the numbers come from')),
    ...sourceItems(snapshot, place),
    separator(l10n.t('Actions')),
    { label: l10n.t('Diagnose clipboard'), intent: { type: 'diagnose-clipboard' } },
    { label: l10n.t('Quiet for 15 minutes'), intent: { type: 'quiet' } },
    ...hiddenItems(snapshot),
    ...(snapshot.keys.some(isCheckable) ? [checkItem(snapshot)] : []),
  ];
}

/** A title and what follows it are sentences of their own. */
function stated(text: string | undefined): string[] {
  return text === undefined ? [] : [sentence(text)];
}

/** A request that is held; to choose it is to send it. */
function holdItem({ id, tool, what, when }: HoldWords): ListItem {
  const description = l10n.t('{0} · {1}', when, l10n.t('Send now'));
  return { label: plainText(tool), description, detail: plainText(what), intent: { type: 'send-now', holdId: id } };
}

function statusItem(status: ProviderStatus, at: number, place: Place): ListItem {
  const intent = statusIntent(status.provider, place);
  return {
    label: providerStatusText(status, at),
    ...(intent && { description: l10n.t('Open status page'), intent }),
    detail: plainText(incidentsText(status), 300),
  };
}

function stepItem({ text, button, intent }: Step, at: number): ListItem {
  const label = l10n.t('{0}. {1}', at + 1, plainText(text, 300));
  return intent && button ? { label, description: button, intent } : { label };
}

function findingItems({ title, evidence, details, steps }: FindingWords): ListItem[] {
  const finding = { label: title, detail: plainText([evidence, ...details].join(' '), 500) };
  return [finding, ...steps.slice(0, mostSteps).map(stepItem)];
}

function modelItem(view: ModelView, at: number): ListItem {
  const { key, model, binding } = view;
  const where = subjectText(null, key);
  const word = rowWord(view, at);
  if (!binding) {
    return {
      label: plainText(modelText(model.model, model.limits)),
      description: plainText(word),
      detail: plainText(where),
    };
  }
  const amount = [percentText(binding), word].filter((text) => text !== null).join(' · ');
  return {
    label: plainText(modelText(model.model, model.limits)),
    description: plainText(amount),
    detail: plainText([shortLimitName(binding.limit), where, readText(binding.limit) ?? []].flat().join(' · ')),
    intent: { type: 'pin-limit', limitId: binding.limit.id },
  };
}

function fullItem(full: readonly ModelView[], areOthersShown: boolean): ListItem {
  return {
    label: fullModelsText(full, areOthersShown),
    detail: plainText(full.map(({ model }) => modelText(model.model, model.limits)).join(', '), 300),
  };
}

/** Money, use and limits of accounts, each with what is not available. */
function accountItems(snapshot: Snapshot): ListItem[] {
  const items = accountWords(snapshot).flatMap(({ title, money, use, limits, notes }): ListItem[] => {
    const detail = plainText(title);
    return [
      ...money.map((sum) => ({
        label: plainText(sum.title),
        description: plainText([sum.amount, ...(sum.word === null ? [] : [sum.word])].join(' · ')),
        detail,
      })),
      ...use.slice(0, 1).map(({ title: span, parts, asOf }) => ({
        label: span,
        description: plainText(parts.map(({ text }) => text).join(', ')),
        detail: plainText(`${title} · ${asOf}`),
      })),
      ...limits
        .slice(0, mostLimits)
        .map(({ model, text }) => ({ label: plainText(model), description: plainText(text), detail })),
      ...(notes.length === 0 ? [] : [{ label: plainText(notes.join(' '), 500), detail }]),
    ];
  });
  return items.length === 0 ? [] : [{ label: l10n.t('Money and use'), isSeparator: true }, ...items];
}

/** A line for each source; what helps it most can be chosen. */
function sourceItems(snapshot: Snapshot, place: Place): ListItem[] {
  return sourcesWords(snapshot, place).rows.map(({ title, stateText, trouble, sees, notSeen, offers: [first] }) => ({
    label: title,
    description: first ? l10n.t('{0} · {1}', stateText, first.button) : stateText,
    detail: plainText([trouble, sees, notSeen].filter((text) => text !== null).join(' '), 500),
    ...(first ? { intent: first.intent } : {}),
  }));
}

function hiddenItems({ hiddenKeys = [] }: Snapshot): ListItem[] {
  const detail = hiddenKeysText(hiddenKeys.length);
  return detail === null ? [] : [{ label: l10n.t('Hidden keys…'), detail, intent: { type: 'show-hidden-keys' } }];
}

function checkItem({ keys }: Snapshot): ListItem {
  const [first] = keys
    .filter(isCheckable)
    .sort((a, b) => (a.nextCheck.wait ?? Infinity) - (b.nextCheck.wait ?? Infinity));
  return {
    label: l10n.t('Check now'),
    ...(first ? { description: nextCheckText(first.nextCheck) } : {}),
    detail: l10n.t('Checked today: {0}', spendingText(spentInAll(keys))),
    intent: { type: 'check-now' },
  };
}
