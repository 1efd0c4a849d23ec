import { html, nothing, type TemplateResult } from 'lit';
import type { LimitView } from '../core/shown/limitView.ts';
import type { ModelView } from '../core/shown/ranking.ts';
import { limitTitle } from '../words/rowWords.ts';
import { usedByText, usedByWords } from '../words/usedByWords.ts';
import { shareLegend } from './shareBar.ts';

/** Who used each of a model's limits, as one bar each; nothing where nobody could tell. */
export function usedBySection({ binding, others }: ModelView, at: number): TemplateResult | typeof nothing {
  const used = [binding, ...others].filter((view) => view?.limit.usedBy !== undefined) as LimitView[];
  return used.length === 0 ? nothing : html`${used.map((view) => usedByBar(view, at))}`;
}

function usedByBar({ limit }: LimitView, at: number): TemplateResult | typeof nothing {
  const words = usedByWords(limit, at);
  if (words === null) return nothing;
  const title = limitTitle(limit);
  return html`<div class="used-by">
    <p><b>${title}</b> <span class="dim">${words.title}</span></p>
    <keygauge-shares role="img" aria-label="${title}: ${usedByText(limit, at)}" .parts=${words.parts}></keygauge-shares>
    <p class="shares" aria-hidden="true">
      ${shareLegend(words.parts)}
    </p>
  </div>`;
}
