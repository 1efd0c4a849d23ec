import * as l10n from '@vscode/l10n';
import type { Verdict } from '../core/causes/meaning.ts';
import { waitAfter } from '../core/causes/waitAfter.ts';
import type { CurrentFailure } from '../core/headline.ts';
import type { Cause, Failure } from '../core/model/failure.ts';
import type { Unit } from '../core/model/limit.ts';
import type { FailureSnapshot, KeySnapshot, LimitSnapshot, Snapshot } from '../core/model/snapshot.ts';
import { refusedLimit } from '../core/shown/eased.ts';
import { viewOf } from '../core/shown/limitView.ts';
import { teamPlanOf } from '../core/shown/teamPlan.ts';
import { isUnnamed } from '../core/whichModel.ts';
import { type AdviceContext, type AdvisedStep, adviceFor, type Headroom } from './advice/adviceFor.ts';
import type { Intent } from './advice/intent.ts';
import type { Place } from './advice/place.ts';
import type { Topic } from './advice/step.ts';
import { knownText } from './causeWords.ts';
import { duration } from './duration.ts';
import { withTheRest } from './heardRefusal.ts';
import { neverFitsText } from './limitDetailWords.ts';
import { limitPhrase } from './limitNames.ts';
import { modelOfKeyText } from './modelText.ts';
import { outsideText } from './outsideText.ts';
import { statusWords } from './statusWords.ts';
import type { HeadlineWords, Step, Tone } from './step.ts';
import { subjectText } from './subjectText.ts';

/** Words for a refusal that still holds: what helps, why, what never helps, and the steps in order. */
export function failureWords(headline: CurrentFailure, snapshot: Snapshot, place: Place): HeadlineWords {
  const { key, failure, judgment, wait } = headline;
  const { cause, limit } = failure.failure;
  const model = failure.model;
  const context: AdviceContext = {
    ...place,
    provider: key.provider,
    origin: key.origin,
    storage: key.storage,
    window: limit?.window ?? null,
    unit: limit?.unit ?? null,
    model,
    watched: true,
    wait,
    headroom: headroomOf(key),
    team: teamPlanOf(snapshot),
    size: sizeOf(limit?.unit ?? null, limit?.requested ?? null),
  };
  const { title, explanation, never, steps } = withTheRest(adviceFor(cause, context), failure, key, context);
  const sentence = l10n.t(title);
  const { retryAfter } = failure.failure;
  const opensIn = retryAfter === null ? null : retryAfter - failure.age;
  return {
    tone: toneOf(judgment.waitingHelps, wait),
    subject: subjectText(model && modelOfKeyText(model, key.models), key),
    lead: leadOf(judgment.verdict, cause, wait),
    title: usedUpText(failure) ?? sentence,
    status: statusWords(headline, snapshot),
    details: [
      ...[explanation, never].filter((text) => text !== '').map((text) => l10n.t(text)),
      ...[knownText(failure)].filter((text) => text !== null),
      ...cappedText(failure.failure),
      ...opensText(cause, opensIn),
    ],
    steps: steps.map((step) => stepOf(step, key.id)),
    announcement: sentence,
    limit: refusedLimit(key, failure)?.id ?? null,
  };
}

/** Names the limit that refused, or the size that never fits; `null` where the provider did not tell. */
function usedUpText({ failure, model }: FailureSnapshot): string | null {
  const { limit, cause } = failure;
  if (!limit?.unit || model === null) return null;
  const { requested, capacity, unit, window } = limit;
  if (requested !== null && capacity !== null && requested > capacity)
    return neverFitsText(requested, capacity, { unit, window });
  return cause === 'rate' ? limitUsedUpText({ unit, window }, model) : null;
}

/** "The tokens per minute of gpt-5 are used up"; `model`: `null` where nobody told it. */
export function limitUsedUpText(limit: { unit: Unit; window: number | null }, model: string | null): string {
  const phrase = limitPhrase(limit);
  return model === null || isUnnamed(model)
    ? l10n.t('The {0} are used up', phrase)
    : l10n.t('The {0} of {1} are used up', phrase, outsideText(model));
}

/** Says so where the provider asked to wait longer than its own limit takes to be full again. */
export function cappedText(failure: Failure): string[] {
  const { retryAfter } = failure;
  const wait = waitAfter(failure);
  if (retryAfter === null || wait === null || wait >= retryAfter) return [];
  const [asked, enough] = [duration(retryAfter), duration(wait)];
  return [l10n.t('The provider asked to wait {0}, but this limit is full again after {1}.', asked, enough)];
}

/** The end of a limit too long to sit out: a spend limit ends with the month. No time ends any other that waiting does not. */
export function opensText(cause: Cause, opensIn: number | null): string[] {
  return cause !== 'spend-limit' || opensIn === null || opensIn <= 0
    ? []
    : [l10n.t('The provider opens it again in {0}.', duration(opensIn))];
}

/** Steps for a limit that runs low before anything has been refused. */
export function lowSteps(limit: LimitSnapshot, key: KeySnapshot | undefined, snapshot: Snapshot, place: Place): Step[] {
  if (!key) return [];
  const topic: Topic = 'running-low';
  const { unit, window, model } = limit;
  const { provider, origin, storage } = key;
  const context = { ...place, provider, origin, storage, window, unit, model, watched: true };
  return adviceFor(topic, {
    ...context,
    headroom: headroomOf(key),
    team: teamPlanOf(snapshot),
    size: sizeOf(limit.unit, limit.requestSize),
  }).steps.map((step) => stepOf(step, key.id));
}

/** The size of a request in tokens; `null` where another unit is counted. */
function sizeOf(unit: Unit | null, size: number | null): number | null {
  return unit === 'tokens' || unit === 'input-tokens' ? size : null;
}

/** Models that one could choose, each with the fraction left of its tightest limit; unknown ones are left out. */
export function headroomOf(key: KeySnapshot): Headroom[] {
  return key.models.flatMap(({ model, limits }) => {
    if (isUnnamed(model)) return [];
    const left = limits.map(viewOf).flatMap(({ isOld, percent }) => (isOld || percent === null ? [] : [percent / 100]));
    const rooms = limits
      .filter(({ unit }) => unit === 'tokens' || unit === 'input-tokens')
      .map((limit) => limit.level?.estimate);
    const room = rooms.length === 0 || rooms.includes(undefined) ? null : Math.min(...rooms.map((one) => one ?? 0));
    return left.length === 0 ? [] : [{ model, left: Math.min(...left), room }];
  });
}

/** A step with its button. A button that needs a key is left out if `keyId` is `null`. */
export function stepOf({ text, args, button, action }: AdvisedStep, keyId: string | null): Step {
  const intent = action && intentOf(action, keyId);
  return {
    text: l10n.t(text, ...args.map((arg) => outsideText(arg))),
    button: intent && button && l10n.t(button),
    intent,
  };
}

function intentOf(action: NonNullable<AdvisedStep['action']>, keyId: string | null): Intent | null {
  if ('open' in action) return { type: 'open-link', link: action.open };
  switch (action.do) {
    case 'replace-key':
    case 'change-address':
    case 'choose-models':
    case 'tell-when-ready':
      return keyId === null ? null : { type: action.do, keyId };
    case 'watch-model':
      return keyId === null ? null : { type: 'choose-models', keyId };
    default:
      return { type: action.do };
  }
}

/** The remedy, in a few words. */
export function leadOf(verdict: Verdict, cause: Cause, wait: number | null): string {
  if (wait !== null && wait > 0) {
    const time = duration(wait);
    return verdict === 'slow-down' ? l10n.t('Slow down, try again in {0}', time) : l10n.t('Try again in {0}', time);
  }
  if (cause === 'network' && verdict !== 'start-program') return l10n.t('Offline');
  switch (verdict) {
    case 'wait':
      return l10n.t('Wait');
    case 'shrink':
      return l10n.t('Shrink the request');
    case 'slow-down':
      return l10n.t('Slow down');
    case 'pay':
      return cause === 'spend-limit' ? l10n.t('Raise the limit') : l10n.t('Add credit');
    case 'fix-key':
      return l10n.t('Fix the key');
    case 'fix-address':
      return l10n.t('Fix the address');
    case 'fix-editor':
      return cause === 'unverified-tls' ? l10n.t('Check certificates') : l10n.t('Reload the window');
    case 'switch':
      return l10n.t('Switch model or access');
    case 'report':
      return l10n.t('Look closer');
    case 'sign-in':
      return l10n.t('Sign in again');
    case 'change-request':
      return l10n.t('Change the request');
    case 'start-program':
      return l10n.t('Start the local server');
  }
}

export function toneOf(waitingHelps: boolean, wait: number | null): Tone {
  if (wait !== null && wait > 0) return 'critical';
  return waitingHelps ? 'low' : 'trouble';
}
