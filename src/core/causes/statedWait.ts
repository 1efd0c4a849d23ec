import { parseGoDuration, parseHttpDate, retryAfterSeconds } from '../dialects/providerTime.ts';
import { amountIn, secondsOf } from './amounts.ts';
import { type ReadAt, statedTime } from './statedTime.ts';
import { waitInTongues } from './waitsInTongues.ts';

/** No wait is longer than this many seconds (31 days); what is, is not one. */
const longest = 31 * 86_400;
/** Milliseconds. */
const halfDay = 43_200_000;

type Headers = Readonly<Record<string, string>>;

/**
 * Seconds that a provider asked to wait, in headers first, then in words; `null` where it named no time. A moment in
 * words is counted from the response's own date, else from where it is read, else it stays unknown.
 */
export function statedWait(headers: Headers, said: string, read: ReadAt | null = null): number | null {
  const candidates = [retryAfterSeconds(headers), codexReset(headers), planReset(headers), headerReset(headers)];
  const refusing = said.replace(otherReset, ' ').replace(ownPatience, ' ');
  const stated =
    candidates.find((wait) => wait !== null) ?? waitInWords(refusing) ?? waitUntil(headers, refusing, read);
  return stated !== null && stated > 0 && stated <= longest ? stated : null;
}

/** When a window begins anew of which something is left, so that it does not refuse: "5h limit: 89% left (resets 18:44)". */
const otherReset = /\b(?:(?:[1-9]\d?|100)% (?:left|remaining)|\d{1,2}% used)[^a-z]{0,6}resets?\b/g;

/** What a tool says of how long it waits itself: "Will retry after 2000ms". */
const ownPatience = /\bwill (?:automatically |now |then )?(?:retry|try again)(?: again)? (?:in|after)\b/g;

function waitUntil(headers: Headers, said: string, read: ReadAt | null): number | null {
  const written = parseHttpDate(headers.date ?? '');
  const from = written ?? read?.now ?? null;
  if (from === null) return null;
  // A text may be pasted after the time that it names, so what is nearer in the past is not taken for tomorrow's.
  const until =
    usedUpUntil(headers, said) ??
    statedTime(said, { now: from, zone: read?.zone ?? null }, written === null ? halfDay : 2 * halfDay);
  return until === null ? null : (until - from) / 1000;
}

/**
 * Epoch milliseconds at which a window of the clock ends of which nothing is left: OpenRouter says so in headers, or in
 * their likeness in its body (docs/providers.md, OpenRouter).
 */
function usedUpUntil(headers: Headers, said: string): number | null {
  const remaining =
    headers['x-ratelimit-remaining'] ?? /\bx-ratelimit-remaining\W{1,6}(\d{1,12})(?!\d)/.exec(said)?.[1];
  const reset = headers['x-ratelimit-reset'] ?? /\bx-ratelimit-reset\W{1,6}(\d{10,13})(?!\d)/.exec(said)?.[1];
  if (remaining !== '0' || reset === undefined || !/^(?:\d{10}|\d{13})$/.test(reset)) return null;
  return reset.length === 13 ? Number(reset) : Number(reset) * 1000;
}

/** Where a ChatGPT plan's window is used up, the time to its reset (docs/providers.md, OpenAI: plans and Codex). */
function codexReset(headers: Headers): number | null {
  const waits = ['primary', 'secondary'].flatMap((name) => {
    const used = Number(headers[`x-codex-${name}-used-percent`] || Number.NaN);
    const reset = Number(headers[`x-codex-${name}-reset-after-seconds`] || Number.NaN);
    return used >= 100 && reset > 0 ? [reset] : [];
  });
  return waits.length > 0 ? Math.max(...waits) : null;
}

/**
 * Anthropic's unified reset in epoch seconds, measured by the response's own date (docs/providers.md, Anthropic:
 * subscriptions).
 */
function planReset(headers: Headers): number | null {
  const date = parseHttpDate(headers.date ?? '');
  const reset = Number(headers['anthropic-ratelimit-unified-reset'] || Number.NaN);
  return date !== null && reset > 1e9 && reset < 1e11 ? reset - date / 1000 : null;
}

/**
 * GitHub Models' and Azure's own (misspelt) names, and the one by which Together says when to try again, in seconds
 * (docs/providers.md; GitHub Models, Azure OpenAI, Together).
 */
function headerReset(headers: Headers): number | null {
  for (const name of [
    'x-ratelimit-timeremaining',
    'x-rate-limit-reset-tokens',
    'x-rate-limit-reset-requests',
    'x-ratelimit-reset',
  ]) {
    const value = Number(headers[name] || Number.NaN);
    if (value > 0 && value <= longest) return value;
  }
  return null;
}

/**
 * In what the errors say, the first that fits. All are lower case, with one blank between words. "Retrying in …" is hardly
 * among them: tools say that of how long they wait themselves.
 */
const wordings: readonly RegExp[] = [
  // OpenAI, Groq: "Please try again in 7m12s." Gemini: "Please retry in 48.939935699s." Windsurf: "Resets in: 2m27s".
  /\b(?:try again|retry|resets?|available|refreshed|wait)(?: in| after| for)?:? ?~? ?((?:\d{1,6}(?:\.\d{1,12})?(?:h|ms|m|s|µs|us|ns)){1,4})(?![0-9a-z]| \d{1,4} ?[dhms])/,
  // Azure: "Please retry after 23 seconds", "Try again in 2 seconds". GitHub Models: "Please wait 5631 seconds". Codex:
  // "Try again in 1 day 2 hours 5 minutes." Claude Code: "resets in 2h 5m".
  /\b(?:try again|retry|wait|available|refreshed|resets?)(?: in| after| for| at least| about| approximately){0,2}:? ?~? ?(\d{1,9}(?:\.\d{1,9})? ?(?:seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)(?:(?:,? and |,? )\d{1,4} ?(?:seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)){0,3})\b/,
  // Azure's gateway: "Quota will be replenished in 02:14:33".
  /\b(?:replenished|renewed|available|resets?|again) in (\d{1,3}:\d\d:\d\d)\b/,
  // OpenCode: "retrying in ~2 weeks". No tool is as patient of its own accord.
  /\bretrying in ~? ?(\d{1,2} ?(?:days?|weeks?))\b/,
  // Gemini: "retryDelay": "48s", "quotaResetDelay": "1h2m3.5s".
  /\b(?:retrydelay|quotaresetdelay)\W{1,6}((?:\d{1,7}(?:\.\d{1,9})?(?:h|m|s)){1,3})\b/,
];

/** Milliseconds, of tools that copy the header into what they print. */
const milliseconds = /\b(?:retry_after_ms|retryafterms|retry-after-ms)\W{1,6}(\d{1,11})(?![\w.])/;
/** Fields of bodies that hold seconds: Codex, LLM7, and others that copy the header into the body. */
const fields =
  /\b(?:resets?_(?:in_)?seconds|retry_after(?:_seconds)?|retryafter|retry-after|retry_?delay\W{1,6}seconds)\W{1,6}(\d{1,8}(?:\.\d{1,6})?)(?![\w.])/;

/** A tool's own patience begins with seconds: a first one of a minute or more is what it was told (Claude Code). */
const firstPatience = /\bretrying in (\d{2,6}) ?s(?:ec(?:ond)?s?)?\b[^a-z0-9]{1,6}attempt #?1\b/;

function waitInWords(said: string): number | null {
  for (const wording of wordings) {
    const written = wording.exec(said)?.[1];
    if (written === undefined) continue;
    const wait = duration(written);
    if (wait !== null && wait > 0) return wait;
  }
  const ms = amountIn(milliseconds.exec(said)?.[1]);
  if (ms !== null) return ms / 1000;
  const patience = amountIn(firstPatience.exec(said)?.[1]) ?? 0;
  return amountIn(fields.exec(said)?.[1]) ?? waitInTongues(said) ?? (patience >= 60 ? patience : null);
}

function duration(written: string): number | null {
  const [, hours, minutes, whole] = /^(\d{1,3}):(\d\d):(\d\d)$/.exec(written) ?? [];
  if (hours !== undefined) return (Number(hours) * 60 + Number(minutes)) * 60 + Number(whole);
  const go = parseGoDuration(written);
  if (go !== null) return go;
  let seconds = 0;
  for (const [, amount, unit] of written.matchAll(/([\d.]{1,20}) ?([a-z]{1,10})/g)) {
    seconds += (amountIn(amount) ?? Number.NaN) * (secondsOf(unit ?? '') ?? Number.NaN);
  }
  return Number.isNaN(seconds) ? null : seconds;
}
