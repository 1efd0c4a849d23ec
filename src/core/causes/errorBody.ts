import { longestSaid } from './evidence.ts';
import { pageText } from './pageText.ts';

/** The content of an error body, whichever of the providers' envelopes it comes in. */
export interface ErrorWords {
  readonly message: string;
  /** The provider's own `type` and `code`, verbatim. */
  readonly type: string | null;
  readonly code: string | null;
  /** Every identifier in the error, in lower case. */
  readonly codes: ReadonlySet<string>;
  /** The whole error as lines of "name: value", so that nested and unknown fields are searched too. */
  readonly text: string;
  /** HTTP status that the body itself names. */
  readonly status: number | null;
  /** An object that says it is an error. */
  readonly envelope: boolean;
}

const none: ErrorWords = {
  message: '',
  type: null,
  code: null,
  codes: new Set(),
  text: '',
  status: null,
  envelope: false,
};

const longestBody = 1_000_000;

/** Reads an error in JSON, as text in JSON, as a server-sent event, as a page or as bare words. */
export function readErrorBody(body: unknown): ErrorWords {
  if (typeof body === 'string') return readText(body.slice(0, longestBody));
  if (typeof body !== 'object' || body === null) return none;
  const outer = (Array.isArray(body) ? body[0] : body) as Record<string, unknown> | null;
  if (typeof outer !== 'object' || outer === null) return none;
  return readObject(outer);
}

function readText(body: string): ErrorWords {
  const parsed = parseJson(body) ?? eventData(body);
  if (parsed !== null) return readErrorBody(parsed);
  const message = pageText(body).trim();
  return { ...none, message, text: message };
}

/**
 * By the errors of docs/providers.md `error` is an object, a text (xAI), missing (Mistral, Cohere) or within
 * `response`.
 */
function readObject(outer: Record<string, unknown>): ErrorWords {
  const within = record(outer.response)?.error ?? record(list(outer.choices)[0])?.error;
  const error = outer.error ?? within ?? outer;
  const inner = record(error) ?? {};
  const nested = record(inner.error);
  const said = typeof error === 'string' ? error : (text(inner.message) ?? text(nested?.message) ?? text(inner.detail));
  const message = said ?? text(outer.message) ?? text(outer.detail) ?? text(record(outer.message)?.detail) ?? '';
  const named = (name: string) => text(inner[name]) ?? (error === outer ? null : text(outer[name]));
  const type = text(inner.type) ?? (typeof error === 'string' ? text(outer.type) : null);
  const code = text(record(inner.details)?.error_code) ?? text(inner.code) ?? text(outer.code);
  const lines: string[] = [];
  flatten(outer, '', lines, 0);
  const codes = new Set<string>();
  collectCodes(outer, codes, 0);
  const numbers = [
    inner.code,
    inner.status,
    outer.code,
    outer.status,
    outer.status_code,
    outer.statusCode,
    nested?.code,
  ];
  const status = numbers.map((value) => Number(text(value))).find((number) => number >= 400 && number < 600) ?? null;
  const envelope = outer.error !== undefined || within !== undefined || named('object') === 'error' || message !== '';
  return { message, type, code, codes, text: lines.join('\n').slice(0, longestSaid), status, envelope };
}

/**
 * Whether a body of a successful status is an error all the same (docs/providers.md, Anthropic: errors: after a 200, in
 * the stream).
 */
export function holdsError(body: unknown): boolean {
  if (typeof body === 'string') {
    if (!/^\s{0,20}[{[]|^\s{0,20}(?:event|data):/.test(body)) return false;
    const parsed = parseJson(body) ?? eventData(body.slice(0, longestBody));
    return parsed !== null && holdsError(parsed);
  }
  const outer = record(body);
  if (!outer) return false;
  // OpenAI's event of a stream and Mistral's envelope say what they are, and have the rest beside it.
  if ((outer.type === 'error' || outer.object === 'error') && (text(outer.message) ?? text(outer.code))) return true;
  const error = outer.error ?? record(outer.response)?.error ?? record(list(outer.choices)[0])?.error;
  return typeof error === 'string' ? error !== '' : record(error) !== null;
}

/** The data of the error event in a stream of server-sent events; the last where there are several. */
function eventData(body: string): object | null {
  if (!/^(?:event|data):/m.test(body)) return null;
  const lines = body.split('\n').slice(-500);
  for (const line of lines.reverse()) {
    if (!line.startsWith('data:') || !line.includes('error')) continue;
    const data = parseJson(line.slice(5));
    if (data !== null && holdsError(data)) return data;
  }
  return null;
}

function flatten(value: unknown, name: string, lines: string[], depth: number): void {
  if (lines.length > 200 || depth > 8) return;
  if (typeof value === 'string' || typeof value === 'number') {
    const inside = typeof value === 'string' && depth < 6 ? parseJson(value) : null;
    if (inside) flatten(inside, name, lines, depth + 1);
    else lines.push(`${name}: ${String(value).slice(0, 4000)}`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value).slice(0, 100)) flatten(one, key, lines, depth + 1);
  }
}

const codeNames = new Set(['type', 'code', 'status', 'reason', 'error_code', '__type', 'error']);

function collectCodes(value: unknown, codes: Set<string>, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > 8 || codes.size > 50) return;
  for (const [name, one] of Object.entries(value).slice(0, 100)) {
    const code = codeNames.has(name) ? text(one) : null;
    // Amazon's are "com.amazon.coral.availability#ThrottlingException".
    if (code !== null && code.length <= 100) codes.add(code.toLowerCase().replace(/^com\.amazon[\w.]*#/, ''));
    const inside = typeof one === 'string' && depth < 6 ? parseJson(one) : one;
    collectCodes(inside, codes, depth + 1);
  }
}

function parseJson(value: string): object | null {
  if (!/^\s{0,20}[{[]/.test(value) || value.length > longestBody) return null;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' ? parsed : null;
  } catch {
    return null;
  }
}

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
}
