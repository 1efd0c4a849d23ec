import type { Verdict } from '../../../src/core/causes/meaning.ts';
import type { Cause } from '../../../src/core/model/failure.ts';

/** Cause, verdict, seconds to wait, and the limit that an error names as unit/window/capacity. */
export type ExpectedFailure = readonly [Cause, Verdict, number | null, string | null];

/** Every error of the corpus by its line, judged by hand; the reason stands where it is not obvious. */
export const expectedFailures: Readonly<Record<string, ExpectedFailure>> = {
  // The request itself was wrong in a way that is no limit: no cause of ours.
  s021: ['unknown', 'report', null, null],
  s035: ['unknown', 'report', null, null],
  s038: ['key-invalid', 'fix-key', null, null],
  s043: ['server-error', 'wait', null, null],
  s044: ['key-invalid', 'fix-key', null, null],
  s069: ['key-invalid', 'fix-key', null, null],
  // retry-after-ms of 0 says nothing, retry-after of 1 does. What is counted is not named: "your requests" are all there is.
  s070: ['rate', 'wait', 1, null],
  s095: ['key-invalid', 'fix-key', null, null],
  s101: ['context-too-long', 'shrink', null, null],
  s103: ['key-invalid', 'fix-key', null, null],
  // The words of a missing credit, but the details name a bucket of a minute.
  s104: ['rate', 'wait', 48.939935699, 'input-tokens/60/1000000'],
  s109: ['key-invalid', 'fix-key', null, null],
  // 403, yet it is the credential.
  s110: ['key-invalid', 'fix-key', null, null],
  s114: ['rate', 'wait', 0.644, 'tokens/60/30000'],
  s115: ['rate', 'wait', 0.174, 'tokens/60/30000'],
  s116: ['rate', 'wait', 18.642, 'tokens/60/30000'],
  s118: ['request-too-large', 'shrink', null, 'tokens/60/30000'],
  s119: ['rate', 'wait', 0.006, 'tokens/60/10000'],
  s121: ['rate', 'wait', 20, 'requests/60/3'],
  s122: ['rate', 'wait', 1728, 'requests/86400/50'],
  s123: ['rate', 'wait', 43.2, 'requests/86400/2000'],
  // One slot of 200 a day, not a whole day.
  s124: ['rate', 'wait', 432, 'requests/86400/200'],
  s134: ['rate', 'wait', null, 'tokens/60/null'],
  s135: ['rate', 'wait', null, 'input-tokens/60/20000'],
  s136: ['rate', 'wait', null, 'input-tokens/60/1000000'],
  s139: ['plan-window', 'wait', null, null],
  s141: ['entitlement', 'switch', null, null],
  s142: ['quota-exhausted', 'pay', null, null],
  s144: ['overloaded', 'wait', null, null],
  s145: ['model-not-found', 'switch', null, null],
  s148: ['plan-window', 'wait', 13_262, null],
  // No body at all: one window of the plan is at 100 %, and says when it starts anew.
  s152: ['plan-window', 'wait', 471_285, null],
  s153: ['plan-window', 'wait', 13_873, null],
  s155: ['rate', 'wait', 578.016, 'tokens/86400/100000'],
  s156: ['rate', 'wait', 1.984999999, 'tokens/60/12000'],
  // 413 with the code of a rate: the text tells that the bucket is too small.
  s157: ['request-too-large', 'shrink', null, 'tokens/60/6000'],
  // Something is left of both limits in the headers: which one refused is not told.
  s160: ['rate', 'wait', 2, null],
  s162: ['rate', 'wait', null, 'requests/null/null'],
  // Known from the header that says 0; a minute of the clock, so how long it lasts is not.
  s163: ['rate', 'wait', null, 'requests/60/23'],
  s167: ['rate', 'wait', 5631, 'requests/86400/50'],
  s168: ['rate', 'wait', null, 'requests/60/20'],
  // "Rate limit reached for requests", but the code is that of too many at a time.
  s169: ['concurrency', 'slow-down', null, null],
  s171: ['rate', 'wait', 1, null],
  s172: ['quota-exhausted', 'pay', null, null],
  // Credit would raise it, but it is a rate and returns at midnight; its number stands in headers within the body.
  s173: ['rate', 'wait', null, 'requests/86400/50'],
  // Headers that this provider sends with refusals only; 12 left, so they do not tell which limit refused.
  s175: ['rate', 'wait', null, null],
  s179: ['rate', 'wait', 60, 'requests/60/2'],
  // "Please retry after 86400 seconds" of a limit by the minute: it never fits.
  s181: ['request-too-large', 'shrink', null, 'tokens/null/null'],
  s182: ['rate', 'wait', 2, null],
  // -1 is unknown: a rate limiter wrote this, and not of what.
  s183: ['rate', 'wait', null, null],
  // The policy's name tells the unit, a misspelt header the time.
  s184: ['rate', 'wait', 55, 'tokens/null/null'],
  s186: ['spend-limit', 'pay', null, null],
};
