import * as l10n from '@vscode/l10n';
import { presets } from '../core/dialects/presets.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import type { Place } from './advice/place.ts';

/** In Cursor, why its plan is not shown beside the keys; `null` elsewhere, and where a team's admin key tells of it. */
export function planUntoldText({ organizations }: Snapshot, { editor }: Place): string | null {
  if (editor !== 'cursor' || organizations.some(({ provider }) => presets[provider].isEditor)) return null;
  return l10n.t(
    "Your Cursor plan is not shown: it is told only to your browser's session, which Keygauge never reads, and to a team's admin key.",
  );
}
