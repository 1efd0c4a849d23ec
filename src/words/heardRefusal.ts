import { meanings } from '../core/causes/meaning.ts';
import type { Failure } from '../core/model/failure.ts';
import type { FailureSnapshot, KeySnapshot } from '../core/model/snapshot.ts';
import type { StepId } from './advice/advice.ts';
import { type Advice, type AdviceContext, type AdvisedStep, adviceFor } from './advice/adviceFor.ts';

/**
 * Advice on a refusal of which nobody has read the text: with one step that finds out the rest, behind any waiting. Any
 * other refusal's advice stays as it is.
 */
export function withTheRest(
  advised: Advice,
  { failure }: FailureSnapshot,
  key: KeySnapshot,
  context: AdviceContext,
): Advice {
  if (!failure.isTextUnread) return advised;
  const heard = adviceFor('heard', context);
  const asks = wayToAsk(failure, key);
  const rest = heard.steps.filter(({ id }) => id === asks);
  const others = advised.steps.filter(({ id }) => id !== 'check-key' && id !== 'diagnose').map(withoutCheck);
  const isWait = ({ id }: AdvisedStep) => id.startsWith('wait-');
  const steps = [...others.filter(isWait), ...rest, ...others.filter((step) => !isWait(step))];
  return failure.cause === 'unknown' ? { ...heard, steps } : { ...advised, steps };
}

/** A check of our own meets the same refusal, unless that is of a large request; without a value there is only the text. */
function wayToAsk({ cause }: Failure, { storage }: KeySnapshot): StepId {
  return storage === 'traffic' || meanings[cause].helps[0] === 'shrink' ? 'paste-heard' : 'check-heard';
}

/** One button that checks is enough. */
function withoutCheck(step: AdvisedStep): AdvisedStep {
  const checks = step.action !== null && 'do' in step.action && step.action.do === 'check-now';
  return checks ? { ...step, button: null, action: null } : step;
}
