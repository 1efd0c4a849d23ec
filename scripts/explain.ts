import { readFileSync } from 'node:fs';
import { interpret } from '../src/core/causes/interpret.ts';
import { verdictOf } from '../src/core/causes/verdict.ts';
import { normalizeHeaders } from '../src/core/dialects/response.ts';
import type { Failure, NamedLimit } from '../src/core/model/failure.ts';
import type { Reading } from '../src/core/model/limit.ts';
import { diagnose } from '../src/core/pasted/pastedError.ts';
import { diagnoseText, localZone } from '../src/host/actions/diagnoseText.ts';
import { pastedWords } from '../src/words/pastedWords.ts';

const usage = `Usage: npm run explain -- FILE
       npm run explain -- --pasted FILE

Reads responses of a provider from FILE (or "-" for standard input), one JSON object a line:
  {"id": …, "provider": "openai", "status": 429, "headers": {…}, "body": …}
Only "status" is needed. For each, prints what Keygauge makes of it, as one line of JSON: the limits in the headers, and
why the request failed, what to do, and how many seconds to wait. Sends nothing anywhere. Remove what you do not want to share: nothing is hidden but keys.

With --pasted, reads texts as people paste them, one JSON object a line:
  {"id": …, "text": "…", "now": "2026-11-25T19:00:00Z"}
"now" is the moment at which it is pasted; without it, that is now. A time without a zone is one of this machine's. For
each, prints the cause, how certain it is, what to do and how many seconds to wait, whose text it is, and the steps.

A line that cannot be read is named on standard error, the others are explained, and the exit code is 1.`;

/** A problem with a line, in words for its author. */
class LineError extends Error {}

function explain(line: string): object {
  const given = parse(line, '{"status": 429, "headers": {…}, "body": …}');
  const { id = null, provider, status, headers, body } = given;
  if (typeof status !== 'number' || !Number.isFinite(status)) {
    throw new LineError('"status" is missing or not a number: give the HTTP status, such as 200 or 429');
  }
  if (provider !== undefined && provider !== null && typeof provider !== 'string') {
    throw new LineError('"provider" is not text: write a name such as "openai" or "groq", or leave it out');
  }
  const response = { status, headers: normalizeHeaders(entriesOf(headers)), body };
  const { readings, failure } = interpret(provider ?? undefined, response);
  return { id, readings: readings.map(shown), failure: failure && told(failure) };
}

function explainPasted(line: string): object {
  const { id = null, text, now } = parse(line, '{"text": "…"}');
  if (typeof text !== 'string') throw new LineError('"text" is missing or not text');
  const at = now === undefined ? Date.now() : Date.parse(String(now));
  if (Number.isNaN(at)) throw new LineError('"now" is no moment: write it as 2026-11-25T19:00:00Z, or leave it out');
  const zone = localZone();
  const found = diagnose(text, { now: at, zone });
  const { failure, certainty, provider, tool } = found;
  const isVague = found.certainty === 'could-be';
  const { verdict, wait, waitFrom, waitingHelps } = isVague
    ? { verdict: null, wait: null, waitFrom: null, waitingHelps: false }
    : found.verdict;
  const { steps } = pastedWords(diagnoseText(text, at, zone), 'other', null);
  return {
    id,
    cause: failure.cause,
    detail: isVague ? null : found.detail,
    certainty,
    verdict,
    wait,
    waitFrom,
    waitingHelps,
    limit: failure.limit && named(failure.limit),
    provider,
    tool,
    candidates: isVague ? found.candidates : [],
    steps: steps.map((step) => step.text),
  };
}

function parse(line: string, example: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    throw new LineError(`not JSON: write one JSON object a line, such as ${example}`);
  }
  throw new LineError(`not an object: write ${example}`);
}

/** Accepts headers as an object, or as pairs, which some tools print. */
function entriesOf(headers: unknown): [string, unknown][] {
  if (headers === undefined || headers === null) return [];
  if (typeof headers !== 'object') throw new LineError('"headers" is not an object: write {"name": "value", …}');
  if (!Array.isArray(headers)) return Object.entries(headers);
  return headers.map((pair: unknown): [string, unknown] => {
    if (Array.isArray(pair) && typeof pair[0] === 'string') return [pair[0], pair[1]];
    throw new LineError('"headers" is a list, but not of pairs: write {"name": "value", …}');
  });
}

function shown({ unit, pool, window, capacity, level, timeToFull }: Reading): object {
  const interval = level && [level.low, level.high];
  return { unit, ...(pool === 'standard' ? {} : { pool }), window, capacity, level: interval, timeToFull };
}

function told(failure: Failure): object {
  const { cause, limit, message } = failure;
  const { verdict, wait, waitingHelps } = verdictOf(failure);
  return { cause, verdict, wait, limit: limit && named(limit), waitingHelps, message };
}

function named({ unit, window, capacity }: NamedLimit): object {
  return { unit, window, capacity };
}

/** What the command says, and its exit code. */
export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

/** Runs the command with these arguments; `read` gives the text of a file and throws where there is none. */
export function run(argv: readonly string[], read: (file: string) => string): Answer {
  const args = argv.filter((argument) => argument !== '--');
  if (args.includes('--help') || args.includes('-h')) return { stdout: `${usage}\n`, stderr: '', status: 0 };
  const isPasted = args[0] === '--pasted';
  const [file, ...more] = isPasted ? args.slice(1) : args;
  if (file === undefined || more.length > 0) return { stdout: '', stderr: `${usage}\n`, status: 2 };
  try {
    return explainLines(read(file), isPasted ? explainPasted : explain);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { stdout: '', stderr: `Cannot read ${file}: ${reason}\n\n${usage}\n`, status: 2 };
  }
}

function explainLines(text: string, explainOne: (line: string) => object): Answer {
  const answers: string[] = [];
  const faults: string[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  lines.forEach((line, index) => {
    if (line.trim() === '') return;
    try {
      answers.push(`${JSON.stringify(explainOne(line))}\n`);
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      faults.push(`line ${index + 1}: ${error.message}\n`);
    }
  });
  return { stdout: answers.join(''), stderr: faults.join(''), status: faults.length > 0 ? 1 : 0 };
}

if (import.meta.main) {
  const { stdout, stderr, status } = run(process.argv.slice(2), (file) =>
    readFileSync(file === '-' ? 0 : file, 'utf8'),
  );
  process.stderr.write(stderr);
  process.stdout.write(stdout);
  process.exitCode = status;
}
