import type { ToldCause } from '../../core/model/failure.ts';
import type { WayToTell } from '../../core/pasted/waysToTell.ts';
import { advice, type StepId } from './advice.ts';
import { type AdviceContext, type AdvisedStep, adviceFor } from './adviceFor.ts';

/** The sign by which to recognize a cause that the text does not name. Data like the advice, under the same rules. */
export const signs: Readonly<Record<Exclude<ToldCause, 'unknown'>, string>> = {
  rate: 'After a minute the same request works, until the gauge of a limit is empty again.',
  'request-too-large': 'A new, short chat works at once; the long one fails whenever it is sent.',
  ramp: 'It came with a sudden burst, and ends when work goes on slowly.',
  concurrency: 'It works as soon as other chats and agents have finished.',
  throttled: 'It passes by itself within minutes, while the gauges here are well filled.',
  'quota-exhausted': 'Even the shortest message fails with every model, and the billing page shows no credit.',
  'spend-limit': 'Everything fails although there is credit; the limits page shows what may be spent in a month.',
  entitlement: 'Only one model or only long chats fail; others work at the same moment.',
  'plan-window': 'The usage page of the subscription shows a window that is full.',
  overloaded: 'Other providers answer, and the status page of this one speaks of trouble.',
  'server-error': 'Sent once more, the same request is answered.',
  'key-invalid': 'No request succeeds, and the key page does not show the key as active.',
  forbidden: 'The key works from another network, or for another project.',
  'wrong-address': 'Every model fails in the same way, and another tool with another address works.',
  'model-not-found': 'The key lists other models, and they work.',
  'context-too-long': 'Shorter chats with the same model go on; only the longest one stops.',
  network: 'Other programs on this computer do not reach the provider either.',
};

/** The pages of subscriptions: a request with an API key has none. */
const plans: ReadonlySet<StepId> = new Set(['claude-plan', 'codex-plan']);

/** The steps that carry out each way to tell causes apart. */
const stepsOfWay: Readonly<Record<WayToTell, readonly StepId[]>> = {
  'check-with-watched-key': ['check-key'],
  'try-short-request': ['same-prompt'],
  'try-in-a-minute': ['try-in-a-minute'],
  'open-provider-console': ['usage', 'limits'],
  'open-status-page': ['status'],
  'open-plan-page': ['claude-plan', 'codex-plan', 'cursor-plan'],
  'paste-more': ['diagnose'],
  'report-to-tool': ['cursor-report'],
};

/**
 * Steps to find out which of several causes it is. A check with a watched key comes first, since it takes one click and
 * its answer names the cause; without a key, adding one comes first. Then come the given ways, best first, then
 * anything else that may help.
 */
export function stepsToTell(ways: readonly WayToTell[], anyKey: boolean, context: AdviceContext): AdvisedStep[] {
  const told = ways.flatMap((way) => stepsOfWay[way]);
  const left = anyKey ? 'add-key-to-check' : 'check-key';
  const order = ['check-key', 'add-key-to-check', ...told, ...advice.relayed.steps];
  return adviceFor('relayed', context)
    .steps.filter(({ id }) => id !== left && (!plans.has(id) || ways.includes('open-plan-page')))
    .sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
}
