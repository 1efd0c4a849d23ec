/**
 * Draws a level as a bar: solid up to what is certainly left, lighter up to what may be left. Sets the widths through
 * the CSSOM, because the content security policy allows no style attributes.
 */
export class GaugeBar extends HTMLElement {
  set low(fraction: number) {
    this.#set('--low', fraction);
  }

  set high(fraction: number) {
    this.#set('--high', fraction);
  }

  #set(name: string, fraction: number): void {
    this.style.setProperty(name, `${Math.min(1, Math.max(0, fraction)) * 100}%`);
  }
}

customElements.define('keygauge-bar', GaugeBar);
