import { failureText } from './failureGauge.ts';
import type { LateText } from './levelGauge.ts';
import { moneyGaugeText } from './moneyGaugeText.ts';

/** What the gauge says of refusals and of money: not needed for the first paint, so it is loaded after it. */
export const lateText: LateText = (headline, snapshot) =>
  headline.kind === 'money' ? moneyGaugeText(headline, snapshot) : failureText(headline, snapshot);
