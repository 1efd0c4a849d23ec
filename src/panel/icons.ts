import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

const shapes = {
  tick: svg`<path d="m3 8.5 3.2 3.2L13 5"/>`,
  risk: svg`<path d="M8 2.5 14.3 13.5H1.7Z"/><path d="M8 6.5v3.2M8 11.2v.6"/>`,
  critical: svg`<path d="M8 2.5 14.3 13.5H1.7Z" fill="currentColor"/>`,
  refused: svg`<circle cx="8" cy="8" r="5.8"/><path d="M3.9 12.1 12.1 3.9"/>`,
  card: svg`<rect x="1.8" y="3.6" width="12.4" height="8.8" rx="1"/><path d="M1.8 6.4h12.4M4 10h3"/>`,
  key: svg`<circle cx="5" cy="8" r="2.7"/><path d="M7.7 8h6M11.4 8v2.4M13.4 8v1.8"/>`,
  unknown: svg`<circle cx="8" cy="8" r="5.5" stroke-dasharray="2.4 1.9"/>`,
  calm: svg`<circle cx="8" cy="8" r="5"/>`,
  refresh: svg`<path d="M13.4 6.4A5.6 5.6 0 0 0 3.3 5M2.6 9.6A5.6 5.6 0 0 0 12.7 11"/><path d="M3 2.2V5h2.8M13 13.8V11h-2.8"/>`,
  chevron: svg`<path d="m6 3.5 4.5 4.5L6 12.5"/>`,
  clipboard: svg`<rect x="3.2" y="3" width="9.6" height="11" rx="1"/><path d="M6 1.8h4v2.4H6zM5.6 7.4h4.8M5.6 10.2h4.8"/>`,
  search: svg`<circle cx="7" cy="7" r="4.2"/><path d="m10.2 10.2 3.6 3.6"/>`,
  listen: svg`<path d="M5 6.2a3.2 3.2 0 1 1 6.4 0c0 2.9-2.6 3-2.6 5.2a2 2 0 0 1-3.8.6"/><path d="M7 6.4a1.3 1.3 0 0 1 2.5 0"/>`,
  hold: svg`<circle cx="8" cy="8" r="5.8"/><path d="M6.4 5.5v5M9.6 5.5v5"/>`,
  gateway: svg`<path d="M5.5 2.5v11M10.5 2.5v11M1.5 8h13"/><path d="m12.5 6 2 2-2 2"/>`,
  play: svg`<path d="M4.5 3v10l8-5Z"/>`,
  pin: svg`<path d="M5.5 2.5h5l-.6 4.2 2.1 2.1v.7H4v-.7l2.1-2.1Z" fill="currentColor"/><path d="M8 9.5V14"/>`,
  star: svg`<path d="m8 1.8 1.9 4.1 4.4.5-3.3 3 .9 4.4L8 11.6l-3.9 2.2.9-4.4-3.3-3 4.4-.5Z" fill="currentColor"/>`,
  muted: svg`<path d="M3 11.5h10L11.8 9.8V7a3.8 3.8 0 0 0-7.6 0v2.8Z"/><path d="M6.7 13.5h2.6M2.5 2.5l11 11"/>`,
} satisfies Record<string, SVGTemplateResult>;

/** A sign on a grid of 16 × 16, so that nothing depends on color alone. */
export type Mark = keyof typeof shapes;

/** Draws a sign in the current color; screen readers pass over it. */
export function icon(mark: Mark): TemplateResult {
  return html`<svg class="icon icon-${mark}" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.3" stroke-linejoin="round" stroke-linecap="round" aria-hidden="true" focusable="false">${shapes[mark]}</svg>`;
}
