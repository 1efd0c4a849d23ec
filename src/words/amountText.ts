import * as l10n from '@vscode/l10n';
import type { Unit } from '../core/model/limit.ts';
import { count, plural } from './numbers.ts';

/** "1 request", "97K tokens"; `exact`: "36,741 tokens". */
export function amountText(value: number, unit: Unit, form: 'short' | 'exact' = 'short'): string {
  const number = count(value, form);
  switch (unit) {
    case 'requests':
      return plural(value, { one: l10n.t('{0} request', number), other: l10n.t('{0} requests', number) });
    case 'tokens':
      return plural(value, { one: l10n.t('{0} token', number), other: l10n.t('{0} tokens', number) });
    case 'input-tokens':
      return plural(value, { one: l10n.t('{0} input token', number), other: l10n.t('{0} input tokens', number) });
    case 'output-tokens':
      return plural(value, { one: l10n.t('{0} output token', number), other: l10n.t('{0} output tokens', number) });
    case 'images':
      return plural(value, { one: l10n.t('{0} image', number), other: l10n.t('{0} images', number) });
  }
}
