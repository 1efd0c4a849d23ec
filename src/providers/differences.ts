import { inUsualOrder } from '../core/codingModels.ts';
import { dialectOf } from '../core/dialects/families.ts';
import type { Preset } from '../core/dialects/presets.ts';
import { readHeaders } from '../core/dialects/readHeaders.ts';
import { MINUTE } from '../core/model/limit.ts';
import type { DialectId, ProviderId } from '../core/model/provider.ts';
import type { ProviderClient } from './provider.ts';

type Differences = Pick<ProviderClient, 'id' | 'lists' | 'canWatch' | 'preselect' | 'read'>;

/** The ways in which providers of one protocol differ. */
export function differencesOf(id: ProviderId, dialectId: DialectId, preset: Preset): Differences {
  const { models, unwatchable, preferred = [] } = preset;
  const dialect = dialectOf(dialectId);
  return {
    id,
    lists: models === undefined ? 'always' : models === 'not-listed' ? 'never' : 'perhaps',
    canWatch: (model) => !unwatchable?.test(model),
    preselect: (listed) => preselected(listed, preferred),
    // A limit of seconds is full again before the next check, so its gauge would always be unknown.
    read: (headers) => readHeaders(headers, dialect).filter(({ window }) => window === null || window >= MINUTE),
  };
}

function preselected(listed: readonly string[], preferred: readonly RegExp[]): string[] {
  for (const shape of preferred) {
    const version = (model: string) => Number(shape.exec(model)?.[1] ?? 0);
    const fitting = listed.filter((model) => shape.test(model)).sort((one, other) => version(other) - version(one));
    if (fitting.length > 0) return fitting.slice(0, 1);
  }
  return inUsualOrder(listed).slice(0, 1);
}
