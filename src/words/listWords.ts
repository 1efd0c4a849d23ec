import * as l10n from '@vscode/l10n';
import type { Snapshot } from '../core/model/snapshot.ts';
import { foldedIn, type ModelView, rankedModels } from '../core/shown/ranking.ts';
import type { Intent } from './advice/intent.ts';
import type { Place } from './advice/place.ts';
import { causeText } from './causeWords.ts';
import { nextCheckText, spendingText } from './checkWords.ts';
import { type FindingWords, findingWords } from './findingWords.ts';
import { headlineWords } from './headlineWords.ts';
import { spentInAll } from './keyWords.ts';
import { viewWord } from './limitDetailWords.ts';
import { shortLimitName } from './limitNames.ts';
import { percentText } from './limitViewWords.ts';
import { count, plural } from './numbers.ts';
import { plainText } from './plainText.ts';
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

/** The panel's content as a list, in the same order: the verdict with its steps, every model, findings, actions. */
export function listWords(snapshot: Snapshot, place: Place): ListItem[] {
  const words = headlineWords(snapshot, place);
  const verdict: ListItem = {
    label: plainText(words.lead),
    ...(words.subject === null ? {} : { description: plainText(words.subject) }),
    detail: plainText([words.title, ...words.details].join(' '), 500),
  };
  const models = rankedModels(snapshot);
  const full = foldedIn(models);
  const findings = findingWords(snapshot, place).flatMap(findingItems);
  const separator = (label: string) => ({ label, isSeparator: true }) as const;
  return [
    verdict,
    ...words.steps.map(stepItem),
    ...(models.length === 0 ? [] : [separator(l10n.t('Limits'))]),
    ...models.filter((model) => !full.includes(model)).map((model) => modelItem(model, snapshot.at)),
    ...(full.length === 0 ? [] : [fullItem(full)]),
    ...(findings.length === 0 ? [] : [separator(l10n.t('Also noticed')), ...findings]),
    separator(l10n.t('Actions')),
    { label: l10n.t('Diagnose clipboard'), intent: { type: 'diagnose-clipboard' } },
    { label: l10n.t('Quiet for 15 minutes'), intent: { type: 'quiet' } },
    checkItem(snapshot),
  ];
}

function stepItem({ text, button, intent }: Step, at: number): ListItem {
  const label = l10n.t('{0}. {1}', at + 1, plainText(text, 300));
  return intent && button ? { label, description: button, intent } : { label };
}

function findingItems({ title, evidence, details, steps }: FindingWords): ListItem[] {
  const finding = { label: title, detail: plainText([evidence, ...details].join(' '), 500) };
  return [finding, ...steps.slice(0, mostSteps).map(stepItem)];
}

function modelItem({ key, model, binding }: ModelView, at: number): ListItem {
  const where = subjectText(null, key);
  if (!binding) {
    const state = model.failure ? causeText(model.failure.failure.cause) : noLimitsText(model.headers);
    return { label: plainText(model.model), description: plainText(state), detail: plainText(where) };
  }
  const amount = [percentText(binding), viewWord(binding, at)].filter((text) => text !== null).join(' · ');
  return {
    label: plainText(model.model),
    description: plainText(amount),
    detail: plainText(`${shortLimitName(binding.limit)} · ${where}`),
    intent: { type: 'pin-limit', limitId: binding.limit.id },
  };
}

/** Why a model shows no limit. */
export function noLimitsText(headers: ModelView['model']['headers']): string {
  return headers === 'absent' ? l10n.t('sends no limits') : l10n.t('waiting for the first answer');
}

function fullItem(full: readonly ModelView[]): ListItem {
  const label = plural(full.length, {
    one: l10n.t('{0} model is nearly full', count(full.length)),
    other: l10n.t('{0} models are nearly full', count(full.length)),
  });
  return { label, detail: plainText(full.map(({ model }) => model.model).join(', '), 300) };
}

function checkItem({ keys }: Snapshot): ListItem {
  const [first] = [...keys].sort((a, b) => (a.nextCheck.wait ?? Infinity) - (b.nextCheck.wait ?? Infinity));
  return {
    label: l10n.t('Check now'),
    ...(first ? { description: nextCheckText(first.nextCheck) } : {}),
    detail: l10n.t('Checked today: {0}', spendingText(spentInAll(keys))),
    intent: { type: 'check-now' },
  };
}
