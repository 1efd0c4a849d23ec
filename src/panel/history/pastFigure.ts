import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { createRef, type Ref, ref } from 'lit/directives/ref.js';
import { stepText } from '../../words/historyWords.ts';
import { neighbor } from '../toolbarKeys.ts';
import type { PastChart, PastData } from './pastChart.ts';

/**
 * The chart with the values of one step below it: that under the pointer, or the one that the arrow keys lead to. To a
 * screen reader it is a slider over the steps.
 */
export function pastFigure(data: PastData, name: string): TemplateResult {
  const [chart, values]: [Ref<PastChart>, Ref<HTMLElement>] = [createRef(), createRef()];
  const show = (index: number) => {
    const step = data.steps[index];
    if (!step || !chart.value || !values.value) return;
    const text = stepText(step, data.now);
    values.value.textContent = text;
    chart.value.setAttribute('aria-valuenow', String(index));
    chart.value.setAttribute('aria-valuetext', text);
  };
  const move = (event: KeyboardEvent) => {
    const all = data.steps.map((_, index) => index);
    const at = Number(chart.value?.getAttribute('aria-valuenow') ?? 0);
    const next = neighbor(all, at, event.key, { next: 'ArrowRight', previous: 'ArrowLeft' });
    if (next === null) return;
    event.preventDefault();
    show(next);
    chart.value?.pointAt(next);
  };
  const last = data.steps.length - 1;
  const latest = data.steps[last];
  const text = latest ? stepText(latest, data.now) : l10n.t('Nobody looked in this time.');
  return html`<keygauge-past
      ${ref(chart)}
      tabindex="0"
      role="slider"
      aria-label=${l10n.t('{0} over time', name)}
      aria-valuemin="0"
      aria-valuemax=${Math.max(0, last)}
      aria-valuenow=${Math.max(0, last)}
      aria-valuetext=${text}
      .data=${data}
      @keydown=${move}
      @step=${({ detail }: CustomEvent<number>) => show(detail)}
    ></keygauge-past>
    <p class="past-values" aria-hidden="true" .textContent=${text} ${ref(values)}></p>`;
}
