/**
 * Draws a level as a bar that ends at its number, with a hatch over the part that may be gone already. Sets the widths
 * through the CSSOM, because the content security policy allows no style attributes.
 */
export class GaugeBar extends HTMLElement {
  /** Where the bar ends, in percent. */
  set end(percent: number) {
    this.#set('--end', percent);
  }

  /** Where the hatch begins, in percent. */
  set sure(percent: number) {
    this.#set('--sure', percent);
  }

  #set(name: string, percent: number): void {
    this.style.setProperty(name, `${Math.min(100, Math.max(0, percent))}%`);
  }
}

customElements.define('keygauge-bar', GaugeBar);
