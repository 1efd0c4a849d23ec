import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { LimitView } from '../core/shown/limitView.ts';
import { gaugeName, gaugeValue } from '../words/rowWords.ts';

/** Points of doubt that are worth a hatch. */
const noticeable = 2;

/** The bar of a limit, which ends exactly at its number; `word` is what stands beside it. */
export function gauge(view: LimitView, word: string): TemplateResult {
  const { limit, percent, low, isOld } = view;
  const name = gaugeName(limit);
  const value = gaugeValue(view, word);
  if (percent === null) {
    // A meter must have a value, and an unknown level has none.
    return html`<div class="bar blank" role="img" aria-label=${l10n.t('{0}: {1}', name, value)}></div>`;
  }
  const doubt = low === null || percent - low < noticeable ? 0 : percent - low;
  return meter({ name, value, percent, sure: isOld ? 0 : percent - doubt, look: isOld ? 'old' : '' });
}

/** A bar, for eyes and ears: `percent` is where it ends, `sure` how far it is certain. */
export function meter(bar: {
  readonly name: string;
  readonly value: string;
  readonly percent: number;
  readonly sure: number;
  readonly look?: '' | 'old';
}): TemplateResult {
  const { name, value, percent, sure, look = '' } = bar;
  return html`<div
    class="bar ${look}"
    role="meter"
    aria-label=${name}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${percent}
    aria-valuetext=${value}
  ><keygauge-bar .end=${percent} .sure=${sure}></keygauge-bar></div>`;
}
