import type { Thresholds } from '../core/limits/alarms.ts';
import { sourceIds } from '../core/model/observation.ts';
import { providerIds } from '../core/model/provider.ts';
import { keyStorages } from '../core/model/snapshot.ts';
import { amount, listOf, oneOf, optional, orNull, record, type Shape, text } from '../wire/shape.ts';
import { budget } from '../wire/snapshotShape.ts';
import type { HeldKey, HeldOrganization, Told, ToldPreferences } from './told.ts';

const identity = {
  id: text,
  label: text,
  provider: oneOf(providerIds),
  origin: text,
  fingerprint: text,
  storage: oneOf(keyStorages),
  digest: orNull(text),
};

const thresholds = record<Thresholds>({ low: amount, critical: amount });

const amounts: Shape<Readonly<Record<string, number>>> = (value) =>
  typeof value === 'object' && value !== null && Object.values(value).every(amount);

export const told = record<Told>({
  store: text,
  editor: orNull(oneOf(providerIds)),
  keys: listOf(record<HeldKey>({ ...identity, models: listOf(text) })),
  organizations: listOf(record<HeldOrganization>(identity)),
  replaced: orNull(text),
  preferences: record<ToldPreferences>({
    budget,
    thresholds: record<ToldPreferences['thresholds']>({
      requests: thresholds,
      tokens: thresholds,
      'input-tokens': thresholds,
      'output-tokens': thresholds,
      images: thresholds,
    }),
    muted: listOf(text),
    budgets: amounts,
    unwanted: listOf(oneOf(sourceIds)),
  }),
  patience: optional(amount),
});
