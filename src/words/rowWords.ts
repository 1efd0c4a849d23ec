import * as l10n from '@vscode/l10n';
import { isHeardSource } from '../core/model/heardSource.ts';
import { providers } from '../core/model/provider.ts';
import type { KeySnapshot, LimitSnapshot, Snapshot } from '../core/model/snapshot.ts';
import { balanceInstead } from '../core/money/bindingMoney.ts';
import type { LimitView } from '../core/shown/limitView.ts';
import { blockOf, waitOf } from '../core/shown/modelTrouble.ts';
import type { ModelView } from '../core/shown/ranking.ts';
import { causeWord } from './causeWord.ts';
import { ago, duration } from './duration.ts';
import { doubtText, leftOfText, viewWord } from './limitDetailWords.ts';
import { limitName, limitPhrase, shortLimitName } from './limitNames.ts';
import { percentText } from './limitViewWords.ts';
import { historyText, otherUseText, readText } from './limitWords.ts';
import { modelText } from './modelText.ts';
import { moneyAmount } from './moneyWords.ts';
import { count, percent, plural } from './numbers.ts';
import { outsideText } from './outsideText.ts';
import { sentence } from './sentence.ts';
import { subjectText } from './subjectText.ts';
import { usersText } from './toolWords.ts';

/** The one word of a model's row: what stands in the way, how long to wait, or what becomes of the next request. */
export function rowWord(view: ModelView, now: number): string {
  const block = blockOf(view);
  if (block === 'key-missing') return l10n.t('key missing');
  if (block === 'key-changed') return l10n.t('key changed');
  if (block !== null) return causeWord(block);
  const wait = waitOf(view);
  if (wait !== null) return l10n.t('wait {0}', duration(wait));
  if (view.binding) return viewWord(view.binding, now);
  return view.model.failure ? causeWord(view.model.failure.failure.cause) : noLimitsText(view);
}

/** Why a model shows no limit, or what is left of the balance that its key has instead. */
function noLimitsText({ key, model: { headers } }: ModelView): string {
  const balance = balanceInstead(key);
  if (balance) return moneyAmount(balance);
  if (providers[key.provider].limitsIn === 'nowhere') return l10n.t('has no limits');
  return headers === 'absent' ? l10n.t('sends no limits') : l10n.t('waiting for the first answer');
}

/** "claude-sonnet-5, input tokens per minute": names one gauge among many. */
export function gaugeName({ model, unit, window }: LimitSnapshot): string {
  return l10n.t('{0}, {1}', outsideText(modelText(model)), limitPhrase({ unit, window }));
}

/** "Input tokens/min", or the whole name where it says more than that. */
export function limitTitle(limit: LimitSnapshot): string {
  if (limit.pool !== 'standard') return limitName(limit);
  const short = shortLimitName(limit);
  return short.charAt(0).toLocaleUpperCase() + short.slice(1);
}

/** "30%, fits in 10 s". */
export function gaugeValue(view: LimitView, word: string): string {
  const amount = percentText(view) ?? leftOfText(view);
  return amount === null ? word : l10n.t('{0}, {1}', amount, word);
}

/** Sentences about a limit for whoever opens its row: the number behind the percent, its doubt, its source and past. */
export function behindTheNumber(view: LimitView): string[] {
  const { limit } = view;
  const amount = leftOfText(view);
  const texts = [
    amount === null ? null : l10n.t('{0}: {1}', limitName(limit), amount),
    doubtText(view),
    readText(limit),
    otherUseText(limit),
    historyText(limit),
  ];
  return texts.flatMap((text) => (text === null ? [] : [sentence(text)]));
}

/** Where a model's other limits were read, and when, as far as that is not where and when the one that binds it was. */
export function othersRead(binding: LimitView, others: readonly LimitView[]): string[] {
  const known = readText(binding.limit);
  return others.flatMap(({ limit }) => {
    const read = readText(limit);
    return read === null || read === known ? [] : l10n.t('{0}.', l10n.t('{0}: {1}', limitTitle(limit), read));
  });
}

/** Why a model that was asked about shows no limit, in whole sentences. */
export function noLimitsDetail({ provider }: KeySnapshot): string {
  return providers[provider].limitsIn === 'nowhere'
    ? l10n.t('It runs on this machine and has no limits.')
    : l10n.t(
        'No rate-limit headers: this endpoint does not tell its limits. That is normal; refusals are shown all the same.',
      );
}

/** "4 more models are nearly full, read 12 s to 3 min ago". */
export function fullModelsText(full: readonly ModelView[], areOthersShown: boolean): string {
  const number = count(full.length);
  const ages = full.flatMap(({ model }) => model.age ?? []);
  const what = areOthersShown
    ? plural(full.length, {
        one: l10n.t('{0} more model is nearly full', number),
        other: l10n.t('{0} more models are nearly full', number),
      })
    : plural(full.length, {
        one: l10n.t('{0} model is nearly full', number),
        other: l10n.t('{0} models are nearly full', number),
      });
  if (ages.length === 0) return what;
  const [newest, oldest] = [Math.min(...ages), Math.max(...ages)];
  if (ago(newest) === ago(oldest)) return l10n.t('{0}, read {1}', what, ago(newest));
  const minutes = oldest < 120 ? oldest : Math.floor(oldest / 60) * 60;
  return l10n.t('{0}, read {1} to {2} ago', what, duration(Math.floor(newest)), duration(Math.floor(minutes)));
}

/** "work: 5 models, the lowest at 12%": the line above a key's models. */
export function keyGroupText(key: KeySnapshot, views: readonly ModelView[]): string {
  const users = key.storage === 'traffic' ? usersText(key.tools) : null;
  const subject = subjectText(null, key);
  const whose = users === null ? subject : l10n.t('{0} · {1}', subject, users);
  const number = count(views.length);
  const models = plural(views.length, { one: l10n.t('{0} model', number), other: l10n.t('{0} models', number) });
  const percents = views.flatMap(({ binding }) => (binding === null || binding.isOld ? [] : (binding.percent ?? [])));
  if (percents.length === 0) return l10n.t('{0}: {1}', whose, models);
  return l10n.t('{0}: {1}, the lowest at {2}', whose, models, percent(Math.min(...percents) / 100));
}

/** "Checked 3 s ago", and "3 s ago" where there is little room; `null` before the first answer. */
export function checkedWords({ keys }: Snapshot): { readonly long: string; readonly short: string } | null {
  const ages = keys.flatMap(({ models }) => models.flatMap(({ age }) => age ?? []));
  if (ages.length === 0) return null;
  const age = Math.min(...ages);
  const short = ago(age);
  const isHeard = keys
    .flatMap(({ models }) => models)
    .every((one) => one.age !== age || one.limits.some(({ source }) => isHeardSource(source)));
  return { long: isHeard ? l10n.t('Heard {0}', short) : l10n.t('Checked {0}', short), short };
}
