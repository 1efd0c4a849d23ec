import { type NamedKey, payers, type Use } from '../model/observation.ts';

/** Rows kept of one span: more than any surface shows, and few enough to pass on every few seconds. */
const most = 40;
/** Rows for those of no key: one for each payer, and one for those of whom that is not told. */
const mostOfNoKey = payers.length + 1;

/**
 * The same use in fewer rows: rows of one key, model and payer are one, the largest stay, the rest count for no model of their key,
 * and then for no key. The user's own keys (`isOwn`) keep their names. An organization can have thousands.
 */
export function fewerUses(uses: readonly Use[], isOwn: (key: NamedKey) => boolean): Use[] {
  const whole = merged(uses, (use) => use);
  if (whole.length <= most) return whole;
  const own = (use: Use) => use.key !== null && isOwn(use.key);
  const ranked = whole.sort((a, b) => Number(own(b)) - Number(own(a)) || tokensOf(b) - tokensOf(a));
  const kept = ranked.slice(0, most / 2);
  const byKey = merged(ranked.slice(most / 2), (use) => ({ ...use, model: null })).sort(
    (a, b) => tokensOf(b) - tokensOf(a),
  );
  const keys = byKey.slice(0, most / 2 - mostOfNoKey);
  const rest = merged(byKey.slice(most / 2 - mostOfNoKey), (use) => ({ ...use, model: null, key: null }));
  return [...kept, ...keys, ...rest];
}

/** Rows with the same key, model and payer in one. */
function merged(uses: readonly Use[], named: (use: Use) => Use): Use[] {
  const rows = new Map<string, Use>();
  for (const use of uses.map(named)) {
    const name = JSON.stringify([use.key?.id ?? null, use.model, use.payer ?? null]);
    const row = rows.get(name);
    rows.set(name, row ? { ...row, ...sumOf(row, use) } : use);
  }
  return [...rows.values()];
}

function sumOf(one: Use, other: Use): Pick<Use, 'requests' | 'tokens' | 'dollars'> {
  const { input, output } = one.tokens;
  return {
    requests: add(one.requests, other.requests),
    tokens: { input: input + other.tokens.input, output: output + other.tokens.output },
    dollars: add(one.dollars, other.dollars),
  };
}

/** What is not known of a part is not known of the whole. */
export function add(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
}

export function tokensOf({ tokens }: Use): number {
  return tokens.input + tokens.output;
}
