import type { Reading, Unit } from './model/limit.ts';
import type { LimitShape } from './model/snapshot.ts';

/** A model of a key with what is known of its limits. */
export interface KnownModel {
  readonly model: string;
  readonly limits: readonly LimitShape[];
}

/**
 * The model that a response is about whose readings name none: the one of the key's models whose limits have the
 * capacities that it tells. Where several have them or none has, it is some model known by these capacities alone
 * (`isUnnamed`); `null` where it tells none.
 */
export function whichModel(readings: readonly Reading[], known: readonly KnownModel[]): string | null {
  const told = readings.filter(({ capacity }) => capacity !== null);
  if (told.length === 0) return null;
  const fitting = known.filter((one) => hasAll(one, told));
  const named = fitting.filter(({ model }) => !isUnnamed(model));
  const [only] = named.length > 0 ? named : fitting;
  return named.length > 1 || only === undefined ? unnamedModel(told) : only.model;
}

/** The models of a key that have the capacities which a response tells, by their names; none where it tells none. */
export function candidates(readings: readonly Reading[], known: readonly KnownModel[]): string[] {
  const told = readings.filter(({ capacity }) => capacity !== null);
  if (told.length === 0) return [];
  return known.filter((one) => !isUnnamed(one.model) && hasAll(one, told)).map(({ model }) => model);
}

function hasAll({ limits }: KnownModel, told: readonly Reading[]): boolean {
  return told.every(({ unit, capacity }) => limits.some((limit) => limit.unit === unit && limit.capacity === capacity));
}

/** The models known by capacities alone that have turned out to be this one, since no other has its capacities. */
export function unnamedTwins(model: string, known: readonly KnownModel[]): string[] {
  const own = known.find((one) => one.model === model);
  if (!own || isUnnamed(model) || own.limits.length === 0) return [];
  const isOwn = ({ unit, capacity }: LimitShape, of: KnownModel) =>
    of.limits.some((limit) => limit.unit === unit && limit.capacity === capacity);
  return known
    .filter((one) => isUnnamed(one.model) && one.limits.length > 0)
    .filter(({ limits }) => limits.every((limit) => isOwn(limit, own)))
    .filter(({ limits }) => {
      const fitting = known.filter((one) => !isUnnamed(one.model) && limits.every((limit) => isOwn(limit, one)));
      return fitting.length === 1;
    })
    .map((one) => one.model);
}

const prefix = 'some model: ';

/** Whether a model is known by the capacities of its limits alone, which then stand for its name. */
export function isUnnamed(model: string): boolean {
  return model.startsWith(prefix);
}

/** The capacities that stand for the name of such a model, of the limits that tell models apart best first; none for any other. */
export function capacitiesOf(model: string): { readonly unit: Unit; readonly capacity: number }[] {
  if (!isUnnamed(model)) return [];
  const told = model.slice(prefix.length).split(', ');
  const found = units.flatMap((unit) =>
    told.flatMap((part) => {
      const [, digits, factor = '', counted] = /^(\d+(?:\.\d+)?)([KM]?) (.+)$/.exec(part) ?? [];
      if (counted !== short[unit]) return [];
      return { unit, capacity: Math.round(Number(digits) * (factor === 'M' ? 1e6 : factor === 'K' ? 1e3 : 1)) };
    }),
  );
  return found.length === told.length ? found : [];
}

const units = ['tokens', 'input-tokens', 'output-tokens', 'requests', 'images'] as const satisfies Unit[];
const short: Readonly<Record<Unit, string>> = {
  requests: 'requests',
  tokens: 'tokens',
  'input-tokens': 'input',
  'output-tokens': 'output',
  images: 'images',
};

/** "some model: 500 requests, 500K tokens": the same for the same capacities. */
function unnamedModel(told: readonly Reading[]): string {
  const parts = told.map(({ unit, capacity }) => `${shortly(capacity ?? 0)} ${short[unit]}`);
  return prefix + [...new Set(parts)].sort().join(', ');
}

function shortly(capacity: number): string {
  if (capacity >= 1e6) return `${capacity / 1e6}M`;
  return capacity >= 10_000 ? `${capacity / 1e3}K` : String(capacity);
}
