import * as vscode from 'vscode';
import { settings } from './contributions.ts';
import type { Settings } from './settingsCheck.ts';
import { checkSettings, type RawSettings } from './settingsCheck.ts';

/**
 * Reads the settings from the user's own configuration only and ignores the workspace's (docs/threats.md, T1). Reports
 * each wrong value to `complain` once.
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

/** The value at the end of a path through nested sections; `undefined` if the path breaks off. */
function valueAt(section: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? (value as RawSettings)[name] : undefined),
    section,
  );
}
