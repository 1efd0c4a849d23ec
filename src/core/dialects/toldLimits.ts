import type { Dialect, Family, Headers, ToldLimit } from './dialect.ts';
import { anyDialect } from './families.ts';
import { nameOf, type Part, partByWords, parts } from './headerNames.ts';
import { combinedLimits, plainLimit, policyWindow } from './ietf.ts';
import { parseCount } from './response.ts';

/** LiteLLM hands on what its provider sent under this prefix (docs/providers.md, LiteLLM). */
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

/** A header that came twice with the same value is joined by some clients: "500, 500". */
const repeated = /^([^,]{1,60})(?:, ?\1)+$/;

function textOf(headers: Headers, name: string): string | undefined {
  const text = Object.hasOwn(headers, name) ? headers[name] : undefined;
  return text === undefined ? undefined : (repeated.exec(text)?.[1] ?? text);
}

/** If gateway and provider disagree on a limit, all parts of it come from the gateway, which enforces its own. */
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
