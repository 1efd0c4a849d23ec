import { type Detail, detailHelps } from '../causes/detail.ts';
import { plainWords } from '../causes/evidence.ts';
import type { ReadAt } from '../causes/statedTime.ts';
import { type Judgement, verdictOf } from '../causes/verdict.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { anyDialect, dialectOf } from '../dialects/families.ts';
import { knownProviders, providerIn } from '../dialects/presets.ts';
import { readHeaders } from '../dialects/readHeaders.ts';
import type { Failure, NamedLimit } from '../model/failure.ts';
import type { Reading } from '../model/limit.ts';
import type { ProviderId } from '../model/provider.ts';
import { redact } from '../redact.ts';
import { type CouldBe, couldBe } from './candidates.ts';
import { type DumpedResponse, dumpedResponse } from './dump.ts';
import { entriesOf } from './entries.ts';
import { modelIn, type PastedTool, relays, toolIn } from './origin.ts';
import { type Overrun, overrunOf } from './overrun.ts';
import { isLong, lastPart, tellingParts } from './parts.ts';
import { type Around, type ReadEntry, readEntry } from './pastedEntry.ts';
import { readable, withoutColours } from './readable.ts';

interface Origin {
  /** The provider that refused, as far as the text shows. */
  readonly provider: ProviderId | null;
  /** The tool that showed the error. */
  readonly tool: PastedTool | null;
  readonly model: string | null;
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
      readonly verdict: Judgement;
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
  const all = readable(withoutColours(isLong(last) ? tellingParts(last) : last));
  const clear = redact(all);
  // Folders, hosts and accounts tell the tool and the provider, and of those only the name is kept.
  const lower = all.toLowerCase();
  const dump = dumpedResponse(clear);
  const tool = toolIn(lower);
  const provider = providerIn(lower, presets, tool === null || !relays.has(tool));
  const dialect = provider === null ? anyDialect : dialectOf(rows[provider].dialect);
  const chosen = dump ? readDump(dump, read, dialect) : tellingEntry(clear, read, dialect);
  const { failure, headers, detail } = chosen;
  const readings = readHeaders(headers, dialect);
  const origin: Origin = { provider, tool, model: modelIn(clear), readings, failure };
  if (failure.cause === 'unknown' && detail === null) {
    return { ...origin, certainty: 'could-be', ...couldBe(plainWords(clear), tool) };
  }
  const certainty = chosen.firm ? 'certain' : 'likely';
  const verdict = detail === null ? verdictOf(failure) : judgementOf(detail);
  return { ...origin, certainty, detail, verdict, overrun: overrunOf(chosen) };
}

function judgementOf(detail: Detail): Judgement {
  const [verdict, ...alternatives] = detailHelps[detail];
  return { verdict, wait: null, waitingHelps: false, waitFrom: null, alternatives };
}

function readDump({ status, headers, body }: DumpedResponse, read: ReadAt | null, dialect: Dialect): ReadEntry {
  const refused = status >= 400;
  return readEntry(body, { status: refused ? status : null, dumped: refused, headers, read, dialect });
}

function tellingEntry(text: string, read: ReadAt | null, dialect: Dialect): ReadEntry {
  const around: Around = { status: null, dumped: false, headers: {}, read, dialect };
  const entries = entriesOf(text);
  // A log repeats itself: of equal entries the last one counts, and is read once.
  const different = [...new Set(entries.toReversed())].reverse();
  const found = different.map((entry) => readEntry(entry, around));
  const best = found.reduce(
    (most: ReadEntry | null, entry) => (most && weight(most) > weight(entry) ? most : entry),
    null,
  );
  if (best && weight(best) > 0) return withWait(best, found);
  // Parts that belong together may have been read as separate errors.
  return readEntry(text, around);
}

/** Ranks an error by how much it says. */
function weight({ cause, detail, firm }: ReadEntry): number {
  if (cause === 'unknown') return detail === null ? 0 : 3;
  if (cause === 'network' || cause === 'server-error') return firm ? 2 : 1;
  return firm ? 4 : 3;
}

/** The error that decides, with the wait that another entry names for the same refusal where it names none itself. */
function withWait(best: ReadEntry, all: readonly ReadEntry[]): ReadEntry {
  const { cause, limit, retryAfter } = best.failure;
  if (retryAfter !== null) return best;
  const same = all.findLast(
    ({ failure }) => failure.cause === cause && failure.retryAfter !== null && isSameLimit(limit, failure.limit),
  );
  return same ? { ...best, failure: { ...best.failure, retryAfter: same.failure.retryAfter } } : best;
}

function isSameLimit(one: NamedLimit | null, other: NamedLimit | null): boolean {
  return one === null || other === null || (one.unit === other.unit && one.window === other.window);
}
