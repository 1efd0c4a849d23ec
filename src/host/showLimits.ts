import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { pagesOf } from '../advice/links.ts';
import type { Editor } from '../advice/step.ts';
import { emptyText } from '../core/outlookWords.ts';
import type { LimitSnapshot, Snapshot } from '../core/snapshot.ts';
import { limitName, nextCheckText, providerName, spendingText } from '../core/words.ts';
import { type FindingWords, findingWords } from '../panel/findingWords.ts';
import { headlineWords, type Step } from '../panel/headlineWords.ts';
import { levelText, otherUseText, stateText, timeToFullText, unknownText } from '../panel/limitWords.ts';
import type { Intent } from '../panel/protocol.ts';
import { plainText } from './plainText.ts';

interface Item extends vscode.QuickPickItem {
  readonly intent?: Intent;
}

/** What was noticed is not to push the limits out of sight: so many of its steps are listed, the panel has the others. */
const mostSteps = 3;

/** The panel's content as a list: the verdict with its steps, every limit, keys and what checking costs. */
export async function showLimits(snapshot: Snapshot, editor: Editor, obey: (intent: Intent) => void): Promise<void> {
  const picked = await vscode.window.showQuickPick(itemsOf(snapshot, editor), {
    title: l10n.t('Keygauge'),
    placeHolder: l10n.t('Choose a step to take it, a limit to pin it to the status bar'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked?.intent) obey(picked.intent);
}

function itemsOf(snapshot: Snapshot, editor: Editor): Item[] {
  const place = { editor, pages: pagesOf() };
  const words = headlineWords(snapshot, place);
  const verdict: Item = {
    label: plainText(words.lead),
    description: plainText(words.title),
    detail: plainText(words.details.join(' '), 500),
  };
  const findings = findingWords(snapshot, place).flatMap(findingItems);
  const noticed = { label: l10n.t('Also noticed'), kind: vscode.QuickPickItemKind.Separator };
  return [
    verdict,
    ...words.steps.map(stepItem),
    ...(findings.length === 0 ? [] : [noticed, ...findings]),
    ...snapshot.keys.flatMap(keyItems),
  ];
}

function stepItem({ text, button, intent }: Step, at: number): Item {
  const label = l10n.t('{0}. {1}', at + 1, plainText(text, 300));
  return intent && button ? { label, description: button, intent } : { label };
}

function findingItems({ title, evidence, details, steps }: FindingWords): Item[] {
  const finding = { label: title, detail: plainText([evidence, ...details].join(' '), 500) };
  return [finding, ...steps.slice(0, mostSteps).map(stepItem)];
}

function keyItems(key: Snapshot['keys'][number]): Item[] {
  const separator = { label: plainText(key.label), kind: vscode.QuickPickItemKind.Separator };
  const limits = key.models.flatMap(({ limits }) => limits.map(limitItem));
  const checking: Item = {
    label: l10n.t('Check now'),
    description: nextCheckText(key.nextCheck),
    detail: l10n.t('{0}, checked today: {1}', providerName(key.provider), spendingText(key.today)),
    intent: { type: 'check-now' },
  };
  return [separator, ...limits, checking];
}

function limitItem(limit: LimitSnapshot): Item {
  const times = limit.level ? [timeToFullText(limit), emptyText(limit, Date.now())] : [];
  const facts = [levelText(limit) ?? unknownText(limit), ...times, otherUseText(limit)];
  return {
    label: limitName(limit),
    description: plainText(`${limit.model} · ${stateText(limit.state)}`),
    detail: plainText(facts.filter((fact) => fact !== null).join(' · '), 300),
    intent: { type: 'pin-limit', limitId: limit.id },
  };
}
