import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryStep } from '../../core/history/historyStep.ts';
import type { Gaps, HardStretch, PastSpan } from '../../core/history/pastView.ts';
import type { TimeSpan } from '../../core/history/timeSpan.ts';
import { whoAsked } from '../../core/history/whoAsked.ts';
import { askedRows } from '../../words/askedWords.ts';
import { rangeText, requestsIn, spanOfTime, spanText, timeText, toolsText } from '../../words/historyWords.ts';
import { count, percent } from '../../words/numbers.ts';

/** More rows than anybody reads. */
const mostRows = 200;

/** On which days, and at what hours, the limit was low or refused within the month. */
export function stretchesTable(stretches: readonly HardStretch[], now: number): TemplateResult {
  if (stretches.length === 0)
    return html`<p class="past-calm">${l10n.t('Within 30 days it was never low, and refused nothing.')}</p>`;
  return html`<table class="past-table">
    <caption>${l10n.t('When it was low or refused, within 30 days')}</caption>
    <thead>
      <tr>
        <th scope="col">${l10n.t('When')}</th>
        <th scope="col" class="tools">${l10n.t('Seen')}</th>
        <th scope="col" class="number">${l10n.t('Lowest')}</th>
        <th scope="col" class="number">${l10n.t('Refused')}</th>
      </tr>
    </thead>
    <tbody>
      ${stretches.slice(0, mostRows).map(
        (stretch) => html`<tr>
          <th scope="row">${spanOfTime(stretch, now)}</th>
          <td class="tools">${toolsText(stretch.requests) ?? '–'}</td>
          <td class="number">${stretch.least === null ? '–' : percent(stretch.least)}</td>
          <td class="number">${count(stretch.refusals)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Who made the requests of a span, each tool with its sessions; nothing where nobody made any. */
export function askedTable(
  steps: readonly HistoryStep[],
  span: PastSpan,
  now: number,
): TemplateResult | typeof nothing {
  const checks = steps.reduce((sum, step) => sum + step.checks, 0);
  const rows = askedRows(whoAsked(steps), checks, now);
  if (rows.length === 0) return nothing;
  return html`<table class="past-table past-asked">
    <caption>${l10n.t('Who made the requests, within {0}', spanText(span))}</caption>
    <thead>
      <tr>
        <th scope="col">${l10n.t('Who')}</th>
        <th scope="col" class="number">${l10n.t('Requests')}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ text, requests, isPart }) => html`<tr>
          <th scope="row" class=${isPart ? 'part' : nothing}><bdi>${text}</bdi></th>
          <td class="number">${count(requests)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

/** What the chart shows, for those who do not see it, or want the numbers. */
export function stepsTable(steps: readonly HistoryStep[], { asleep, unseen }: Gaps, now: number): TemplateResult {
  const rows = [
    ...steps.map((step) => ({ at: step.at, row: stepRow(step, now) })),
    ...asleep.map((gap) => ({ at: gap.from, row: gapRow(gap, l10n.t('asleep'), now) })),
    ...unseen.map((gap) => ({ at: gap.from, row: gapRow(gap, l10n.t('nobody looked'), now) })),
  ].sort((a, b) => b.at - a.at);
  return html`<details class="past-steps">
    <summary>${l10n.t('As a table')}</summary>
    <div class="past-scroll" tabindex="0" role="region" aria-label=${l10n.t('As a table')}>
      <table class="past-table">
        <thead>
          <tr>
            <th scope="col">${l10n.t('When')}</th>
            <th scope="col" class="number">${l10n.t('Level')}</th>
            <th scope="col" class="number">${l10n.t('Refused')}</th>
            <th scope="col" class="number">${l10n.t('Requests')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(({ row }) => row)}
        </tbody>
      </table>
    </div>
  </details>`;
}

function stepRow(step: HistoryStep, now: number): TemplateResult {
  return html`<tr>
    <th scope="row">${timeText(step.at, now)}</th>
    <td class="number">${step.level ? rangeText(step.level) : '–'}</td>
    <td class="number">${count(step.refusals)}</td>
    <td class="number">${count(requestsIn(step))}</td>
  </tr>`;
}

function gapRow(gap: TimeSpan, why: string, now: number): TemplateResult {
  return html`<tr class="gap">
    <th scope="row">${spanOfTime(gap, now)}</th>
    <td colspan="3" class="number">${why}</td>
  </tr>`;
}
