import * as l10n from '@vscode/l10n';
import type { Snapshot } from '../core/model/snapshot.ts';
import { type Finding, findingsIn } from '../core/situations.ts';
import { adviceFor } from './advice/adviceFor.ts';
import type { Place } from './advice/place.ts';
import { amountText } from './amountText.ts';
import { limitPhrase } from './limitNames.ts';
import { modelText } from './modelText.ts';
import { count, percent } from './numbers.ts';
import { outsideText } from './outsideText.ts';
import { headroomOf, stepOf } from './refusalWords.ts';
import type { Step } from './step.ts';
import { usedByText } from './usedByWords.ts';
import { asOfText, sharesText } from './useWords.ts';

/** Something worth knowing besides the headline, with its evidence and what to do about it. */
export interface FindingWords {
  readonly kind: Finding['kind'];
  readonly title: string;
  /** The numbers, in one sentence. */
  readonly evidence: string;
  readonly details: readonly string[];
  readonly steps: readonly Step[];
}

export function findingWords(snapshot: Snapshot, place: Place): FindingWords[] {
  return findingsIn(snapshot).map((finding) => {
    const { kind, key, limit } = finding;
    const { provider, origin, storage } = key;
    const { title, explanation, never, steps } = adviceFor(kind, {
      ...place,
      provider,
      origin,
      storage,
      window: limit.window,
      unit: limit.unit,
      model: modelOf(finding),
      watched: true,
      wait: finding.kind === 'sliced' ? finding.limit.wait : null,
      headroom: headroomOf(key),
    });
    return {
      kind,
      title: l10n.t(title),
      evidence: withUsers(evidenceText(finding), finding, snapshot.at),
      details: [l10n.t(explanation), l10n.t(never)],
      steps: steps.map((step) => stepOf(step, key.id)),
    };
  });
}

function modelOf(finding: Finding): string {
  return finding.kind === 'sliced' ? finding.model : finding.limit.model;
}

/** Names who draws on the limit, where the organization's own count tells, or else what was heard. */
function withUsers(evidence: string, finding: Finding, at: number): string {
  if (finding.kind !== 'shared-use') return evidence;
  const { users, limit } = finding;
  const heard = usedByText(limit, at);
  if (users === null) return heard === null ? evidence : l10n.t('{0} {1}.', evidence, heard);
  return l10n.t('{0} By key, in the last hour: {1}. {2}.', evidence, sharesText(users.shares), asOfText(users, at));
}

function evidenceText(finding: Finding): string {
  const model = outsideText(modelText(modelOf(finding)));
  switch (finding.kind) {
    case 'sliced': {
      const { left, unit } = finding.limit;
      return l10n.t('{0}: the refusal itself counts {1} as left.', model, amountText(left, unit));
    }
    case 'shared-use':
      return sharedUseText(model, limitPhrase(finding.limit), finding.share);
    case 'low-tier': {
      const holds = amountText(finding.limit.capacity ?? 0, finding.limit.unit);
      return finding.limit.unit === 'requests'
        ? l10n.t('{0}: {1} per minute, where a coding agent may send {2}.', model, holds, count(finding.typical))
        : l10n.t(
            '{0}: {1} per minute; one request of a coding agent often takes {2}.',
            model,
            holds,
            count(finding.typical),
          );
    }
  }
}

/** More than one and a half times the refill is told in times. */
function sharedUseText(model: string, limit: string, share: number): string {
  return share < 1.5
    ? l10n.t('{0}, {1}: {2} of what refills is used elsewhere.', model, limit, percent(share))
    : l10n.t('{0}, {1}: {2}× what refills is used elsewhere.', model, limit, count(share));
}
