import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import './pastChart.ts';
import { gapsIn, hardStretches, pastSpans, spanOf } from '../../core/history/pastView.ts';
import type { LimitSnapshot, Snapshot } from '../../core/model/snapshot.ts';
import { rankedModels } from '../../core/shown/ranking.ts';
import { lineText, lowestText, pastTitle, spanText } from '../../words/historyWords.ts';
import { limitName } from '../../words/limitNames.ts';
import { modelText } from '../../words/modelText.ts';
import { outsideText } from '../../words/outsideText.ts';
import { subjectText } from '../../words/subjectText.ts';
import { linkButton } from '../buttons.ts';
import { icon } from '../icons.ts';
import { neighbor } from '../toolbarKeys.ts';
import type { ShownHistory, Ui } from '../ui.ts';
import { pastFigure } from './pastFigure.ts';
import { askedTable, stepsTable, stretchesTable } from './pastTables.ts';

/** The past of one limit: what happened, the chart, when it was hard, and every number as a table. */
export function historyPage(message: ShownHistory['message'], snapshot: Snapshot, ui: Ui): TemplateResult {
  const { limitId, at, steps, sleeps, thresholds } = message;
  const span = ui.choices.past?.span ?? 'day';
  const models = rankedModels(snapshot);
  const view = models.find(({ model }) => model.limits.some(({ id }) => id === limitId));
  const limits = view?.model.limits ?? [];
  const shown = steps[span];
  const gaps = gapsIn(shown, span, at, sleeps);
  const stretches = hardStretches(steps.month, thresholds.low, spanOf.month.step);
  return html`<section class="past" aria-labelledby="past-title">
    <div class="page-head">
      <button class="link back" @click=${() => ui.choose({ page: 'limits' })}>${icon('chevron')}${l10n.t('Limits')}</button>
      ${choice(
        l10n.t('Time span'),
        pastSpans.map((one) => ({ text: spanText(one), isOn: one === span, go: () => ui.showPast(limitId, one) })),
      )}
    </div>
    <div class="card past-card">
      <p class="dim"><bdi>${outsideText(modelText(view?.model.model ?? '', limits))}</bdi>${view ? html` · ${subjectText(null, view.key)}` : nothing}</p>
      ${
        limits.length > 1
          ? choice(
              l10n.t('Limit'),
              limits.map((one) => limitChoice(one, message, ui)),
            )
          : nothing
      }
      <h1 id="past-title" class="past-title">${pastTitle(shown, at)}</h1>
      <p>${lowestText(shown, at)}</p>
      ${pastFigure({ steps: shown, span, gaps, now: at, thresholds: [thresholds.low, thresholds.critical] }, nameOf(limits, message))}
      <p class="past-legend dim">
        <span><i class="dot"></i>${l10n.t('refused')}</span>
        <span><i class="hatched"></i>${l10n.t('nobody looked')}</span>
        ${gaps.asleep.length > 0 ? html`<span><i class="hatched asleep"></i>${l10n.t('asleep')}</span>` : nothing}
        <span>${lineText(span)}</span>
      </p>
      ${stepsTable(shown, gaps, at)}
    </div>
    ${askedTable(shown, span, at)}
    ${stretchesTable(stretches, at)}
    <p class="past-foot dim">
      <span>${l10n.t('Kept for 30 days, on this machine alone')}</span>
      ${linkButton(ui, l10n.t('Export'), { type: 'export-history' })}
    </p>
  </section>`;
}

function nameOf(limits: readonly LimitSnapshot[], { limitId }: ShownHistory['message']): string {
  const limit = limits.find(({ id }) => id === limitId);
  return limit ? limitName(limit) : '';
}

function limitChoice(limit: LimitSnapshot, { limitId }: ShownHistory['message'], ui: Ui): Choice {
  const go = () => ui.showPast(limit.id, ui.choices.past?.span ?? 'day');
  return { text: limitName(limit), isOn: limit.id === limitId, go };
}

interface Choice {
  readonly text: string;
  readonly isOn: boolean;
  go(): void;
}

/** Buttons of which one is on: one stop of the Tab key, with arrow keys inside. */
function choice(name: string, choices: readonly Choice[]): TemplateResult {
  return html`<div class="chips" role="toolbar" aria-label=${name} @keydown=${moveAlong}>
    ${choices.map(
      ({ text, isOn, go }) =>
        html`<button class="chip" tabindex=${isOn ? 0 : -1} aria-pressed=${isOn} @click=${go}>${text}</button>`,
    )}
  </div>`;
}

function moveAlong(event: KeyboardEvent): void {
  if (!(event.currentTarget instanceof HTMLElement) || !(event.target instanceof HTMLElement)) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const next = neighbor(all, event.target, event.key, { next: 'ArrowRight', previous: 'ArrowLeft' });
  if (next === null) return;
  event.preventDefault();
  next.focus();
}
