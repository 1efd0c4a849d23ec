/** A BCP 47 tag with English as its fallback; English alone without a tag. */
let locale = ['en'];

export function setLocale(tag: string): void {
  // The first number finds out which of them is supported: asking here would take longer than all else at the start.
  locale = /^[a-z]{2,8}(?:-[a-z\d]{1,8})*$/i.test(tag) ? [tag, 'en'] : ['en'];
}

/** The tag that numbers are formatted for. */
export function localeTag(): string {
  return locale[0] ?? 'en';
}

/** Making a formatter takes far longer than using one. */
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

/** 496, 97k, 2.4M: short enough to stand beside a gauge; `exact`: every digit, as in 36,741. */
export function count(value: number, form: 'short' | 'exact' = 'short'): string {
  const compact = form === 'short' && Math.abs(value) >= 10_000;
  return formatted(value, {
    notation: compact ? 'compact' : 'standard',
    // Chinese and Japanese count in units of ten thousand, too coarse for a number without a decimal.
    maximumFractionDigits: compact && (Math.abs(value) >= 1_000_000 || /^(?:zh|ja)/.test(locale[0] ?? '')) ? 1 : 0,
  });
}

/** A fraction as whole percent, rounded down. Never shows 0 % while anything is left, nor 100 % while anything is missing. */
export function percent(fraction: number): string {
  // Floating point may put a whole percent a trifle below itself.
  const shown = fraction > 0 ? Math.max(0.01, Math.floor(100 * fraction + 1e-6) / 100) : 0;
  return formatted(shown, { style: 'percent', maximumFractionDigits: 0 });
}

/** A sum in US dollars. */
export function dollars(amount: number): string {
  return currencyText(amount, 'USD');
}

/** A sum in a currency of three capital letters. Small ones keep their meaning: $0.00002 does not become $0.00. */
export function currencyText(amount: number, currency: string): string {
  const digits =
    amount > 0 && amount < 0.01
      ? { maximumSignificantDigits: 1 }
      : amount > 0 && amount < 1
        ? { minimumFractionDigits: 2, maximumFractionDigits: 3 }
        : {};
  return formatted(amount, { style: 'currency', currency, ...digits });
}

/** The plural forms that our languages distinguish; Japanese and Chinese have only `other`. */
export interface PluralForms {
  readonly one: string;
  readonly other: string;
}

/** Untranslated words are English and follow its plural rules, whatever the numbers look like. */
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
