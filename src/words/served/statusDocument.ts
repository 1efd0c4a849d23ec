import type { HeldRequest } from '../../core/model/heldRequest.ts';
import type { MoneyGauge } from '../../core/model/money.ts';
import type { KeySnapshot, OrganizationSnapshot, Snapshot } from '../../core/model/snapshot.ts';
import type { LimitView } from '../../core/shown/limitView.ts';
import { type ModelView, rankedModels } from '../../core/shown/ranking.ts';
import { gaugeText } from '../gaugeWords.ts';
import { outsideText } from '../outsideText.ts';

/** Raised when a field goes, or means something else; a new field is no new version (docs/status.md). */
const statusVersion = 1;

/** What is told to programs, field by field as docs/status.md explains it. What is not known is not there. */
export interface StatusDocument {
  readonly version: typeof statusVersion;
  readonly at: number;
  readonly text: string;
  readonly label: string;
  readonly alert: 'none' | 'warning' | 'error';
  readonly limits: readonly ServedLimit[];
  readonly keys: readonly ServedKey[];
  readonly money: readonly ServedMoney[];
  readonly holds: readonly ServedHold[];
}

export interface ServedLimit {
  readonly key: string;
  readonly model: string;
  readonly unit: string;
  readonly pool: string;
  readonly window?: number;
  readonly state: string;
  readonly capacity?: number;
  readonly left?: number;
  readonly leftAtLeast?: number;
  readonly percent?: number;
  readonly fullIn?: number;
  readonly emptyIn?: number;
  readonly readAgo: number;
  readonly source: string;
}

export interface ServedKey {
  readonly id: string;
  readonly label: string;
  readonly provider: string;
  readonly status: string;
  readonly tools: readonly ServedTool[];
}

export interface ServedTool {
  readonly tool?: string;
  readonly requests: number;
  readonly lastAgo: number;
}

export interface ServedMoney {
  readonly account: string;
  readonly kind: string;
  readonly scope: string;
  readonly name?: string;
  readonly period: string;
  readonly currency: string;
  readonly spent?: number;
  readonly whole?: number;
  readonly left?: number;
  readonly state: string;
  readonly readAgo: number;
}

export interface ServedHold {
  readonly tool: string;
  readonly model: string;
  readonly place: number;
  readonly heldFor: number;
  readonly sentIn: number;
  readonly sentAtLatestIn: number;
}

/** The bar as a new user has it, whatever it looks like in this editor. */
const style = { style: 'compact', amount: 'left', limit: 'lowest' } as const;
const longestName = 100;

/** All that status lines and dashboards are told of a snapshot: the numbers of the surfaces, and nothing that is secret. */
export function statusDocument(whole: Snapshot): StatusDocument {
  const snapshot = withoutFingerprints(whole);
  const { text, label, alert } = gaugeText(snapshot, style);
  const { keys, organizations } = snapshot;
  return {
    version: statusVersion,
    at: Math.round(snapshot.at),
    text: withoutIcons(text),
    label: withoutIcons(label),
    alert,
    limits: rankedModels(snapshot).flatMap(limitsOf),
    keys: keys.map(servedKey),
    money: [
      ...keys.flatMap(({ id, money }) => money.gauges.map((gauge) => servedMoney(id, gauge))),
      ...organizations.flatMap(({ id, gauges }) => gauges.map((gauge) => servedMoney(id, gauge))),
    ],
    holds: (snapshot.holds ?? []).filter(({ isHidden }) => !isHidden).map(servedHold),
  };
}

function limitsOf({ key, model, binding, others }: ModelView): ServedLimit[] {
  const views = binding === null ? others : [binding, ...others];
  return views.map((view) => servedLimit(key.id, model.model, view));
}

/** An old level says nothing of now, so it is not there. */
function servedLimit(key: string, model: string, { limit, left, percent, isOld }: LimitView): ServedLimit {
  const { unit, pool, window, state, capacity, level, timeToFull, timeToEmpty, age, source } = limit;
  return known({
    key,
    model: outsideText(model, longestName),
    unit,
    pool,
    window,
    state,
    capacity,
    left: isOld ? null : rounded(left, Math.floor),
    leftAtLeast: rounded(level?.low ?? null, Math.floor),
    percent: isOld ? null : percent,
    fullIn: isOld ? null : rounded(timeToFull, Math.ceil),
    emptyIn: isOld ? null : rounded(timeToEmpty, Math.floor),
    readAgo: Math.round(age),
    source,
  });
}

/** A key that was only heard is called by its last characters, which stay here: no label holds them, nor a text made of labels. */
function withoutFingerprints(snapshot: Snapshot): Snapshot {
  const { keys, organizations } = snapshot;
  const marks = [...keys, ...organizations].flatMap(({ fingerprint }) => [
    fingerprint,
    `…${fingerprint.split('…').at(-1)}`,
  ]);
  const unmarked = <Whose extends KeySnapshot | OrganizationSnapshot>(whose: Whose): Whose => {
    const label = marks
      .filter((mark) => mark.length > 1)
      .reduce((text, mark) => text.replaceAll(mark, ''), whose.label);
    return { ...whose, label: label.trim() };
  };
  return { ...snapshot, keys: keys.map(unmarked), organizations: organizations.map(unmarked) };
}

function servedKey({ id, label, provider, status, tools }: KeySnapshot): ServedKey {
  return {
    id,
    label: outsideText(label, longestName),
    provider,
    status,
    tools: tools.map(({ tool, requests, age }) =>
      known({ tool: tool === null ? null : outsideText(tool, longestName), requests, lastAgo: Math.round(age) }),
    ),
  };
}

function servedMoney(account: string, gauge: MoneyGauge): ServedMoney {
  const { kind, scope, name, period, currency, spent, whole, left, state, age } = gauge;
  const told = name === null ? null : outsideText(name, longestName);
  return known({
    account,
    kind,
    scope,
    name: told,
    period,
    currency,
    spent,
    whole,
    left,
    state,
    readAgo: Math.round(age),
  });
}

function servedHold({ tool, model, place, since, until, latest }: HeldRequest): ServedHold {
  return {
    tool: outsideText(tool, longestName),
    model: outsideText(model, longestName),
    place,
    heldFor: Math.round(since),
    sentIn: Math.ceil(until),
    sentAtLatestIn: Math.ceil(latest),
  };
}

function rounded(value: number | null, round: (value: number) => number): number | null {
  return value === null ? null : round(value);
}

/** Without icons of the editor, and without what `plainText` put in so that no name looks like one. */
function withoutIcons(text: string): string {
  return text
    .replace(/\$\([\w~-]+\)/g, '')
    .replace(/\u2060/g, '')
    .replace(/[\s\u2007]+/g, ' ')
    .trim();
}

type Known<Fields> = { readonly [Name in keyof Fields]: Exclude<Fields[Name], null> };

/** Without the fields that nobody knows, or that are no number JSON could hold. */
function known<Fields extends object>(fields: Fields): Known<Fields> {
  const told = Object.entries(fields).filter(
    ([, value]) => value !== null && (typeof value !== 'number' || Number.isFinite(value)),
  );
  return Object.fromEntries(told) as Known<Fields>;
}
