import type { Snapshot } from '../core/model/snapshot.ts';
import { failureText, type GaugeText } from './failureGauge.ts';
import { type GaugeStyle, gaugeOf } from './levelGauge.ts';

/** The gauge in full: levels and refusals. */
export function gaugeText(snapshot: Snapshot, settings: GaugeStyle): GaugeText {
  return gaugeOf(snapshot, settings, failureText);
}
