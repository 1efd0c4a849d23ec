import { type Detail, detailHelps } from '../causes/detail.ts';
import { plainWords } from '../causes/evidence.ts';
import type { ReadAt } from '../causes/statedTime.ts';
import { type Judgment, verdictOf } from '../causes/verdict.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { anyDialect, dialectOf } from '../dialects/families.ts';
import { knownProviders, providerAsked, providerIn } from '../dialects/presets.ts';
import { readHeaders } from '../dialects/readHeaders.ts';
import type { Failure, NamedLimit } from '../model/failure.ts';
import type { Reading } from '../model/limit.ts';
import type { ProviderId } from '../model/provider.ts';
import { redact } from '../redact.ts';
import { type CouldBe, couldBe } from './candidates.ts';
import { type DumpedResponse, dumpedResponse } from './dump.ts';
import { entriesOf, isLogLine } from './entries.ts';
import { isWarning, withoutQuiet } from './logLevels.ts';
import { modelIn, type PastedTool, relays, toolIn } from './origin.ts';
import { type Overrun, overrunOf } from './overrun.ts';
import { isLong, lastPart, tellingParts } from './parts.ts';
import { type EntryContext, type ReadEntry, readEntry } from './pastedEntry.ts';
import { readable, withoutColors } from './readable.ts';
import { type RefusalMark, shownIn } from './refusalMarks.ts';
import { withoutOwnPatience } from './retold.ts';
import { labelsOver, wrappedError } from './wrapped.ts';

interface Origin {
  /** The provider that refused, as far as the text shows. */
  readonly provider: ProviderId | null;
  /** The tool that showed the error. */
  readonly tool: PastedTool | null;
  readonly model: string | null;
  /** What it shows of the refusal beside its cause. */
  readonly shows: readonly RefusalMark[];
  /** The readings of each limit in the text's headers. */
  readonly readings: readonly Reading[];
  /** The failure that the text describes, without keys. Its cause is `unknown` if it could be several. */
  readonly failure: Failure;
}

/**
 * The diagnosis of a text: `certain` if it holds the provider's own code or wording, `likely` if only its status or
 * general words point to a cause, `could-be` if it is too vague. With a detail the cause may be `unknown`: then it is
 * none of the causes, and what it is is known all the same.
 */
export type Diagnosis =
  | (Origin & {
      readonly certainty: 'certain' | 'likely';
      readonly detail: Detail | null;
      readonly verdict: Judgment;
      readonly overrun: Overrun | null;
    })
  | (Origin & { readonly certainty: 'could-be' } & CouldBe);

/**
 * Reads any pasted text: a tool's message, a body, a dump with headers, a part of a log, in any mixture. Of a text
 * longer than a megabyte only the end is read. Among several errors, the one that says most decides (a provider's own
 * words before a bare status, that before a failed connection), and among equals the last. `read` turns a moment that a
 * text names into a wait. Never throws.
 */
export function diagnose(text: string, read: ReadAt | null = null, { rows, presets } = knownProviders): Diagnosis {
  const last = lastPart(text);
  const all = readable(withoutColors(isLong(last) ? tellingParts(last) : last));
  const clear = withoutOwnPatience(redact(all));
  // Folders, hosts and accounts tell the tool and the provider, and of those only the name is kept.
  const lower = all.toLowerCase();
  const dump = dumpedResponse(clear);
  const tool = toolIn(lower);
  const sender = providerIn(lower, presets, tool === null || !relays.has(tool));
  const dialect = sender === null ? anyDialect : dialectOf(rows[sender].dialect);
  const chosen = dump ? readDump(dump, read, dialect) : tellingEntry(clear, read, dialect);
  // A log of several providers names others in its other lines.
  const provider = (isLogLine(chosen.text) ? providerAsked(chosen.text.toLowerCase(), presets) : null) ?? sender;
  const { failure, headers, detail } = chosen;
  const readings = readHeaders(headers, dialect);
  const said = plainWords(clear);
  const origin: Origin = { provider, tool, model: modelIn(clear), shows: shownIn(said), readings, failure };
  if (failure.cause === 'unknown' && detail === null) {
    return { ...origin, certainty: 'could-be', ...couldBe(said, tool) };
  }
  const certainty = chosen.firm ? 'certain' : 'likely';
  const verdict = detail === null ? verdictOf(failure) : judgmentOf(detail);
  return { ...origin, certainty, detail, verdict, overrun: overrunOf(chosen) };
}

function judgmentOf(detail: Detail): Judgment {
  const [verdict, ...alternatives] = detailHelps[detail];
  return { verdict, wait: null, waitingHelps: false, waitFrom: null, alternatives };
}

function readDump({ status, headers, body }: DumpedResponse, read: ReadAt | null, dialect: Dialect): ReadEntry {
  const refused = status >= 400;
  return readEntry(body, { status: refused ? status : null, dumped: refused, headers, read, dialect });
}

function tellingEntry(text: string, read: ReadAt | null, dialect: Dialect): ReadEntry {
  const context: EntryContext = { status: null, dumped: false, headers: {}, read, dialect };
  const entries = entriesOf(text);
  const labels = labelsOver(entries);
  // A log repeats itself: of equal entries the last one counts, and is read once.
  const different = [...new Set(entries.toReversed())].reverse();
  const found = new Map(
    different.map((entry) => [entry, readWrapped(entry, { ...context, status: labels.get(entry) ?? null })]),
  );
  const called = withoutQuiet(different);
  if (called.length < different.length) {
    const among = called.flatMap((entry) => found.get(entry) ?? []);
    const best = mostTelling(among);
    if (best && weight(best) > 3) return withWait(best, among);
    const words = called.join('\n');
    if (ofLimit.test(words)) return readEntry(words, context);
  }
  const all = [...found.values()];
  const best = mostTelling(all);
  if (best) return withWait(best, all);
  // Parts that belong together may have been read as separate errors.
  return all.length === 1 && all[0] ? all[0] : readEntry(text, context);
}

/** What stands for any cause, so that what a program says it does besides is none. */
const ofLimit = /rate[ _-]?limit|too many requests|\b429\b/i;

/** The entry that says most, of several the last; `null` where none says anything. A warning of a mere detail is last. */
function mostTelling(found: readonly ReadEntry[]): ReadEntry | null {
  const failing = found.filter(({ cause, text }) => cause !== 'unknown' || !isWarning(text));
  return heaviest(failing) ?? heaviest(found);
}

function heaviest(found: readonly ReadEntry[]): ReadEntry | null {
  const best = found.reduce(
    (most: ReadEntry | null, entry) => (most && weight(most) > weight(entry) ? most : entry),
    null,
  );
  return best && weight(best) > 0 ? best : null;
}

/** An entry, or what it wraps where that says something else. */
function readWrapped(entry: string, context: EntryContext): ReadEntry {
  const whole = readEntry(entry, context);
  const wrapped = wrappedError(entry);
  if (wrapped === null) return whole;
  const inner = readEntry(wrapped, { ...context, status: null });
  const says = weight(inner);
  return inner.failure.cause !== whole.failure.cause && says >= 4 && (says > 4 || weight(whole) <= 4)
    ? { ...inner, text: entry }
    : whole;
}

/** Ranks an error by how much it says. */
function weight({ cause, detail, firm, bare, failure }: ReadEntry): number {
  if (cause === 'unknown') return detail === null ? 0 : 5;
  // That something went wrong at a server is soon said.
  if (cause === 'server-error' && !firm) return failure.status === null ? 1 : 2;
  if (cause === 'network' || cause === 'server-error') return firm ? 3 : 2;
  if (bare) return 4;
  // A tool says "throttled" of what it cannot explain.
  return firm && cause !== 'throttled' ? 6 : 5;
}

/** The error that decides, with the wait that another entry names for the same refusal where it names none itself. */
function withWait(best: ReadEntry, all: readonly ReadEntry[]): ReadEntry {
  const { cause, limit, retryAfter } = best.failure;
  if (retryAfter !== null) return best;
  const same = all.findLast(
    ({ failure, firm }) =>
      failure.cause === cause &&
      // What only general words speak for may be about something else.
      (firm || !best.firm) &&
      failure.retryAfter !== null &&
      isSameLimit(limit, failure.limit),
  );
  return same ? { ...best, failure: { ...best.failure, retryAfter: same.failure.retryAfter } } : best;
}

function isSameLimit(one: NamedLimit | null, other: NamedLimit | null): boolean {
  return one === null || other === null || (one.unit === other.unit && one.window === other.window);
}
