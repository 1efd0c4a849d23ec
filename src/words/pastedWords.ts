import * as l10n from '@vscode/l10n';
import type { Detail } from '../core/causes/detail.ts';
import type { Judgment } from '../core/causes/verdict.ts';
import { impliedWindow } from '../core/limits/window.ts';
import type { Cause, ToldCause } from '../core/model/failure.ts';
import type { Reading, Unit } from '../core/model/limit.ts';
import type { ProviderId } from '../core/model/provider.ts';
import type { CouldBe } from '../core/pasted/candidates.ts';
import type { PastedTool } from '../core/pasted/origin.ts';
import type { Overrun } from '../core/pasted/overrun.ts';
import type { RefusalMark } from '../core/pasted/refusalMarks.ts';
import type { WayToTell } from '../core/pasted/waysToTell.ts';
import { adviceFor } from './advice/adviceFor.ts';
import type { Editor } from './advice/editor.ts';
import { pagesOf } from './advice/links.ts';
import { signs, stepsToTell } from './advice/telling.ts';
import { amountText } from './amountText.ts';
import { causeText } from './causeWords.ts';
import { neverFitsText } from './limitDetailWords.ts';
import { limitName } from './limitNames.ts';
import { intervalText } from './limitWords.ts';
import { count } from './numbers.ts';
import { outsideText } from './outsideText.ts';
import { leadOf, limitUsedUpText, opensText, stepOf, toneOf } from './refusalWords.ts';
import type { HeadlineWords } from './step.ts';

/** The meaning found in a pasted text. */
export interface PastedDiagnosis {
  readonly certainty: 'certain' | 'likely' | 'could-be';
  readonly cause: Cause;
  readonly verdict: Judgment['verdict'] | null;
  readonly waitingHelps: boolean;
  /** Seconds to wait from now. */
  readonly wait: number | null;
  /** Seconds until the provider opens again, for limits that nobody should sit out, such as a month's spend limit. */
  readonly opensIn: number | null;
  readonly provider: ProviderId | null;
  readonly model: string | null;
  readonly window: number | null;
  readonly unit: Unit | null;
  /** The tool whose text it is; advice on its editor then applies instead of that on the one it is read in. */
  readonly tool: PastedTool | null;
  /** What the text shows of the refusal beside its cause. */
  readonly shows: readonly RefusalMark[];
  /** What the cause is about in particular. */
  readonly detail: Detail | null;
  /** By how much the request was too large. */
  readonly overrun: Overrun | null;
  /** What a vague text speaks of. */
  readonly about: CouldBe['about'];
  /** Possible causes of a vague text, likeliest first, and ways to find out, best first. */
  readonly candidates: readonly ToldCause[];
  readonly howToTell: readonly WayToTell[];
  /** Limits as the headers in the text state them. */
  readonly readings: readonly Reading[];
}

/** The answer, with what makes it more than a headline. */
export interface PastedWords extends Omit<HeadlineWords, 'status'> {
  /** One line for each limit in the headers: "Tokens per minute: 1,200 of 30K left". */
  readonly readings: readonly string[];
  /** One line for each possible cause, with its sign. */
  readonly couldBe: readonly CouldBeWords[];
}

/** A cause as a sentence, and the sign by which to recognize it. */
export interface CouldBeWords {
  readonly cause: string;
  readonly sign: string;
}

/** Words for a pasted text; a vague text is called vague. `keyId` is a watched key, if there is one. */
export function pastedWords(pasted: PastedDiagnosis, here: Editor, keyId: string | null): PastedWords {
  const { certainty, verdict, waitingHelps, wait, opensIn, model, cause, candidates, provider, window, unit } = pasted;
  const context = {
    provider,
    editor: pasted.tool === null ? here : (editorOfTool[pasted.tool] ?? 'other'),
    tool: pasted.tool,
    shows: pasted.shows,
    pages: pagesOf(),
    window,
    unit,
    model,
    watched: true,
    wait,
  } as const;
  const readings = pasted.readings.flatMap((reading) => readingText(reading) ?? []);
  if (certainty === 'could-be' || verdict === null) {
    const title = vagueTitle(pasted.about);
    const steps = stepsToTell(pasted.howToTell, keyId !== null, context);
    return {
      tone: 'unknown',
      subject: null,
      limit: null,
      lead: l10n.t('Unclear'),
      title,
      details: [],
      readings,
      couldBe: candidates.flatMap((one) => (one === 'unknown' ? [] : [couldBeWords(one)])),
      steps: steps.map((step) => stepOf(step, keyId)),
      announcement: title,
    };
  }
  const advice = adviceFor(pasted.detail ?? cause, context);
  const sentence = l10n.t(advice.title);
  const likely = l10n.t('Most likely, but the text does not hold the provider’s own code.');
  return {
    tone: toneOf(waitingHelps, wait),
    subject: model === null ? null : outsideText(model),
    limit: null,
    lead: leadOf(verdict, pasted.cause, wait),
    title: overrunText(pasted) ?? usedUpText(pasted) ?? sentence,
    details: [
      ...(certainty === 'likely' ? [likely] : []),
      l10n.t(advice.explanation),
      l10n.t(advice.never),
      ...opensText(cause, opensIn),
    ],
    readings,
    couldBe: [],
    steps: advice.steps.map((step) => stepOf(step, keyId)),
    announcement: sentence,
  };
}

/** The editors that are tools themselves. */
const editorOfTool: Partial<Record<PastedTool, Editor>> = { cursor: 'cursor', copilot: 'vscode', windsurf: 'windsurf' };

function vagueTitle(about: CouldBe['about']): string {
  switch (about) {
    case 'limit':
      return l10n.t('This text does not say which limit it was');
    case 'error':
      return l10n.t('This text does not say why it failed');
    case 'nothing':
      return l10n.t('Nothing in this text speaks of an error');
  }
}

/** "36,741 tokens can never fit 30,000 per minute: cut at least 6,741 (19%)." */
function overrunText({ overrun, detail, window }: PastedDiagnosis): string | null {
  if (overrun === null) return null;
  const { unit, asked, most } = overrun;
  return detail === 'max-output'
    ? l10n.t('{0} is more than the {1} that the model gives', amountText(asked, unit, 'exact'), count(most, 'exact'))
    : neverFitsText(asked, most, { unit, window });
}

/** Names the limit that refused; `null` where the text does not tell. */
function usedUpText({ cause, unit, window, model }: PastedDiagnosis): string | null {
  return cause === 'rate' && unit !== null ? limitUsedUpText({ unit, window }, model) : null;
}

function couldBeWords(cause: Exclude<ToldCause, 'unknown'>): CouldBeWords {
  return { cause: l10n.t('{0}.', causeText(cause)), sign: l10n.t(signs[cause]) };
}

function readingText(reading: Reading): string | null {
  const { unit, pool, capacity, level } = reading;
  if (level === null) return null;
  const name = limitName({ unit, pool, window: reading.window ?? impliedWindow(reading) });
  const left = intervalText(level, capacity);
  return capacity === null
    ? l10n.t('{0}: {1}', name, l10n.t('{0} left, of an unknown capacity', left))
    : l10n.t('{0}: {1}', name, l10n.t('{0} of {1} left', left, count(capacity)));
}
