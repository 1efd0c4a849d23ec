import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FailureSnapshot, KeySnapshot, Snapshot } from '../core/model/snapshot.ts';
import { failureCodes, failureTimeText, knownText, refusalText } from '../words/causeWords.ts';
import { ago } from '../words/duration.ts';
import { modelText } from '../words/modelText.ts';
import { failureMessage } from '../words/networkWords.ts';
import { outsideText } from '../words/outsideText.ts';
import { icon } from './icons.ts';

/** Providers' messages are at most 2,000 characters; this leaves room for changing that. */
const longestMessage = 2_500;

interface KeyFailure {
  readonly key: KeySnapshot;
  readonly failure: FailureSnapshot;
}

/** The latest refusals, in the provider's own words. */
export function errorsSection(snapshot: Snapshot): TemplateResult | typeof nothing {
  const failures = snapshot.keys.flatMap(failuresOf).sort((a, b) => a.failure.age - b.failure.age);
  if (failures.length === 0) return nothing;
  const [{ failure }] = failures as [KeyFailure];
  return html`<section class="lines" aria-label=${l10n.t('Errors')}>
    <details class="last-error">
      <summary>
        ${icon('chevron')}<span><b>${failures.length === 1 ? l10n.t('Last error') : l10n.t('Last errors')}</b> <span>${l10n.t('{0} ({1})', refusalText(failure), ago(failure.age))}</span></span>
      </summary>
      ${repeat(failures, nameOf, errorCard)}
    </details>
  </section>`;
}

/** The key's last failure, and those of its models that differ from it. */
function failuresOf(key: KeySnapshot): KeyFailure[] {
  const { lastFailure } = key;
  const ofModels = key.models.flatMap(({ failure }) => (failure ? [failure] : []));
  const others = ofModels.filter(
    (failure) => failure.model !== lastFailure?.model || failure.failure.message !== lastFailure.failure.message,
  );
  return [...(lastFailure ? [lastFailure] : []), ...others].map((failure) => ({ key, failure }));
}

function nameOf({ key, failure }: KeyFailure): string {
  return JSON.stringify([key.id, failure.model, failure.failure.cause, failure.failure.message]);
}

function errorCard({ key, failure }: KeyFailure): TemplateResult {
  const message = failureMessage(failure.failure, key.origin);
  return html`<article class="error">
    <header>
      <h3>${refusalText(failure)}</h3>
      <span class="dim"><bdi>${outsideText(key.label)}</bdi></span>
      ${failure.model === null ? nothing : html`<span class="dim"><bdi>${outsideText(modelText(failure.model))}</bdi></span>`}
      <span class="dim">${failureTimeText(failure)}</span>
    </header>
    <blockquote dir="auto">${message === '' ? (knownText(failure) ?? l10n.t('The provider said nothing more.')) : outsideText(message, longestMessage)}</blockquote>
    <p class="codes">${failureCodes(failure.failure).map((code) => html`<code>${outsideText(code)}</code>`)}</p>
  </article>`;
}
