import * as l10n from '@vscode/l10n';
import type { LimitSnapshot, Snapshot } from '../core/model/snapshot.ts';
import type { Intent } from './advice/intent.ts';
import type { Place } from './advice/place.ts';
import { nextCheckText, spendingText } from './checkWords.ts';
import { type FindingWords, findingWords } from './findingWords.ts';
import { headlineWords } from './headlineWords.ts';
import { limitName } from './limitNames.ts';
import { levelText, otherUseText, readText, stateText, timeToFullText, unknownText } from './limitWords.ts';
import { providerName } from './names.ts';
import { emptyText } from './outlookWords.ts';
import { plainText } from './plainText.ts';
import type { Step } from './step.ts';

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

/** The panel's content as a list: the verdict with its steps, every limit, keys and what checking costs. */
export function listWords(snapshot: Snapshot, place: Place): ListItem[] {
  const words = headlineWords(snapshot, place);
  const verdict: ListItem = {
    label: plainText(words.lead),
    description: plainText(words.title),
    detail: plainText(words.details.join(' '), 500),
  };
  const findings = findingWords(snapshot, place).flatMap(findingItems);
  const noticed = { label: l10n.t('Also noticed'), isSeparator: true } as const;
  return [
    verdict,
    ...words.steps.map(stepItem),
    ...(findings.length === 0 ? [] : [noticed, ...findings]),
    ...snapshot.keys.flatMap((key) => keyItems(key, snapshot.at)),
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

function keyItems(key: Snapshot['keys'][number], at: number): ListItem[] {
  const separator = { label: plainText(key.label), isSeparator: true } as const;
  const limits = key.models.flatMap(({ limits }) => limits.map((limit) => limitItem(limit, at)));
  const checking: ListItem = {
    label: l10n.t('Check now'),
    description: nextCheckText(key.nextCheck),
    detail: l10n.t('{0}, checked today: {1}', providerName(key.provider), spendingText(key.today)),
    intent: { type: 'check-now' },
  };
  return [separator, ...limits, checking];
}

function limitItem(limit: LimitSnapshot, at: number): ListItem {
  const times = limit.level ? [timeToFullText(limit), emptyText(limit, at)] : [];
  const facts = [levelText(limit) ?? unknownText(limit), ...times, otherUseText(limit), readText(limit)];
  return {
    label: limitName(limit),
    description: plainText(`${limit.model} · ${stateText(limit.state)}`),
    detail: plainText(facts.filter((fact) => fact !== null).join(' · '), 300),
    intent: { type: 'pin-limit', limitId: limit.id },
  };
}
