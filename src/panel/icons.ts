import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import type { Tone } from '../words/step.ts';

/** A sign for each state, so that none depends on colour alone. Drawn on a 16 × 16 grid in the current colour. */
export function toneIcon(tone: Tone): TemplateResult {
  switch (tone) {
    case 'fine':
      return icon(svg`<circle cx="8" cy="8" r="4" fill="currentColor" stroke="none"/>`);
    case 'low':
    case 'soon':
      return icon(svg`<path d="M8 3 14 13.5H2Z"/>`);
    case 'critical':
      return icon(svg`<path d="M8 3 14 13.5H2Z" fill="currentColor"/>`);
    case 'empty':
      return icon(svg`<circle cx="8" cy="8" r="5.5"/><path d="M4.2 11.8 11.8 4.2"/>`);
    case 'trouble':
      return icon(svg`<path d="m4 4 8 8M12 4l-8 8" stroke-width="2"/>`);
    case 'unknown':
      return icon(svg`<circle cx="8" cy="8" r="5" stroke-dasharray="2.2 1.7"/>`);
    case 'calm':
      return icon(svg`<circle cx="8" cy="8" r="4.5"/>`);
  }
}

export function pinIcon(pinned: boolean): TemplateResult {
  return icon(
    svg`<path d="M5.5 2.5h5l-.6 4.2 2.1 2.1v.7H4v-.7l2.1-2.1Z" fill=${pinned ? 'currentColor' : 'none'}/><path d="M8 9.5V14"/>`,
  );
}

export function bellIcon(muted: boolean): TemplateResult {
  return icon(
    svg`<path d="M3 11.5h10L11.8 9.8V7a3.8 3.8 0 0 0-7.6 0v2.8Z"/><path d="M6.7 13.5h2.6"/>${
      muted ? svg`<path d="M2.5 2.5l11 11"/>` : ''
    }`,
  );
}

function icon(shape: SVGTemplateResult): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.2" stroke-linejoin="round" stroke-linecap="round" aria-hidden="true" focusable="false">${shape}</svg>`;
}
