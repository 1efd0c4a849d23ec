import * as l10n from '@vscode/l10n';
import { adviceFor } from '../advice/adviceFor.ts';
import type { Editor, Topic } from '../advice/step.ts';
import type { Cause } from '../core/failure.ts';
import type { Unit } from '../core/limits.ts';
import type { ProviderId } from '../core/snapshot.ts';
import type { Judgement } from '../core/verdict.ts';
import { causeText } from './causeText.ts';
import { leadOf, stepOf, toneOf } from './failureWords.ts';
import type { HeadlineWords } from './headlineWords.ts';
import { outsideText } from './outsideText.ts';

/** What a pasted text turned out to be, as the host tells the panel. */
export interface PastedDiagnosis {
  readonly certainty: 'certain' | 'likely' | 'could-be';
  readonly cause: Cause;
  readonly verdict: Judgement['verdict'] | null;
  readonly waitingHelps: boolean;
  /** Seconds to wait from now. */
  readonly wait: number | null;
  readonly provider: ProviderId | null;
  readonly model: string | null;
  readonly window: number | null;
  readonly unit: Unit | null;
  /** Whether Cursor's own words were pasted: its advice applies then in any editor. */
  readonly cursor: boolean;
  /** What a vague text could stand for, the likeliest first. */
  readonly candidates: readonly Cause[];
}

/** Words for what was pasted; a vague text is called vague. */
export function pastedWords(pasted: PastedDiagnosis, here: Editor, keyId: string | null): HeadlineWords {
  const { certainty, verdict, waitingHelps, wait, model, candidates } = pasted;
  const vague = certainty === 'could-be' || verdict === null;
  const topic: Topic = vague ? 'relayed' : pasted.cause;
  const { provider, window, unit } = pasted;
  const editor = pasted.cursor ? 'cursor' : here;
  const advice = adviceFor(topic, { provider, editor, window, unit, model, watched: true, wait });
  const title = vague
    ? candidates.length === 0
      ? l10n.t('Nothing in this text speaks of an error')
      : l10n.t('This text does not say which limit it was')
    : l10n.t(advice.title);
  const could = candidates.slice(0, 5).map((cause) => causeText(cause));
  return {
    tone: vague ? 'unknown' : toneOf(verdict, waitingHelps, wait),
    lead: vague ? l10n.t('Unclear') : leadOf(verdict, wait),
    title: model === null || vague ? title : l10n.t('{0}: {1}', outsideText(model), title),
    details: [
      ...(certainty === 'likely' ? [l10n.t('Most likely, but the text does not hold the provider’s own code.')] : []),
      ...(vague
        ? could.length === 0
          ? []
          : [l10n.t('It could be, likeliest first: {0}.', could.join('; '))]
        : [l10n.t(advice.explanation), l10n.t(advice.never)]),
    ],
    steps: advice.steps.map((step) => stepOf(step, keyId)),
    announcement: title,
  };
}
