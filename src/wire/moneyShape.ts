import { pools, units } from '../core/model/limit.ts';
import {
  type Balance,
  type Money,
  type MoneyGauge,
  type MoneyReading,
  moneyGaugeKinds,
  moneyPeriods,
  moneyScopes,
  moneyStates,
  type Spend,
} from '../core/model/money.ts';
import { accountParts, limitScopes, type NamedKey, payers, type Use, usageSpans } from '../core/model/observation.ts';
import { providerIds } from '../core/model/provider.ts';
import { type Incident, type ProviderStatus, statusLevels } from '../core/model/providerStatus.ts';
import type {
  AccountMoney,
  MissingPart,
  OrganizationLimit,
  OrganizationSnapshot,
  SpanOfUse,
  ToldMoney,
} from '../core/model/snapshot.ts';
import { plainFailure } from './failureShape.ts';
import { amount, byKind, flag, listOf, oneOf, optional, orNull, record, text } from './shape.ts';

const money = record<Money>({ amount, currency: text });

export const moneyReading = byKind<MoneyReading>({
  balance: record<Balance>({ kind: oneOf(['balance']), scope: oneOf(moneyScopes), left: money, paid: orNull(amount) }),
  spend: record<Spend>({
    kind: oneOf(['spend']),
    scope: oneOf(moneyScopes),
    name: orNull(text),
    period: oneOf(moneyPeriods),
    from: orNull(amount),
    until: orNull(amount),
    spent: orNull(money),
    limit: orNull(money),
    isEnforced: flag,
    fastRequests: optional(amount),
  }),
});

const gauge = record<MoneyGauge>({
  id: text,
  kind: oneOf(moneyGaugeKinds),
  scope: oneOf(moneyScopes),
  name: orNull(text),
  period: oneOf(moneyPeriods),
  from: orNull(amount),
  until: orNull(amount),
  currency: text,
  spent: orNull(amount),
  fastRequests: optional(amount),
  whole: orNull(amount),
  left: orNull(amount),
  isEnforced: flag,
  state: oneOf(moneyStates),
  usedUpAt: orNull(amount),
  age: amount,
});

const missing = record<MissingPart>({ part: oneOf(accountParts), failure: plainFailure, retryIn: orNull(amount) });
const accountFields = {
  readings: listOf(record<ToldMoney>({ reading: moneyReading, age: amount })),
  gauges: listOf(gauge),
  missing: listOf(missing),
};

export const accountMoney = record<AccountMoney>(accountFields);

export const use = record<Use>({
  model: orNull(text),
  key: orNull(record<NamedKey>({ id: text, name: orNull(text), ending: orNull(text) })),
  requests: orNull(amount),
  tokens: record<Use['tokens']>({ input: amount, output: amount }),
  dollars: orNull(amount),
  payer: optional(oneOf(payers)),
});

const details = {
  limits: listOf(
    record<OrganizationLimit>({
      scope: oneOf(limitScopes),
      name: orNull(text),
      models: listOf(text),
      unit: oneOf(units),
      pool: oneOf(pools),
      window: orNull(amount),
      capacity: amount,
    }),
  ),
  usage: listOf(record<SpanOfUse>({ span: oneOf(usageSpans), from: amount, to: amount, uses: listOf(use) })),
};

/** What of an organization does not get older, by its id. */
export const organizationDetails = record<Pick<OrganizationSnapshot, 'id' | 'limits' | 'usage'>>({
  id: text,
  ...details,
});

export const organization = record<OrganizationSnapshot>({
  id: text,
  label: text,
  provider: oneOf(providerIds),
  origin: text,
  fingerprint: text,
  ...accountFields,
  ...details,
});

export const providerStatus = record<ProviderStatus>({
  provider: oneOf(providerIds),
  level: oneOf(statusLevels),
  incidents: listOf(record<Incident>({ title: text, level: oneOf(statusLevels), since: amount })),
  readAt: amount,
});
