import * as l10n from '@vscode/l10n';
import type { KeySnapshot, LimitSnapshot, Snapshot } from '../core/model/snapshot.ts';
import { isEasedForSome, mayOnlyWait } from '../core/shown/eased.ts';
import type { LimitView } from '../core/shown/limitView.ts';
import { severity } from '../core/shown/limitView.ts';
import { isUnnamed } from '../core/whichModel.ts';
import type { Place } from './advice/place.ts';
import { duration } from './duration.ts';
import { easedLead, waitText } from './easedWords.ts';
import { leftOfText, neverFitsText } from './limitDetailWords.ts';
import { limitPhrase } from './limitNames.ts';
import { percentText } from './limitViewWords.ts';
import { otherUseText } from './limitWords.ts';
import { modelOfKeyText } from './modelText.ts';
import { count, plural } from './numbers.ts';
import { atThisPaceText } from './outlookWords.ts';
import { outsideText } from './outsideText.ts';
import { lowSteps } from './refusalWords.ts';
import type { HeadlineWords, Tone } from './step.ts';
import { subjectText } from './subjectText.ts';

/** Words for a limit whose level is known: first whether the next request fits, then the numbers, then what to do. */
export function levelWords(view: LimitView, key: KeySnapshot, snapshot: Snapshot, place: Place): HeadlineWords {
  const { limit } = view;
  const isWaiting = mayOnlyWait(view, key, snapshot);
  const lead = isWaiting ? easedLead(view) : leadOf(view);
  const others = otherUseText(limit);
  const isFine = !isWaiting && severity(view) === 0;
  const waits = !isWaiting && !isFine && view.next.kind !== 'never' && isEasedForSome(limit, key, snapshot);
  const details = [waits ? waitText() : null, others === null ? null : l10n.t('{0}.', others), unknownsText(snapshot)];
  return {
    tone: isWaiting ? 'held' : toneOf(view),
    subject: subjectText(modelOfKeyText(limit.model, key.models), key),
    lead,
    title: isWaiting ? `${sizeText(view)} ${waitText()}` : factText(view, snapshot.at),
    status: null,
    details: details.filter((text) => text !== null),
    steps: isFine || isWaiting ? [] : lowSteps(limit, key, snapshot, place),
    announcement: isFine ? '' : announcementOf(isWaiting && view.state === 'empty' ? l10n.t('Used up') : lead, limit),
    limit: limit.id,
  };
}

/** A model that is known by its capacities has no name without numbers. */
function announcementOf(lead: string, limit: LimitSnapshot): string {
  return isUnnamed(limit.model)
    ? l10n.t('{0}: {1}', lead, limitPhrase(limit))
    : l10n.t('{0}: {1} of {2}', lead, limitPhrase(limit), outsideText(limit.model));
}

function toneOf(view: LimitView): Tone {
  if (view.next.kind === 'never') return 'trouble';
  return view.state === 'unknown' ? 'fine' : view.state;
}

function leadOf({ state, next, isRefusing }: LimitView): string {
  if (next.kind === 'never') return l10n.t('A request of this size never fits');
  switch (state) {
    case 'fine':
    case 'unknown':
      if (next.kind === 'later') return l10n.t('The next request may not fit yet');
      return next.kind === 'fits' ? l10n.t('The next request fits') : l10n.t('Fine');
    case 'empty':
      return isRefusing ? l10n.t('Refused just now') : l10n.t('Used up');
    default:
      return state === 'low' && next.kind !== 'later' ? l10n.t('Running low') : l10n.t('The next requests are at risk');
  }
}

/** What is left, what a request takes, and when the next one fits or nothing is left. */
function factText(view: LimitView, at: number): string {
  const { limit, next } = view;
  if (next.kind === 'never') return neverFitsText(next.size, next.capacity, limit);
  const fact = sizeText(view);
  if (next.kind === 'later') return l10n.t('{0} Pause {1} and the next one fits.', fact, duration(next.wait));
  const pace = sizeOf(view) === null ? atThisPaceText(limit, at) : null;
  return pace === null ? fact : l10n.t('{0} {1}.', fact, capitalized(pace));
}

/** The two numbers that decide: what is left, and what a request takes. */
function sizeText(view: LimitView): string {
  const phrase = limitPhrase(view.limit);
  const left = leftOfText(view) ?? percentText(view) ?? '';
  const size = sizeOf(view);
  return size === null
    ? l10n.t('{0} {1} are left.', left, phrase)
    : l10n.t('{0} {1} are left, and your requests take about {2}.', left, phrase, count(size));
}

function sizeOf({ limit: { requestSize, unit }, next }: LimitView): number | null {
  return unit === 'requests' || next.kind === 'unknown' ? null : requestSize;
}

function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

function unknownsText({ keys }: Snapshot): string | null {
  const all = keys.flatMap(({ models }) => models.flatMap(({ limits }) => limits));
  const unknown = all.filter((limit) => limit.state === 'unknown').length;
  if (unknown === 0) return null;
  return plural(unknown, {
    one: l10n.t('{0} of {1} limits was not checked lately.', count(unknown), count(all.length)),
    other: l10n.t('{0} of {1} limits were not checked lately.', count(unknown), count(all.length)),
  });
}
