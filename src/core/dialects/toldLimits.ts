import type { Dialect, Family, Headers, LimitKind, ResetNumbers } from './dialect.ts';
import { anyDialect } from './families.ts';
import { type Part, partByWords, parts } from './headerNames.ts';
import { combinedLimits, plainLimit, policyWindow } from './ietf.ts';
import { parseCount } from './response.ts';

/** One limit as headers tell it: what kind it is, and the texts of its headers as they came. */
export interface ToldLimit extends Omit<LimitKind, 'reset'> {
  readonly numbers: ResetNumbers;
  readonly limit: string | undefined;
  readonly remaining: string | undefined;
  readonly reset: string | undefined;
}

/** LiteLLM hands on what its provider sent under this prefix (PROVIDERS.md §3). */
const handedOn = 'llm_provider-';

/**
 * The limits that headers tell of: those of the dialect's rows, then those whose names say by their words what they
 * count, then the combined fields of the IETF's drafts.
 */
export function toldLimits(given: Headers, dialect: Dialect = anyDialect): ToldLimit[] {
  const headers = withHandedOn(given);
  const families = new Map<string, Family>();
  const names = new Set(Object.keys(headers));
  for (const family of dialect) {
    const own = parts.map((part) => nameOf(family, part)).filter((name) => names.delete(name));
    if (own.length > 0) families.set(family.names, family);
  }
  for (const name of names) {
    const family = partByWords(name)?.family;
    if (family && !families.has(family.names)) families.set(family.names, family);
  }
  return [...[...families.values()].map((family) => toldBy(family, headers)), ...combinedLimits(headers)];
}

function toldBy(family: Family, headers: Headers): ToldLimit {
  const { names: _, reset: numbers, ...kind } = family;
  const text = (part: Part) => textOf(headers, nameOf(family, part));
  const limit = text('limit');
  const renewal = parseCount(text('renewalperiod')) || null;
  const window = renewal ?? kind.window ?? policyWindow(headers, limit);
  return { ...kind, numbers, window, limit: plainLimit(limit), remaining: text('remaining'), reset: text('reset') };
}

function nameOf({ names }: Family, part: Part): string {
  return names.replace('*', part);
}

function textOf(headers: Headers, name: string): string | undefined {
  return Object.hasOwn(headers, name) ? headers[name] : undefined;
}

/** Of a limit that the gateway tells otherwise than its provider, the gateway's word counts, in all its parts. */
function withHandedOn(headers: Headers): Headers {
  const inner = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith(handedOn) ? [[name.slice(handedOn.length), value] as const] : [],
  );
  if (inner.length === 0) return headers;
  const others = inner.filter(([name, value]) => (textOf(headers, name) ?? value) !== value);
  const different = new Set(others.map(([name]) => familyName(name)));
  const own = Object.entries(headers).filter(([name]) => !name.startsWith(handedOn));
  return Object.fromEntries([...inner.filter(([name]) => !different.has(familyName(name))), ...own]);
}

function familyName(name: string): string {
  return partByWords(name)?.family.names ?? name;
}
