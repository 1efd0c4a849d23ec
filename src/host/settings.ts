import * as vscode from 'vscode';
import type { Thresholds } from '../core/alarms.ts';
import type { LimitChoice } from '../core/headline.ts';
import type { Unit } from '../core/limits.ts';
import type { Budget } from '../core/snapshot.ts';
import { settings } from './contributions.ts';
import { checkSettings, type RawSettings } from './settingsCheck.ts';

/** What the user has set, checked; every wrong value has been replaced by its default. */
export interface Settings {
  readonly style: 'icon' | 'compact' | 'full';
  readonly amount: 'left' | 'used';
  readonly limit: LimitChoice;
  readonly alignment: 'left' | 'right';
  readonly warn: boolean;
  readonly readyAgain: 'never' | 'afterLongWaits' | 'always';
  readonly thresholds: (unit: Unit) => Thresholds;
  readonly budget: Budget;
}

/**
 * Reads the settings from the user's own configuration only: what a workspace says is not even looked at (FAULTS.md S1).
 * `complain` hears once of each wrong value.
 */
export function readSettings(complain: (problem: string) => void): Settings {
  const configuration = vscode.workspace.getConfiguration();
  const raw = Object.fromEntries(
    Object.values(settings).map((name) => {
      const value = configuration.inspect(name);
      return [name, value?.globalValue ?? value?.defaultValue];
    }),
  );
  return checkSettings(raw as RawSettings, complain);
}
