import { easedGauge } from './easedWords.ts';
import { failureText } from './failureGauge.ts';
import { holdGauge, isHolding } from './holdWords.ts';
import type { LateText } from './levelGauge.ts';
import { moneyGaugeText } from './moneyGaugeText.ts';
import { waitingGauge } from './welcomeWords.ts';

/** What the gauge says of refusals, of money, of what is held back and of what is waited for: not needed for the first paint, so it is loaded after it. */
export const lateText: LateText = (headline, snapshot, settings) => {
  if (isHolding(snapshot)) return holdGauge(snapshot);
  if (headline.kind === 'add-key') return waitingGauge(snapshot);
  if (headline.kind === 'money') return moneyGaugeText(headline, snapshot);
  return headline.kind === 'failure' ? failureText(headline, snapshot) : easedGauge(headline, snapshot, settings);
};
