import { plainWords } from '../causes/evidence.ts';
import { type Judgement, verdictOf } from '../causes/verdict.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { anyDialect, dialectOf } from '../dialects/families.ts';
import { knownProviders, providerIn } from '../dialects/presets.ts';
import { readHeaders } from '../dialects/readHeaders.ts';
import type { Failure } from '../model/failure.ts';
import type { Reading } from '../model/limit.ts';
import type { ProviderId } from '../model/provider.ts';
import { redact } from '../redact.ts';
import { type CouldBe, couldBe } from './candidates.ts';
import { type DumpedResponse, dumpedResponse } from './dump.ts';
import { entriesOf } from './entries.ts';
import { modelIn, type PastedTool, toolIn } from './origin.ts';
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
 * general words point to a cause, `could-be` if it is too vague.
 */
export type Diagnosis =
  | (Origin & { readonly certainty: 'certain' | 'likely'; readonly verdict: Judgement })
  | (Origin & { readonly certainty: 'could-be' } & CouldBe);

/**
 * Reads any pasted text: a tool's message, a body, a dump with headers, a part of a log, in any mixture. Of a text
 * longer than a megabyte only the end is read. Among several errors, the one that says most decides (a provider's own
 * words before a bare status, that before a failed connection), and among equals the last. `now`, in epoch
 * milliseconds, turns a moment that a text names into a wait. Never throws.
 */
export function diagnose(text: string, now: number | null = null, { rows, presets } = knownProviders): Diagnosis {
  const plain = withoutColours(lastPart(text));
  const all = readable(isLong(plain) ? tellingParts(plain) : plain);
  const clear = redact(all);
  // Folders, hosts and accounts tell the tool and the provider, and of those only the name is kept.
  const lower = all.toLowerCase();
  const dump = dumpedResponse(clear);
  const tool = toolIn(lower);
  const provider = providerIn(lower, presets);
  const dialect = provider === null ? anyDialect : dialectOf(rows[provider].dialect);
  const chosen = dump ? readDump(dump, now, dialect) : tellingEntry(clear, now, dialect);
  const { failure, headers } = chosen;
  const readings = readHeaders(headers, dialect);
  const origin: Origin = { provider, tool, model: modelIn(clear), readings, failure };
  if (failure.cause === 'unknown') {
    return { ...origin, certainty: 'could-be', ...couldBe(plainWords(clear), tool) };
  }
  return { ...origin, certainty: chosen.firm ? 'certain' : 'likely', verdict: verdictOf(failure) };
}

function readDump({ status, headers, body }: DumpedResponse, now: number | null, dialect: Dialect): ReadEntry {
  const refused = status >= 400;
  return readEntry(body, { status: refused ? status : null, dumped: refused, headers, now, dialect });
}

function tellingEntry(text: string, now: number | null, dialect: Dialect): ReadEntry {
  const around: Around = { status: null, dumped: false, headers: {}, now, dialect };
  const entries = entriesOf(text);
  // A log repeats itself: of equal entries the last one counts, and is read once.
  const different = [...new Set(entries.toReversed())].reverse();
  const read = different.map((entry) => readEntry(entry, around));
  const best = read.reduce(
    (most: ReadEntry | null, entry) => (most && weight(most) > weight(entry) ? most : entry),
    null,
  );
  if (best && weight(best) > 0) return best;
  // Parts that belong together may have been read as separate errors.
  return readEntry(text, around);
}

/** Ranks an error by how much it says. */
function weight({ cause, firm }: ReadEntry): number {
  if (cause === 'unknown') return 0;
  if (cause === 'network' || cause === 'server-error') return 1;
  return firm ? 3 : 2;
}
