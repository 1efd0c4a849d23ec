import { html, type TemplateResult } from 'lit';
import type { UsePart } from '../words/useWords.ts';

/** As many looks as `accounts.css` has for those that have a name, so that neighbors differ by more than a color. */
const looks = 6;

/** The words of each part beside a patch of its look. */
export function shareLegend(parts: readonly UsePart[]): TemplateResult[] {
  return parts.map(({ text }, place) => html`<span><i class=${lookOfPart(parts, place)}></i><bdi>${text}</bdi></span>`);
}

/** The class of one of several parts, the same in the bar and in its legend. */
function lookOfPart(parts: readonly UsePart[], place: number): string {
  const whose = parts[place]?.whose ?? 'others';
  if (whose !== 'named') return whose;
  const before = parts.slice(0, place).filter((part) => part.whose === 'named').length;
  return `named-${before % looks}`;
}

/**
 * Draws shares as the parts of one bar, in their order. Sets the widths through the CSSOM, because the content security policy
 * allows no style attributes.
 */
export class ShareBar extends HTMLElement {
  set parts(parts: readonly UsePart[]) {
    this.replaceChildren(
      ...parts.map(({ width }, place) => {
        const part = document.createElement('i');
        part.className = lookOfPart(parts, place);
        part.style.flexGrow = String(width);
        return part;
      }),
    );
  }
}

customElements.define('keygauge-shares', ShareBar);
