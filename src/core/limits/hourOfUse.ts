const minute = 60_000;
/** The minutes of an hour: the present one and those before it. */
export const minutesKept = 60;

/** The number of a minute, of monotonic milliseconds. */
export function minuteOf(at: number): number {
  return Math.floor(at / minute);
}

/** The first minute that begins at `at` or later. */
export function minuteFrom(at: number): number {
  return Math.ceil(at / minute);
}

/** Monotonic milliseconds at which a minute begins. */
export function beginOf(number: number): number {
  return number * minute;
}

/** Units used in each minute of the last hour, in a ring, so memory stays bounded and nothing has to be cleared. */
export class HourOfUse {
  readonly #minutes = new Float64Array(minutesKept);
  readonly #units = new Float64Array(minutesKept);

  /** Adds units to the minute of `at`; to one that is past the hour, nothing. */
  add(at: number, units: number): void {
    this.#add(minuteOf(at), units);
  }

  /** Adds all that another one holds. */
  addAll(other: HourOfUse): void {
    for (const [place, number] of other.#minutes.entries()) this.#add(number, other.#units[place] ?? 0);
  }

  /** Units used from minute `from` up to minute `to`; not below zero, whatever was taken back. */
  sum(from: number, to: number): number {
    let sum = 0;
    for (let place = 0; place < minutesKept; place++) {
      const number = this.#minutes[place] ?? 0;
      if (number >= from && number <= to) sum += this.#units[place] ?? 0;
    }
    return Math.max(0, sum);
  }

  #add(number: number, units: number): void {
    const place = ((number % minutesKept) + minutesKept) % minutesKept;
    const known = this.#minutes[place] ?? 0;
    if (number < known) return;
    this.#minutes[place] = number;
    this.#units[place] = units + (number === known ? (this.#units[place] ?? 0) : 0);
  }
}
