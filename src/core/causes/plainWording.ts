import type { Cause } from '../model/failure.ts';
import type { Evidence } from './evidence.ts';
import type { Rule } from './rule.ts';

/** Behind these words stands any cause, whatever else a sentence advises ("Rate limit reached. Please log in."). */
const ofRate = /rate[ _-]?limit|too many requests|\b429\b/;

/** UTF-16 units of a text that a sentence may be all of; in a longer one such words are those of somebody's document. */
const longestPlain = 2_500;

/** Looked at once for each text, however many rules ask. */
const known = new WeakMap<Evidence, boolean>();

function isPlain(evidence: Evidence): boolean {
  let plain = known.get(evidence);
  if (plain === undefined) {
    plain = evidence.said.length <= longestPlain && !ofRate.test(evidence.said);
    known.set(evidence, plain);
  }
  return plain;
}

/** Causes for which checks stop until the user acts. */
const ofAccess = new Set<Cause>(['key-invalid', 'forbidden']);

/** Where no connection came about, nobody can have looked at a key. */
const noConnection =
  /\bnewconnectionerror\b|\bfailed to establish a (?:new )?connection\b|\bconnection (?:was )?refused\b|\b(?:econnrefused|enotfound|ehostunreach|enetunreach|getaddrinfo)\b|\bname or service not known\b|\bcould not resolve host\b/;

/**
 * The rules for texts that are a sentence or a few and speak of no rate: never certain. Whoever says that the fault is the
 * server's own is believed, whatever a sentence says of keys: no key is given up for it.
 */
export function onPlain(rules: readonly Rule[]): readonly Rule[] {
  return rules.map((rule) => ({
    ...rule,
    weak: true,
    when: (evidence) =>
      isPlain(evidence) &&
      !(
        ofAccess.has(rule.cause) &&
        ((evidence.status ?? 0) >= 500 || (evidence.status === null && noConnection.test(evidence.said)))
      ) &&
      (rule.when?.(evidence) ?? true),
  }));
}

/** A thing and what is said of it, whichever comes first: "missing key", "the key is missing". */
export function saidOf(things: string, states: string): RegExp {
  return new RegExp(
    String.raw`\b(?:${states}) (?:(?!to )[a-z-]{1,14} ){0,3}?(?:${things})\b|\b(?:${things})(?: [\w'.:/()-]{1,40}){0,4}? (?:${states})\b`,
  );
}

/** The same in languages whose words neither blanks nor ASCII letters bound. */
export function near(things: string, states: string): RegExp {
  const between = '(?:[^.;{}。；]{0,24}?|[^.,;{}。；，、]{0,48}?)';
  const before = '[^.,;{}。；，、]{0,32}?';
  return new RegExp(`(?:${things})${between}(?:${states})|(?:${states})${before}(?:${things})`);
}

export const notThere = "(?:(?:does )?not|doesn't) exist|not found|(?:could|can) ?not be found";
