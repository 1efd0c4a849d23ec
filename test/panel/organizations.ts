import type { MoneyGauge } from '../../src/core/model/money.ts';
import type { NamedKey, Use } from '../../src/core/model/observation.ts';
import type { KeySnapshot, OrganizationLimit, OrganizationSnapshot, Snapshot } from '../../src/core/model/snapshot.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from './snapshots.ts';

const dayLength = 86_400_000;
/** A Thursday in the afternoon, UTC. */
export const at = Date.UTC(2026, 10, 19, 14, 31);
const month = { from: Date.UTC(2026, 10, 1), until: Date.UTC(2026, 11, 1) };

/** A sum of money as the engine makes it; a test says only what it is about. */
export function gaugeOf(changes: Partial<MoneyGauge> = {}): MoneyGauge {
  const { kind = 'spend', scope = 'organization', name = null, period = 'month', whole = 100, spent = 41.2 } = changes;
  return {
    id: JSON.stringify([kind, scope, name, period]),
    kind,
    scope,
    name,
    period,
    ...month,
    currency: 'USD',
    spent,
    whole,
    left: whole === null || spent === null ? null : whole - spent,
    isEnforced: kind !== 'budget',
    state: 'fine',
    usedUpAt: null,
    age: 7_200,
    ...changes,
  };
}

export const spentToday = gaugeOf({ period: 'day', whole: null, spent: 3.4 });
export const soonSpent = gaugeOf({ spent: 71.2, state: 'soon', usedUpAt: Date.UTC(2026, 10, 24, 9) });
export const budgetGone = gaugeOf({ kind: 'budget', whole: 60, spent: 71.2, left: 0, state: 'empty' });

export function balanceOf(left: number, changes: Partial<MoneyGauge> = {}): MoneyGauge {
  const unbound = { from: null, until: null, period: 'ever', spent: null, whole: null } as const;
  return gaugeOf({ kind: 'balance', scope: 'key', ...unbound, left, isEnforced: true, age: 240, ...changes });
}

export function useOf(key: NamedKey | null, model: string | null, tokens: number): Use {
  return { key, model, requests: 10, tokens: { input: tokens, output: 0 }, dollars: null };
}

export const named = (name: string | null, ending: string | null): NamedKey => ({
  id: `id-${name}-${ending}`,
  name,
  ending,
});

export function organizationOf(changes: Partial<OrganizationSnapshot> = {}): OrganizationSnapshot {
  return {
    id: 'acme',
    label: 'Acme',
    provider: 'openai',
    origin: 'https://api.openai.com',
    fingerprint: '…7f3b',
    readings: [],
    gauges: [],
    missing: [],
    limits: [],
    usage: [],
    ...changes,
  };
}

export function organizationLimit(model: string, changes: Partial<OrganizationLimit> = {}): OrganizationLimit {
  const about = { scope: 'project', name: 'Default', unit: 'tokens', pool: 'standard', window: 60 } as const;
  return { ...about, models: [model], capacity: 30_000, ...changes };
}

export function withOrganizations(organizations: readonly OrganizationSnapshot[], ...keys: KeySnapshot[]): Snapshot {
  return { ...snapshotOf(...keys), at, organizations };
}

const work = keyOf({ models: [modelOf('gpt-5', { limits: [limitOf()] })] });
const uses = [
  useOf(named('cursor', '7f3a'), 'gpt-5', 640_000),
  useOf(named('ci', 'Q2wA'), 'gpt-5-mini', 300_000),
  useOf(null, null, 60_000),
];

const acme = organizationOf({
  gauges: [soonSpent, budgetGone, spentToday],
  usage: (['hour', 'day', 'month'] as const).map((span) => ({ span, from: at - dayLength, to: at - 240_000, uses })),
  limits: [
    organizationLimit('gpt-5', { capacity: 150_000 }),
    organizationLimit('o3'),
    organizationLimit('o3', { unit: 'requests', capacity: 500 }),
    organizationLimit('gpt-5-mini', { capacity: 200_000, scope: 'organization', name: null }),
  ],
  missing: [{ part: 'spend-limits', failure: failureOf({ cause: 'forbidden', status: 403 }).failure, retryIn: 3_600 }],
});

const ofTeam: Use[] = [
  { ...useOf(null, 'claude-opus-5', 900_000), payer: 'plan' },
  { ...useOf(null, 'gpt-5', 400_000), payer: 'own-key' },
  { ...useOf(null, 'gpt-5', 250_000), payer: 'on-demand', dollars: 46 },
  useOf(null, 'gpt-5', 1_000),
];

const team = organizationOf({
  id: 'team',
  label: 'Acme',
  provider: 'cursor',
  origin: 'https://api.cursor.com',
  gauges: [
    gaugeOf({ scope: 'plan', period: 'cycle', whole: null, spent: 230, fastRequests: 1_240, isEnforced: false }),
    gaugeOf({ scope: 'on-demand', period: 'cycle', whole: 1_150, spent: 46 }),
  ],
  usage: (['day', 'month'] as const).map((span) => ({ span, from: at - dayLength, to: at - 1_860_000, uses: ofTeam })),
});

const deepseek = (gauge: MoneyGauge, changes: Partial<KeySnapshot> = {}): KeySnapshot =>
  keyOf({
    id: 'deep',
    label: 'deep',
    provider: 'deepseek',
    origin: 'https://api.deepseek.com',
    models: [modelOf('deepseek-chat', { headers: 'absent' })],
    money: { readings: [], gauges: [gauge], missing: [] },
    ...changes,
  });

const nobody = named(`the ${'very '.repeat(40)}long name of a key`, null);

/** One for each look of money and use. */
export const organizationSituations = {
  money: withOrganizations([acme], work),
  team: withOrganizations([team], work),
  spendReached: withOrganizations(
    [organizationOf({ gauges: [gaugeOf({ spent: 100, state: 'empty' })] })],
    keyOf({ models: [modelOf('gpt-5', { limits: [limitOf()] })] }),
  ),
  balance: withOrganizations([], deepseek(balanceOf(12.4))),
  creditLow: withOrganizations([], deepseek(balanceOf(0.8, { state: 'low', whole: 20, spent: 19.2 }))),
  noMoney: withOrganizations(
    [
      organizationOf({
        missing: (['limits', 'usage', 'costs', 'spend-limits'] as const).map((part) => ({
          part,
          failure: failureOf({ cause: 'network', status: null }).failure,
          retryIn: null,
        })),
      }),
    ],
    work,
  ),
  toldNothing: withOrganizations([organizationOf()], work),
  onlyOrganization: withOrganizations([acme]),
  longUsers: withOrganizations(
    [
      organizationOf({
        label: 'An organization whose name goes on and on, as the names of organizations do, northern region',
        gauges: [
          gaugeOf({ scope: 'workspace', name: `Workspace${'x'.repeat(80)}`, currency: 'EUR', whole: 1_234_567.89 }),
        ],
        usage: [{ span: 'hour', from: at, to: at, uses: [useOf(nobody, `model-${'y'.repeat(90)}`, 5), ...uses] }],
        limits: Array.from({ length: 90 }, (_, index) => organizationLimit(`model-${index}-${'z'.repeat(50)}`)),
      }),
    ],
    work,
  ),
} satisfies Record<string, Snapshot>;
