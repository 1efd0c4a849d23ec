/* Runs as a thread of its own, and posts what it found: what a thousand other tests left behind is nothing a reader is to blame for. */
import { parentPort } from 'node:worker_threads';
import { rules } from '../../../../src/core/causes/causeOf.ts';
import { presets } from '../../../../src/core/dialects/presets.ts';
import { diagnose } from '../../../../src/core/pasted/pastedError.ts';
import { plainText } from '../../../../src/words/plainText.ts';

const megabyte = 1_048_576;
/** Milliseconds of processor time that a megabyte may take, whatever is in it. */
const most = 50;
/** Of so many runs the best counts: the first ones compile patterns, and others wait for the collector. */
const tries = 8;

/** Everything that reads a pasted text; whatever else comes to read one gets a row. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  diagnose: (text) => diagnose(text, { now: Date.UTC(2026, 10, 25), zone: 'Europe/Rome' }),
  plainText: (text) => plainText(text),
};

/** The words that patterns and wordings are made of: what a reader looks for is what can keep it busy. */
function fragments(): string[] {
  const wordings = rules.flatMap(({ says = [], codes = [] }) => [...says, ...codes]);
  const marks = Object.values(presets).flatMap(({ marks: one, names }) =>
    [one, names].filter((mark) => mark !== undefined),
  );
  const words = [...wordings, ...marks].flatMap((wording) =>
    typeof wording === 'string'
      ? wording.split('…')
      : wording.source.replace(/\\[bdwWsD]|\(\?<?[=!:]/g, '|').split(/[|()[\]{}?^$.*+\\]+/),
  );
  return [...new Set(words.filter((word) => word.length > 2))];
}

/** What is between words, and what readers open, count and undo. */
const signs = [
  ' ',
  '\n',
  '"',
  "'",
  '`',
  '\\"',
  '\\u0022',
  '{"',
  '":"',
  'a: "',
  'a=',
  '}',
  '[',
  '&quot;',
  '<a',
  '1,',
  '9',
];
const more = [
  '\u001b[',
  '\u001b]0;',
  '\r',
  '12:00 ',
  'resets ',
  'try again in ',
  'limit 1/',
  'Error: ',
  '429 ',
  '\u00e9',
];
/** Between such words a long text is read closely. */
const telling = ['quota', 'credit', 'too many ', 'billing', 'spend', ' 429', 'exhausted', 'overloaded', 'api key'];

function repeated(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

/** A megabyte of a piece: alone, or in lines of some thousand characters that end in a telling word. */
const shapes: readonly ((piece: string) => string)[] = [
  (piece) => repeated(piece, megabyte),
  (piece) => repeated(telling.map((word) => `${repeated(piece, 3900)}${word}\n`).join(''), megabyte),
];

/** Milliseconds of this thread's own time, so that others on the machine do not count. */
function timeOf(read: (text: string) => unknown, text: string): number {
  const { user, system } = process.threadCpuUsage();
  read(text);
  const after = process.threadCpuUsage();
  return (after.user - user + after.system - system) / 1000;
}

/** Pieces in an order that is the same each time, and so mixed that a part of them stands for all. */
function mixed(): string[] {
  const words = [...fragments(), ...signs, ...more];
  const step = 389;
  const at = (index: number) => words[(index * step) % words.length] ?? '';
  return words.map((_, index) => `${at(index)}${index % 2 === 0 ? at(index + 7) : ''}${signs[index % 4]}`);
}

/** All of them take minutes; `MEGABYTES` asks for more than these. */
const count = Number(process.env.MEGABYTES ?? 60);

/** By reader, the pieces of which a megabyte takes too long. */
const slow: Record<string, readonly string[]> = {};
for (const [name, read] of Object.entries(readers)) {
  for (let run = 0; run < 5; run++) read(repeated('429 rate limit exceeded, try again in 5 s\n', megabyte));
  const pieces = [...signs, ...more, ...mixed()].slice(0, count + signs.length + more.length);
  slow[name] = pieces.flatMap((piece, index) => {
    const text = shapes[index % shapes.length]?.(piece) ?? '';
    let best = Infinity;
    for (let run = 0; run < tries && best > most; run++) best = Math.min(best, timeOf(read, text));
    return best > most ? [`${JSON.stringify(piece)}: ${Math.round(best)} ms`] : [];
  });
}
parentPort?.postMessage(slow);
