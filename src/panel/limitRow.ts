import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { LimitId } from '../core/model/limit.ts';
import type { LimitSnapshot } from '../core/model/snapshot.ts';
import { limitName } from '../words/limitNames.ts';
import {
  gaugeText,
  historyText,
  levelText,
  otherUseText,
  readText,
  shareText,
  stateText,
  timeToFullText,
  uncertaintyText,
  unknownText,
} from '../words/limitWords.ts';
import { emptyText } from '../words/outlookWords.ts';
import { outsideText } from '../words/outsideText.ts';
import { iconButton } from './buttons.ts';
import { bellIcon, pinIcon, toneIcon } from './icons.ts';
import type { Ui } from './ui.ts';

/** The context of a row: when the snapshot was made, in epoch ms, and the limit pinned to the status bar. */
export interface Around {
  readonly at: number;
  readonly pinned: LimitId | null;
}

/** One limit: its name, level, time left, source and history. */
export function limitRow(limit: LimitSnapshot, { at, pinned }: Around, ui: Ui): TemplateResult {
  const others = otherUseText(limit);
  return html`<li class="limit state-${limit.state}">
    <div class="limit-name">
      <span>${limitName(limit)}</span>
      <div class="limit-state">
        ${toneIcon(limit.state)}<span>${stateText(limit.state)}</span>
        ${limit.id === pinned ? html`<span class="limit-mark">${l10n.t('in the status bar')}</span>` : nothing}
        ${limit.muted ? html`<span class="limit-mark">${l10n.t('muted')}</span>` : nothing}
      </div>
    </div>
    <div class="limit-level">
      ${gauge(limit)}
      <div class="limit-share" aria-hidden="true">${shareText(limit) ?? '–'}</div>
      <ul class="facts">
        ${facts(limit, at)}
      </ul>
      ${others === null ? nothing : html`<p class="limit-others">${others}</p>`}
    </div>
    ${history(limit)}
    <div class="limit-actions">${pinButton(limit, limit.id === pinned, ui)}${muteButton(limit, ui)}</div>
  </li>`;
}

function gauge(limit: LimitSnapshot): TemplateResult {
  const { level, capacity } = limit;
  if (!level || !capacity) {
    // A meter must have a value, and an unknown level has none.
    return html`<div class="gauge" role="img" aria-label=${l10n.t('{0}: {1}', limitName(limit), gaugeText(limit))}>
      <div class="gauge-unknown"></div>
    </div>`;
  }
  return html`<div
    class="gauge"
    role="meter"
    aria-label=${limitName(limit)}
    aria-valuemin="0"
    aria-valuemax=${capacity}
    aria-valuenow=${Math.round(level.estimate)}
    aria-valuetext=${gaugeText(limit)}
  >
    <keygauge-bar .low=${level.low / capacity} .high=${level.high / capacity}></keygauge-bar>
  </div>`;
}

function facts(limit: LimitSnapshot, at: number): TemplateResult[] {
  const level = levelText(limit);
  const fact = (text: string | null, name = '') => (text === null ? [] : [html`<li class=${name}>${text}</li>`]);
  if (level === null) return [...fact(unknownText(limit), 'fact-unknown'), ...fact(readText(limit))];
  const uncertainty = uncertaintyText(limit);
  return [
    html`<li><b>${level}</b>${uncertainty === null ? nothing : html` <span>${uncertainty}</span>`}</li>`,
    ...fact(timeToFullText(limit)),
    ...fact(emptyText(limit, at), 'fact-empty'),
    ...fact(readText(limit)),
  ];
}

function history(limit: LimitSnapshot): TemplateResult {
  const text = historyText(limit);
  return html`<div class="limit-history">
    ${
      text === null
        ? nothing
        : html`<keygauge-history aria-hidden="true" .points=${limit.history}></keygauge-history
            ><span class="spoken">${text}</span>`
    }
  </div>`;
}

function pinButton(limit: LimitSnapshot, pinned: boolean, ui: Ui): TemplateResult {
  return pinned
    ? iconButton(ui, pinIcon(true), l10n.t('Show the lowest limit in the status bar again'), {
        type: 'unpin-limit',
        limitId: limit.id,
      })
    : iconButton(
        ui,
        pinIcon(false),
        l10n.t('Show {0} of {1} in the status bar', limitName(limit), outsideText(limit.model)),
        {
          type: 'pin-limit',
          limitId: limit.id,
        },
      );
}

function muteButton(limit: LimitSnapshot, ui: Ui): TemplateResult {
  return limit.muted
    ? iconButton(
        ui,
        bellIcon(true),
        l10n.t('Warn about {0} of {1} again', limitName(limit), outsideText(limit.model)),
        {
          type: 'unmute-limit',
          limitId: limit.id,
        },
      )
    : iconButton(
        ui,
        bellIcon(false),
        l10n.t('Do not warn about {0} of {1}', limitName(limit), outsideText(limit.model)),
        {
          type: 'mute-limit',
          limitId: limit.id,
        },
      );
}
