import type { Answer, PlainAnswer, WaitAnswer } from '../../src/simulator/answers.ts';
import type { LinkId } from '../../src/words/advice/links.ts';
import type { ExpectedVerdict } from './keyboardUser.ts';

/** What differs from provider to provider in a verdict that no wait ends. */
type Look = Omit<ExpectedVerdict, 'answer' | 'button' | 'does'>;

export const needsMoney = (label: RegExp): Look => ({
  gauge: /no credit/,
  label,
  lead: /^Add credit$/,
  title: /^There is no credit left for this key$/,
});
export const spendLimit = (label: RegExp): Look => ({
  gauge: /spend limit/,
  label,
  lead: /^Raise the limit$/,
  title: /^A spend limit of your account is reached$/,
});
export const notIncluded = (label: RegExp): Look => ({
  gauge: /not included/,
  label,
  lead: /^Switch model or access$/,
  title: /^Your account does not include this kind of request$/,
});
export const keyRefused = (label: RegExp): Look => ({
  gauge: /key refused/,
  label,
  lead: /^Fix the key$/,
  title: /^The provider does not accept this key$/,
});
export const tooLarge = (label: RegExp, title: RegExp): Look => ({
  gauge: /request too large/,
  label,
  lead: /^Shrink the request$/,
  title,
});
export const usedUp = /^(?:A rate limit of your account is used up for now|The .+ of .+ are used up)$/;
export const largerThanLimit = /^This one request is larger than the whole limit$|can never fit/;
export const notAllowed = /^The key is known, but may not do this$/;
export const planUsedUp = /^The allowance of your subscription is used up for now$/;

export function opening(kind: PlainAnswer, look: Look, button: string, opens: LinkId): ExpectedVerdict {
  return { answer: { kind }, ...look, button, does: { opens } };
}

export function checking(answer: Answer, look: Look): ExpectedVerdict {
  return { answer, ...look, button: 'Check now', does: 'checks' };
}

/** A wait that is long enough to press the button; `more` is what differs from other waits. */
export function waiting(kind: WaitAnswer, title: RegExp, more: Partial<ExpectedVerdict> = {}): ExpectedVerdict {
  return {
    answer: { kind, retryAfter: 9 },
    gauge: /(?:wait|·) \d s/,
    label: /asks to wait \d s$/,
    lead: /^Try again in \d s$/,
    title,
    button: 'Tell me when ready',
    does: 'tells when ready',
    ...more,
  };
}

export function trouble(kind: 'overloaded' | 'server-error' | 'not-json', title: RegExp): ExpectedVerdict {
  const isLoad = kind === 'overloaded';
  const label = isLoad ? /is overloaded; that is not/ : /has trouble answering; that is not your limit$/;
  return checking({ kind }, { gauge: isLoad ? /overloaded/ : /provider trouble/, label, lead: /^Wait$/, title });
}
