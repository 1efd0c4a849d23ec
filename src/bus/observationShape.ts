import { pools, units } from '../core/model/limit.ts';
import {
  type AccountObservation,
  accountParts,
  type LimitsTold,
  limitScopes,
  type MoneyTold,
  type Observation,
  type PartMissing,
  sourceIds,
  type UsageTold,
  usageSpans,
} from '../core/model/observation.ts';
import { providerIds } from '../core/model/provider.ts';
import { plainFailure } from '../wire/failureShape.ts';
import { moneyReading, use } from '../wire/moneyShape.ts';
import { amount, byKind, listOf, oneOf, orNull, record, type Shape, text } from '../wire/shape.ts';

const kinds = ['limits', 'usage', 'money', 'missing'] as const;
type Kind = (typeof kinds)[number];

type Organization = Extract<AccountObservation['account'], { readonly kind: 'organization' }>;

/** What a window tells of an organization that it reads. */
export type ReadObservation = Extract<AccountObservation, { readonly kind: Kind }> & { readonly account: Organization };

/** Whether an observation is one that windows tell the leader of. */
export function isOfReading(observation: Observation): observation is ReadObservation {
  return (kinds as readonly string[]).includes(observation.kind) && isOfOrganization(observation);
}

function isOfOrganization(observation: Observation): boolean {
  return observation.kind !== 'status' && observation.account.kind === 'organization';
}

type OfOrganization<Told> = Told & { readonly account: Organization };

const seen = {
  source: oneOf(sourceIds),
  account: record<Organization>({ kind: oneOf(['organization']), provider: oneOf(providerIds), id: text }),
};

const limits = record<OfOrganization<LimitsTold>>({
  kind: oneOf(['limits']),
  ...seen,
  scope: oneOf(limitScopes),
  name: orNull(text),
  models: listOf(text),
  limits: listOf(
    record<LimitsTold['limits'][number]>({
      unit: oneOf(units),
      pool: oneOf(pools),
      window: orNull(amount),
      capacity: orNull(amount),
    }),
  ),
  toldAt: amount,
});

const usage = record<OfOrganization<UsageTold>>({
  kind: oneOf(['usage']),
  ...seen,
  span: oneOf(usageSpans),
  from: amount,
  to: amount,
  uses: listOf(use),
});

const money = record<OfOrganization<MoneyTold>>({
  kind: oneOf(['money']),
  ...seen,
  part: oneOf(['costs', 'spend-limits', 'balance']),
  toldAt: amount,
  money: listOf(moneyReading),
});

const missing = record<OfOrganization<PartMissing>>({
  kind: oneOf(['missing']),
  ...seen,
  part: oneOf(accountParts),
  failure: plainFailure,
  retryIn: orNull(amount),
});

export const readObservation: Shape<ReadObservation> = byKind<ReadObservation>({ limits, usage, money, missing });
