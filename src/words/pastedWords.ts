import * as l10n from '@vscode/l10n';
import type { Judgement } from '../core/causes/verdict.ts';
import { impliedWindow } from '../core/limits/window.ts';
import type { Cause, ToldCause } from '../core/model/failure.ts';
import type { Reading, Unit } from '../core/model/limit.ts';
import type { ProviderId } from '../core/model/provider.ts';
import type { WayToTell } from '../core/pasted/waysToTell.ts';
import { adviceFor } from './advice/adviceFor.ts';
import type { Editor } from './advice/editor.ts';
import { pagesOf } from './advice/links.ts';
import { signs, stepsToTell } from './advice/telling.ts';
import { causeText } from './causeWords.ts';
import { limitName } from './limitNames.ts';
import { rangeText } from './limitWords.ts';
import { count } from './numbers.ts';
import { outsideText } from './outsideText.ts';
import { leadOf, opensText, stepOf, toneOf } from './refusalWords.ts';
import type { HeadlineWords } from './step.ts';

/** The meaning found in a pasted text. */
export interface PastedDiagnosis {
  readonly certainty: 'certain' | 'likely' | 'could-be';
  readonly cause: Cause;
  readonly verdict: Judgement['verdict'] | null;
  readonly waitingHelps: boolean;
  /** Seconds to wait from now. */
  readonly wait: number | null;
  /** Seconds until the provider opens again, for limits that nobody should sit out, such as a month's spend limit. */
  readonly opensIn: number | null;
  readonly provider: ProviderId | null;
  readonly model: string | null;
  readonly window: number | null;
  readonly unit: Unit | null;
  /** Whether the text is Cursor's own; its advice then applies in any editor. */
  readonly cursor: boolean;
  /** Possible causes of a vague text, likeliest first, and ways to find out, best first. */
  readonly candidates: readonly ToldCause[];
  readonly howToTell: readonly WayToTell[];
  /** Limits as the headers in the text state them. */
  readonly readings: readonly Reading[];
}

/** The answer, with what makes it more than a headline. */
export interface PastedWords extends HeadlineWords {
  /** One line for each limit in the headers: "Tokens per minute: 1,200 of 30K left". */
  readonly readings: readonly string[];
  /** One line for each possible cause, with its sign. */
  readonly couldBe: readonly CouldBeWords[];
}

/** A cause as a sentence, and the sign by which to recognise it. */
export interface CouldBeWords {
  readonly cause: string;
  readonly sign: string;
}

/** Words for a pasted text; a vague text is called vague. `keyId` is a watched key, if there is one. */
export function pastedWords(pasted: PastedDiagnosis, here: Editor, keyId: string | null): PastedWords {
  const { certainty, verdict, waitingHelps, wait, opensIn, model, cause, candidates, provider, window, unit } = pasted;
  const context = {
    provider,
    editor: pasted.cursor ? 'cursor' : here,
    pages: pagesOf(),
    window,
    unit,
    model,
    watched: true,
    wait,
  } as const;
  const readings = pasted.readings.flatMap((reading) => readingText(reading) ?? []);
  if (certainty === 'could-be' || verdict === null) {
    const title =
      candidates.length === 0
        ? l10n.t('Nothing in this text speaks of an error')
        : l10n.t('This text does not say which limit it was');
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
  const advice = adviceFor(cause, context);
  const title = l10n.t(advice.title);
  const likely = l10n.t('Most likely, but the text does not hold the provider’s own code.');
  return {
    tone: toneOf(waitingHelps, wait),
    subject: model === null ? null : outsideText(model),
    limit: null,
    lead: leadOf(verdict, pasted.cause, wait),
    title,
    details: [
      ...(certainty === 'likely' ? [likely] : []),
      l10n.t(advice.explanation),
      l10n.t(advice.never),
      ...opensText(opensIn),
    ],
    readings,
    couldBe: [],
    steps: advice.steps.map((step) => stepOf(step, keyId)),
    announcement: title,
  };
}

function couldBeWords(cause: Exclude<ToldCause, 'unknown'>): CouldBeWords {
  return { cause: l10n.t('{0}.', causeText(cause)), sign: l10n.t(signs[cause]) };
}

function readingText(reading: Reading): string | null {
  const { unit, pool, capacity, level } = reading;
  if (level === null) return null;
  const name = limitName({ unit, pool, window: reading.window ?? impliedWindow(reading) });
  const left = rangeText(level, capacity);
  return capacity === null
    ? l10n.t('{0}: {1}', name, l10n.t('{0} left, of an unknown capacity', left))
    : l10n.t('{0}: {1}', name, l10n.t('{0} of {1} left', left, count(capacity)));
}
