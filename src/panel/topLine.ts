import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { KeySnapshot, Snapshot } from '../core/model/snapshot.ts';
import { isCheckable } from '../core/shown/checkable.ts';
import { rankedModels } from '../core/shown/ranking.ts';
import { count, plural } from '../words/numbers.ts';
import { checkedWords } from '../words/rowWords.ts';
import { subjectText } from '../words/subjectText.ts';
import { filterInForce, isTroubled, keyFilter } from './filter.ts';
import { icon } from './icons.ts';
import { neighbor } from './toolbarKeys.ts';
import type { Ui } from './ui.ts';

/** More keys than this fold into one chip already where a few would fit. */
const fewKeys = 3;

/** What to show, and when it was checked. The chips are one stop of the Tab key, with arrow keys inside. */
export function topLine(snapshot: Snapshot, ui: Ui): TemplateResult {
  const { keys } = snapshot;
  const many = keys.length > fewKeys ? 'many' : '';
  return html`<div class="top">
    <div
      class="chips ${many} ${ui.choices.areKeysShown ? 'unfolded' : ''}"
      role="toolbar"
      aria-label=${l10n.t('Models to show')}
      @keydown=${moveAlong}
    >
      ${chips(snapshot, ui)}
    </div>
    ${checkButton(snapshot, ui)}
  </div>`;
}

function chips(snapshot: Snapshot, ui: Ui): TemplateResult[] {
  const { keys } = snapshot;
  const inForce = filterInForce(snapshot, ui.choices.filter);
  const models = rankedModels(snapshot);
  const troubled = models.filter((view) => isTroubled(view, snapshot)).length;
  const chip = (filter: string, content: TemplateResult, look = '', label: string | null = null) => html`<button
    class="chip ${look}"
    tabindex=${filter === inForce ? 0 : -1}
    aria-pressed=${filter === inForce}
    aria-label=${label ?? nothing}
    title=${label ?? nothing}
    @click=${() => ui.choose({ filter: filter === inForce ? 'all' : filter })}
  >${content}</button>`;
  return [
    chip('all', html`${l10n.t('All {0}', count(models.length))}`),
    ...(troubled > 0 ? [chip('attention', attention(troubled), 'attention', attentionText(troubled))] : []),
    ...(keys.length > 1 ? [keysChip(keys, inForce, ui), ...keys.map((key) => keyChip(key, chip))] : []),
  ];
}

type Chip = (filter: string, content: TemplateResult, look: string, label: string) => TemplateResult;

function keyChip(key: KeySnapshot, chip: Chip): TemplateResult {
  const name = subjectText(null, key);
  const look = key.storage === 'demo' ? 'of-key demo' : 'of-key';
  return chip(keyFilter(key.id), html`<bdi>${name}</bdi>`, look, name);
}

/** Stands for the keys' chips where they have no room, and unfolds them. */
function keysChip(keys: readonly KeySnapshot[], inForce: string, ui: Ui): TemplateResult {
  const chosen = keys.find((key) => keyFilter(key.id) === inForce);
  const { areKeysShown } = ui.choices;
  return html`<button
    class="chip keys"
    tabindex="-1"
    aria-expanded=${areKeysShown}
    @click=${() => ui.choose({ areKeysShown: !areKeysShown })}
  ><bdi>${chosen ? subjectText(null, chosen) : l10n.t('Keys')}</bdi>${icon('chevron')}</button>`;
}

function attention(troubled: number): TemplateResult {
  return html`${icon('risk')}<span class="narrow">${count(troubled)}</span><span class="wide">${attentionText(troubled)}</span>`;
}

function attentionText(troubled: number): string {
  return plural(troubled, {
    one: l10n.t('{0} needs attention', count(troubled)),
    other: l10n.t('{0} need attention', count(troubled)),
  });
}

function checkButton(snapshot: Snapshot, ui: Ui): TemplateResult {
  const action = l10n.t('Check now');
  const isChecking = snapshot.keys.some(({ nextCheck }) => nextCheck.reason === 'in-flight');
  const checked = isChecking ? null : checkedWords(snapshot);
  const long = isChecking ? l10n.t('Checking now') : (checked?.long ?? action);
  if (!snapshot.keys.some(isCheckable))
    return html`<span class="check dim"><span class="wide">${checked?.long ?? nothing}</span><span class="narrow">${checked?.short ?? nothing}</span></span>`;
  const label = long === action ? action : l10n.t('{0}: {1}', action, long);
  return html`<button
    class="link check"
    aria-label=${label}
    title=${action}
    @click=${() => ui.send({ type: 'check-now' })}
  >
    ${icon('refresh')}<span class="wide">${long}</span><span class="narrow">${checked?.short ?? nothing}</span>
  </button>`;
}

function moveAlong(event: KeyboardEvent): void {
  if (!(event.currentTarget instanceof HTMLElement) || !(event.target instanceof HTMLElement)) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('.chip')].filter((chip) => chip.offsetParent);
  const next = neighbor(all, event.target, event.key, { next: 'ArrowRight', previous: 'ArrowLeft' });
  if (next === null) return;
  event.preventDefault();
  next.focus();
}
