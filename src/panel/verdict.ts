import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { meanings } from '../core/causes/meaning.ts';
import { headlineOf } from '../core/headline.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import type { PanelWords } from '../words/panelWords.ts';
import { quietUntilText } from '../words/quietWords.ts';
import { sentence } from '../words/sentence.ts';
import type { HeadlineWords, Step } from '../words/step.ts';
import { type Accent, accentOfTone, markOfBlock, markOfTone } from './accent.ts';
import { advice } from './advice.ts';
import { linkButton, primaryButton, secondaryButton } from './buttons.ts';
import { icon, type Mark } from './icons.ts';
import { statusLink } from './statusNotes.ts';
import { stripSection } from './strip.ts';
import type { Shown, Ui } from './ui.ts';

/** The answer to "does the next request fit?", the numbers behind it, and what to do; one line while all is fine. */
export function verdict(shown: Shown, ui: Ui): TemplateResult {
  const { headline } = shown.words;
  // The region that speaks stays in the page whatever the card is: many screen readers skip one that comes with its text.
  return html`${headline.tone === 'fine' ? allFine(headline, shown, ui) : wholeCard(shown, ui)}
    <p class="spoken" aria-live="polite" role="status">${headline.announcement}</p>`;
}

function wholeCard({ snapshot, words: panel, quietUntil }: Shown, ui: Ui): TemplateResult {
  const { headline: words } = panel;
  const chart = stripSection(snapshot, words.limit);
  const { accent, mark } = lookOfVerdict(snapshot, words);
  return html`<section
      class="card verdict accent-${accent} ${chart === nothing ? '' : 'charted'}"
      aria-labelledby="verdict-title"
    >
      <div class="verdict-words">
        ${words.subject === null ? nothing : html`<p class="subject">${icon(mark)}<bdi>${words.subject}</bdi></p>`}
        <h1 id="verdict-title">${words.subject === null ? icon(mark) : nothing}<span>${words.lead}</span></h1>
        <p class="fact">${sentence(words.title)}</p>
        ${others(panel, ui)}
        ${actions(words, snapshot.at, quietUntil, ui)}
      </div>
      ${chart}
    </section>`;
}

/** That others have it too, and the page that says so where no step leads there. */
function others(panel: PanelWords, ui: Ui): TemplateResult | typeof nothing {
  const { status, steps } = panel.headline;
  if (status === null) return nothing;
  const isLinked = steps.some(
    ({ intent }) => intent?.type === 'open-link' && intent.link === `${status.provider}-status`,
  );
  return html`<p class="fact">${sentence(status.text)} ${isLinked ? nothing : statusLink(status.provider, panel, ui)}</p>`;
}

function allFine(words: HeadlineWords, { snapshot, quietUntil }: Shown, ui: Ui): TemplateResult {
  return html`<section class="card one-line accent-fine" aria-labelledby="verdict-title">
    ${icon('tick')}
    <h1 id="verdict-title">${sentence(words.lead)}</h1>
    <p class="fact">${words.subject === null ? nothing : html`<bdi>${words.subject}</bdi>: `}${words.title}</p>
    ${quietUntil === null ? nothing : quietLink(snapshot.at, quietUntil, ui)}
  </section>`;
}

/** The color and the mark. What is wrong with a key or with money has a mark of its own; who is offline is in no trouble. */
function lookOfVerdict(snapshot: Snapshot, { tone }: HeadlineWords): { accent: Accent; mark: Mark } {
  const headline = headlineOf(snapshot, 'lowest');
  const accent = accentOfTone(tone);
  if (tone === 'held') return { accent, mark: markOfTone(tone) };
  if (headline.kind === 'key-missing' || headline.kind === 'key-changed') return { accent, mark: 'key' };
  if (headline.kind === 'money') return { accent, mark: 'card' };
  if (headline.kind !== 'failure') return { accent, mark: markOfTone(tone) };
  const { cause } = headline.failure.failure;
  if (meanings[cause].holdsBack === 'offline') return { accent: 'off', mark: 'unknown' };
  return { accent, mark: tone === 'trouble' ? markOfBlock(cause) : tone === 'critical' ? 'refused' : markOfTone(tone) };
}

function actions(words: HeadlineWords, now: number, quietUntil: number | null, ui: Ui): TemplateResult {
  const buttons = words.steps.filter(({ button, intent }) => button !== null && intent !== null).slice(0, 2);
  return html`${
    buttons.length === 0
      ? nothing
      : html`<div class="buttons">${buttons.map((step, at) => stepButton(step, at === 0, ui))}</div>`
  }
    <div class="more">
      ${
        words.steps.length === 0
          ? nothing
          : html`<details ?open=${buttons.length === 0}>
            <summary>${icon('chevron')}${l10n.t('What helps ({0})', words.steps.length)}</summary>
            ${advice(words.steps, ui, buttons)}
          </details>`
      }
      ${
        words.details.length === 0
          ? nothing
          : html`<details>
            <summary>${icon('chevron')}${l10n.t('How we know')}</summary>
            <p class="how">${words.details.map((text) => html`<span>${text}</span> `)}</p>
          </details>`
      }
      ${quietLink(now, quietUntil, ui)}
    </div>`;
}

function stepButton({ button, intent }: Step, isFirst: boolean, ui: Ui): TemplateResult | typeof nothing {
  if (button === null || intent === null) return nothing;
  return (isFirst ? primaryButton : secondaryButton)(ui, button, intent);
}

/** One button for both, so that it keeps the focus. */
function quietLink(now: number, quietUntil: number | null, ui: Ui): TemplateResult {
  const [before, button] =
    quietUntil === null
      ? [nothing, linkButton(ui, l10n.t('Quiet for 15 minutes'), { type: 'quiet' })]
      : [`${quietUntilText(quietUntil, now)} · `, linkButton(ui, l10n.t('End'), { type: 'end-quiet' })];
  return html`<span class="quiet">${before}${button}</span>`;
}
