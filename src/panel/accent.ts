import { meanings } from '../core/causes/meaning.ts';
import { severity } from '../core/shown/limitView.ts';
import { type Block, blockOf, waitOf } from '../core/shown/modelTrouble.ts';
import type { ModelView } from '../core/shown/ranking.ts';
import type { Tone } from '../words/step.ts';
import type { Mark } from './icons.ts';

/** The one color of a row or card; `off`: its numbers do not matter now, or nobody knows them. */
export type Accent = 'fine' | 'risk' | 'bad' | 'off';

export function accentOfTone(tone: Tone): Accent {
  switch (tone) {
    case 'fine':
      return 'fine';
    case 'low':
    case 'soon':
    case 'held':
      return 'risk';
    case 'critical':
    case 'empty':
    case 'trouble':
      return 'bad';
    case 'unknown':
    case 'calm':
      return 'off';
  }
}

export function markOfTone(tone: Tone): Mark {
  if (tone === 'held') return 'hold';
  const accent = accentOfTone(tone);
  if (accent === 'off') return tone === 'calm' ? 'calm' : 'unknown';
  return accent === 'fine' ? 'tick' : accent === 'risk' ? 'risk' : tone === 'critical' ? 'critical' : 'refused';
}

/** The look of a model's row: its color, and its mark or `null` while it is fine. `waits`: what does not fit is held back. */
export function lookOf(view: ModelView, waits: boolean): { readonly accent: Accent; readonly mark: Mark | null } {
  const block = blockOf(view);
  if (block !== null) return { accent: 'off', mark: markOfBlock(block) };
  if (waits) return { accent: 'risk', mark: 'hold' };
  if (waitOf(view) !== null) return { accent: 'bad', mark: 'refused' };
  const { binding } = view;
  if (binding === null) return { accent: 'off', mark: view.model.failure ? 'unknown' : null };
  if (binding.isOld) return { accent: 'off', mark: 'unknown' };
  const worst = severity(binding);
  if (worst === 0) return { accent: 'fine', mark: null };
  if (worst <= severity({ state: 'soon', next: binding.next })) return { accent: 'risk', mark: 'risk' };
  return {
    accent: 'bad',
    mark: worst > severity({ state: 'critical', next: { kind: 'unknown' } }) ? 'refused' : 'critical',
  };
}

export function markOfBlock(block: Block): Mark {
  if (block === 'key-missing' || block === 'key-changed') return 'key';
  const [first] = meanings[block].helps;
  return first === 'pay' ? 'card' : first === 'fix-key' ? 'key' : 'refused';
}
