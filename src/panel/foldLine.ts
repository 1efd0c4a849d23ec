import { html, type TemplateResult } from 'lit';
import { icon } from './icons.ts';

/** A line that stands for rows, which it shows and hides. */
export interface Fold {
  /** Names it among the rows. */
  readonly id: string;
  readonly text: string;
  readonly isOpen: boolean;
  /** Whether Tab leads to it. */
  readonly isStop: boolean;
}

export function foldLine({ id, text, isOpen, isStop }: Fold, toggle: () => void): TemplateResult {
  return html`<li class="fold ${isOpen ? 'open' : ''}">
    <button
      class="row-name"
      data-row=${id}
      tabindex=${isStop ? 0 : -1}
      aria-expanded=${isOpen}
      @click=${toggle}
    >${icon('chevron')}${text}</button>
  </li>`;
}
