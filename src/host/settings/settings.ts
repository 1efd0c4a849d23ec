import * as vscode from 'vscode';
import { settings } from './contributions.ts';
import type { Settings } from './settingsCheck.ts';
import { checkSettings, type RawSettings } from './settingsCheck.ts';

/**
 * Reads the settings from the user's own configuration only: what a workspace says is not even looked at
 * (docs/threats.md, T1). `complain` hears once of each wrong value.
 */
export function readSettings(complain: (problem: string) => void): Settings {
  // All at once: inspecting them one by one takes several milliseconds at the start.
  const section = vscode.workspace.getConfiguration().inspect('keygauge');
  const raw = Object.fromEntries(
    Object.values(settings).map((name) => {
      const [, ...path] = name.split('.');
      return [name, valueAt(section?.globalValue, path) ?? valueAt(section?.defaultValue, path)];
    }),
  );
  return checkSettings(raw, complain);
}

/** What stands at the end of the path in nested sections, `undefined` where it breaks off. */
function valueAt(section: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? (value as RawSettings)[name] : undefined),
    section,
  );
}
