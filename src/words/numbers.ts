/** A BCP 47 tag and what follows it; without one, English. */
let locale = ['en'];

export function setLocale(tag: string): void {
  // Which of them is supported is left to the first number: asking for it takes longer than all else at the start.
  locale = /^[a-z]{2,8}(?:-[a-z\d]{1,8})*$/i.test(tag) ? [tag, 'en'] : ['en'];
}

/** The tag that numbers are shown for. */
export function localeTag(): string {
  return locale[0] ?? 'en';
}

/** Making a formatter takes far longer than using it. */
const formatters = new Map<string, Intl.NumberFormat>();

function formatted(value: number, options: Intl.NumberFormatOptions): string {
  const name = JSON.stringify([locale, options]);
  let formatter = formatters.get(name);
  if (!formatter) {
    formatter = new Intl.NumberFormat(locale, options);
    formatters.set(name, formatter);
  }
  return formatter.format(value);
}

/** 496, 97k, 2.4M: what fits beside a gauge. */
export function count(value: number): string {
  const compact = Math.abs(value) >= 10_000;
  return formatted(value, {
    notation: compact ? 'compact' : 'standard',
    // In Chinese and Japanese the unit is ten thousand, which leaves too little of a number without a digit behind it.
    maximumFractionDigits: compact && (Math.abs(value) >= 1_000_000 || /^(?:zh|ja)/.test(locale[0] ?? '')) ? 1 : 0,
  });
}

/** A fraction from 0 to 1 as whole percent; what is not quite empty is never shown as 0 %. */
export function percent(fraction: number): string {
  const shown = fraction > 0 ? Math.max(0.01, fraction) : 0;
  return formatted(shown, { style: 'percent', maximumFractionDigits: 0 });
}

/** Small sums keep their meaning: $0.00002 is not $0.00. */
export function dollars(amount: number): string {
  const currency = { style: 'currency', currency: 'USD' } as const;
  const digits =
    amount > 0 && amount < 0.01
      ? { maximumSignificantDigits: 1 }
      : { minimumFractionDigits: 2, maximumFractionDigits: amount < 1 ? 3 : 2 };
  return formatted(amount, { ...currency, ...digits });
}

/** How many the words for them tell apart; Japanese and Chinese have only `other`. */
export interface PluralForms {
  readonly one: string;
  readonly other: string;
}

/** Words are in English where they are not translated, and follow its rules whatever the numbers look like. */
const translated = /^(?:de|fr|es|ja|zh)\b/;

const pluralRules = new Map<string, Intl.PluralRules>();

/** The form that goes with a number as `count` shows it. */
export function plural(value: number, forms: PluralForms): string {
  const language = translated.exec(locale[0] ?? '')?.[0] ?? 'en';
  let rules = pluralRules.get(language);
  if (!rules) {
    rules = new Intl.PluralRules(language);
    pluralRules.set(language, rules);
  }
  return rules.select(Math.round(value)) === 'one' ? forms.one : forms.other;
}
