import type { TemplateResult } from 'lit';
import type { KeySnapshot } from '../core/model/snapshot.ts';
import type { Arrangement } from '../core/shown/arrangement.ts';
import type { ModelView } from '../core/shown/ranking.ts';
import { keyGroupText } from '../words/rowWords.ts';
import { foldLine } from './foldLine.ts';
import type { Ui } from './ui.ts';

/** The models of one key. */
export interface KeyGroup {
  readonly key: KeySnapshot;
  readonly views: readonly ModelView[];
}

/** The same rows under their keys; the key whose model comes first is the first. */
export function groupsOf({ rows, full }: Arrangement): KeyGroup[] {
  const groups = new Map<string, { key: KeySnapshot; views: ModelView[] }>();
  for (const view of [...rows, ...full]) {
    const group = groups.get(view.key.id) ?? { key: view.key, views: [] };
    group.views.push(view);
    groups.set(view.key.id, group);
  }
  return [...groups.values()];
}

/** Names a key's line among the rows. */
export function lineOf({ key }: KeyGroup): string {
  return `key:${key.id}`;
}

/** A key is open until it is collapsed. */
export function isCollapsed(group: KeyGroup, ui: Ui): boolean {
  return ui.isOpen(collapsed(group));
}

export function groupLine(group: KeyGroup, isStop: boolean, ui: Ui): TemplateResult {
  const isOpen = !isCollapsed(group, ui);
  const text = keyGroupText(group.key, group.views);
  return foldLine({ id: lineOf(group), text, isOpen, isStop }, () => ui.setOpen(collapsed(group), isOpen));
}

function collapsed(group: KeyGroup): string {
  return `collapsed:${group.key.id}`;
}
