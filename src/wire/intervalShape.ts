import type { Interval } from '../core/model/limit.ts';
import { amount, record } from './shape.ts';

export const interval = record<Interval>({ low: amount, high: amount });
