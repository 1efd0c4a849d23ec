import type { UsePart } from '../words/useWords.ts';

/**
 * Draws shares as the parts of one bar, in their order. Sets the widths through the CSSOM, because the content security policy
 * allows no style attributes.
 */
export class ShareBar extends HTMLElement {
  set parts(parts: readonly UsePart[]) {
    this.replaceChildren(
      ...parts.map(({ width, whose }) => {
        const part = document.createElement('i');
        part.className = whose;
        part.style.flexGrow = String(width);
        return part;
      }),
    );
  }
}

customElements.define('keygauge-shares', ShareBar);
