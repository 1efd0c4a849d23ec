import * as l10n from '@vscode/l10n';
import { meanings } from '../core/causes/meaning.ts';
import { headlineOf } from '../core/headline.ts';
import type { HeldRequest } from '../core/model/heldRequest.ts';
import type { LimitId } from '../core/model/limit.ts';
import type { KeySnapshot, Snapshot } from '../core/model/snapshot.ts';
import type { ModelView } from '../core/shown/ranking.ts';
import { isSameModel } from '../core/use/effectiveLimits.ts';
import { duration } from './duration.ts';
import type { PlainGauge } from './failureGauge.ts';
import { shortLimitName } from './limitNames.ts';
import { count, plural } from './numbers.ts';
import { outsideText } from './outsideText.ts';
import { plainText } from './plainText.ts';
import type { HeadlineWords } from './step.ts';

/** A hold that is shorter in all is over before anybody has read of it; seconds. */
const shortest = 2;

/** A request that is held back, for a row of the queue. */
export interface HoldWords {
  readonly id: string;
  readonly tool: string;
  /** What it waits for. */
  readonly what: string;
  /** "in 6 s" */
  readonly when: string;
}

/** The holds that are worth a look; what concerns a key that is hidden stands with the gateway alone. */
function shownHolds({ holds = [] }: Pick<Snapshot, 'holds'>): readonly HeldRequest[] {
  return holds.filter((hold) => !hold.isHidden && isLong(hold));
}

/** Those of keys that the user has hidden. */
export function hiddenHolds({ holds = [] }: Pick<Snapshot, 'holds'>): readonly HeldRequest[] {
  return holds.filter((hold) => hold.isHidden === true && isLong(hold));
}

function isLong({ since, until }: HeldRequest): boolean {
  return since + until >= shortest;
}

/** Whether holds are what matters most now: not beside what stops the work until the user does something. */
export function isHolding(snapshot: Snapshot): boolean {
  if (shownHolds(snapshot).length === 0) return false;
  const headline = headlineOf(snapshot, 'lowest');
  if (headline.kind === 'failure') return !meanings[headline.failure.failure.cause].needsUser;
  return headline.kind !== 'key-missing' && headline.kind !== 'key-changed';
}

/** "⏸ Claude Code 8 s" */
export function holdGauge(snapshot: Snapshot): PlainGauge {
  const holds = shownHolds(snapshot);
  const wait = duration(nextIn(holds));
  const [first] = holds;
  const tool = plainText(first?.tool ?? '', 30);
  const text = holds.length === 1 ? l10n.t('{0} {1}', tool, wait) : l10n.t('{0} held · {1}', count(holds.length), wait);
  const label =
    holds.length === 1
      ? l10n.t('a request of {0} is held back and goes out in {1}', tool, wait)
      : l10n.t('{0} requests are held back; the next goes out in {1}', count(holds.length), wait);
  return { text: `$(debug-pause) ${text}`, label };
}

/** The opening of the panel while requests are held. */
export function holdHeadline(snapshot: Snapshot): HeadlineWords {
  const holds = shownHolds(snapshot);
  const number = count(holds.length);
  const [first] = holds.toSorted((a, b) => a.until - b.until);
  return {
    tone: 'held',
    subject: first ? outsideText(first.model) : null,
    lead: l10n.t('The next request goes out in {0}', duration(nextIn(holds))),
    title: plural(holds.length, {
      one: l10n.t(
        'The gateway holds {0} request so that it is not refused; its tool only sees a slower answer',
        number,
      ),
      other: l10n.t(
        'The gateway holds {0} requests so that none is refused; their tools only see slower answers',
        number,
      ),
    }),
    status: null,
    limit: first ? limitOf(first, snapshot) : null,
    details: [
      l10n.t(
        'A request goes out as soon as it is likely to fit, and after the time that the setting allows in any case.',
      ),
    ],
    steps: [],
    announcement: l10n.t('A request is held back until it fits'),
  };
}

/** A row of the queue for each request that is held. */
export function holdRows(snapshot: Snapshot): HoldWords[] {
  return shownHolds(snapshot).map((hold) => ({
    id: hold.id,
    tool: outsideText(hold.tool, 40),
    what: whatText(hold),
    when: l10n.t('in {0}', duration(Math.max(1, hold.until))),
  }));
}

/** "claude-sonnet-5: waits for about 11K of 30K input tokens/min" */
function whatText({ model, limit, place }: HeldRequest): string {
  const name = outsideText(model, 60);
  if (limit === null) return l10n.t('{0}: the provider asked to wait', name);
  const wait = l10n.t(
    '{0}: waits for about {1} of {2} {3}',
    name,
    count(Math.round(limit.size)),
    count(limit.capacity),
    shortLimitName(limit),
  );
  return place > 1 ? l10n.t('{0} (place {1})', wait, count(place)) : wait;
}

/** A model as its row shows it: while requests for it are held, the next one goes out when they say so, whatever usual ones take. */
export function whileHeld(view: ModelView, snapshot: Snapshot): ModelView {
  const { binding, model, key } = view;
  if (binding === null || binding.isOld) return view;
  const hasIt = ({ models }: KeySnapshot) => models.some((one) => isSameModel(one.model, model.model));
  const isThrough = ({ tools }: KeySnapshot) => tools.some(({ through }) => through === 'gateway');
  // A hold does not say whose it is; of several keys with the model it is one whose tools go through the gateway.
  if (!isThrough(key) && snapshot.keys.some((other) => other !== key && hasIt(other))) return view;
  const holds = shownHolds(snapshot).filter((hold) => isSameModel(hold.model, model.model));
  return holds.length === 0 ? view : { ...view, binding: { ...binding, next: { kind: 'later', wait: nextIn(holds) } } };
}

/** Seconds, at least one: what is due has yet to go. */
function nextIn(holds: readonly HeldRequest[]): number {
  return Math.max(1, Math.min(...holds.map(({ until }) => until)));
}

/** The limit as the snapshot names it; `null` where no source has read it. */
function limitOf({ model, limit }: HeldRequest, { keys }: Snapshot): LimitId | null {
  if (limit === null) return null;
  const found = keys
    .flatMap(({ models }) => models.filter((one) => isSameModel(one.model, model)).flatMap(({ limits }) => limits))
    .find(({ unit, pool, capacity }) => unit === limit.unit && pool === limit.pool && capacity === limit.capacity);
  return found?.id ?? null;
}
