import { providerIds } from '../core/model/provider.ts';
import { numberSources, sourceRowStates } from '../core/shown/sourceRows.ts';
import { findingKinds } from '../core/situations.ts';
import type { AccountWords, MoneyWords } from '../words/accountWords.ts';
import type { FindingWords } from '../words/findingWords.ts';
import type { ModelLimitsWords } from '../words/organizationLimitWords.ts';
import type { PanelWords } from '../words/panelWords.ts';
import type { SourceOffer, SourcesWords, SourceWords } from '../words/sourceWords.ts';
import { type HeadlineWords, type StatusWords, type Step, tones } from '../words/step.ts';
import type { UsePart, UseWords } from '../words/useWords.ts';
import { amount, flag, listOf, oneOf, orNull, record, type Shape, text } from './shape.ts';

/** Any intent passes here, since the host checks it when it comes back. */
const intent: Shape<unknown> = (value) => typeof value === 'object' && value !== null;

export const step = record<Step>({ text, button: orNull(text), intent: orNull(intent) });

const account = record<AccountWords>({
  id: text,
  title: text,
  money: listOf(
    record<MoneyWords>({
      id: text,
      title: text,
      amount: text,
      word: orNull(text),
      percent: orNull(amount),
      tone: oneOf(tones),
    }),
  ),
  use: listOf(
    record<UseWords>({
      title: text,
      parts: listOf(record<UsePart>({ text, width: amount, whose: oneOf(['own', 'named', 'others']) })),
      byModel: text,
      asOf: text,
    }),
  ),
  limits: listOf(record<ModelLimitsWords>({ model: text, text })),
  notes: listOf(text),
});

const headline = record<HeadlineWords>({
  tone: oneOf(tones),
  subject: orNull(text),
  lead: text,
  title: text,
  status: orNull(record<StatusWords>({ provider: oneOf(providerIds), text })),
  limit: orNull(text),
  details: listOf(text),
  steps: listOf(step),
  announcement: text,
});

const finding = record<FindingWords>({
  kind: oneOf(findingKinds),
  title: text,
  evidence: text,
  details: listOf(text),
  steps: listOf(step),
});

const sources = record<SourcesWords>({
  summary: text,
  isUntold: flag,
  rows: listOf(
    record<SourceWords>({
      source: oneOf(numberSources),
      title: text,
      state: oneOf(sourceRowStates),
      stateText: text,
      trouble: orNull(text),
      sees: text,
      notSeen: text,
      offers: listOf(record<SourceOffer>({ button: text, intent })),
    }),
  ),
});

export const panelWords = record<PanelWords>({
  headline,
  findings: listOf(finding),
  accounts: listOf(account),
  statusPages: listOf(oneOf(providerIds)),
  planUntold: orNull(text),
  sources,
});
