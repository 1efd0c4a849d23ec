import type { Snapshot } from '../core/model/snapshot.ts';
import type { GaugeText } from './failureGauge.ts';
import { lateText } from './lateGauge.ts';
import { type GaugeStyle, gaugeOf } from './levelGauge.ts';

/** The gauge in full: levels, refusals and money. */
export function gaugeText(snapshot: Snapshot, settings: GaugeStyle): GaugeText {
  return gaugeOf(snapshot, settings, lateText);
}
