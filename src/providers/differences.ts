import { inUsualOrder } from '../core/codingModels.ts';
import { dialectOf } from '../core/dialects/families.ts';
import type { Preset } from '../core/dialects/presets.ts';
import { readWatchable } from '../core/dialects/readHeaders.ts';
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
    read: (headers) => readWatchable(headers, dialect),
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
