import type { Unit } from '../model/limit.ts';
import type { Headers, ToldLimit } from './dialect.ts';

/** One policy of a `RateLimit-Policy`: `100;w=60` (`100;window=60` in older drafts), or `"burst";q=100;w=60;qu="requests"`. */
interface Policy {
  /** More than one where a label stands before it, as Hugging Face writes: `"fixed window";"api";q=1000;w=300`. */
  readonly names: readonly string[];
  readonly quota: string;
  readonly window: number | null;
  readonly unit: Unit | null;
}

/** Longer values are no list of a few policies. UTF-16 units. */
const longestValue = 2000;

/**
 * Limits in the combined headers of the IETF's drafts on RateLimit fields: `RateLimit: limit=…, remaining=…, reset=…` of
 * the seventh, `RateLimit: "name";r=…;t=…` of the eighth and later, both with `RateLimit-Policy`.
 */
export function combinedLimits(headers: Headers): ToldLimit[] {
  const items = listOf(headers.ratelimit);
  const policies = policiesOf(headers);
  const fields = new Map(items.flatMap(([first = '']) => (first.includes('=') ? [pairOf(first)] : [])));
  if (fields.size > 0) {
    const limit = fields.get('limit');
    const policy = policies.find(({ quota }) => quota === limit);
    const texts = { limit, remaining: fields.get('remaining'), reset: fields.get('reset') };
    return [told('requests', policy?.window ?? null, texts)];
  }
  return items.flatMap(([first = '', ...parameters]) => {
    const policy = policies.find(({ names }) => names.includes(unquoted(first)));
    const given = new Map(parameters.map(pairOf));
    if (policy?.unit === null || !given.has('r')) return [];
    return [
      told(policy?.unit ?? 'requests', policy?.window ?? null, {
        limit: policy?.quota,
        remaining: given.get('r'),
        reset: given.get('t'),
      }),
    ];
  });
}

/** Seconds that the policy of a plain `RateLimit-Limit` names: beside it, or within its value (`100, 100;w=60`). */
export function policyWindow(headers: Headers, limit: string | undefined): number | null {
  const quota = plainLimit(limit);
  const within = listOf(limit).map(policyOf);
  return [...within, ...policiesOf(headers)].find((policy) => policy.quota === quota && policy.window)?.window ?? null;
}

/** The limit in force where a value names policies behind it; any other value as it is. */
export function plainLimit(limit: string | undefined): string | undefined {
  return limit !== undefined && /^\d{1,16}\s?[,;]/.test(limit) && /;\s?w(?:indow)?=/.test(limit)
    ? /^\d+/.exec(limit)?.[0]
    : limit;
}

type Texts = Pick<ToldLimit, 'limit' | 'remaining' | 'reset'>;

function told(unit: Unit, window: number | null, texts: Texts): ToldLimit {
  return { unit, pool: 'standard', window, step: 1, numbers: 'seconds', ...texts };
}

function policiesOf(headers: Headers): Policy[] {
  return listOf(headers['ratelimit-policy']).map(policyOf);
}

function policyOf([first = '', ...parameters]: readonly string[]): Policy {
  const given = new Map(parameters.map(pairOf));
  const seconds = Number(given.get('w') ?? given.get('window'));
  return {
    names: [first, ...parameters.filter((text) => text.startsWith('"'))].map(unquoted),
    quota: given.get('q') ?? first,
    window: seconds > 0 && seconds < 1e8 ? seconds : null,
    unit: unitCalled(given.get('qu') ?? 'requests'),
  };
}

function unitCalled(name: string): Unit | null {
  return name === 'requests' || name === 'tokens' ? name : null;
}

/** The items of a structured list, each as its value and its parameters. */
function listOf(value: string | undefined): string[][] {
  if (value === undefined || value.length > longestValue) return [];
  return split(value, ',').map((item) => split(item, ';'));
}

/** At a sign that stands outside of quotes. */
function split(text: string, sign: ',' | ';'): string[] {
  return (text.match(sign === ',' ? /(?:"[^"]*"|[^,"])+/g : /(?:"[^"]*"|[^;"])+/g) ?? []).map((part) => part.trim());
}

function pairOf(text: string): [string, string] {
  const [name = '', value = ''] = text.split('=', 2);
  return [name.trim().toLowerCase(), unquoted(value.trim())];
}

function unquoted(text: string): string {
  return text.replace(/^"|"$/g, '');
}
