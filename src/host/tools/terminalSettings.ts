import * as vscode from 'vscode';

const systems: Readonly<Partial<Record<NodeJS.Platform, string>>> = { win32: 'windows', darwin: 'osx' };

/**
 * The variables that new terminals have without ours: the user's own settings, else the editor's environment. A workspace's
 * settings do not count, since they could send keys somewhere else (docs/threats.md, T1).
 */
export function terminalSettings(
  environment: Readonly<Record<string, string | undefined>>,
  platform = process.platform,
): (variable: string) => string | undefined {
  const name = `terminal.integrated.env.${systems[platform] ?? 'linux'}`;
  const own = vscode.workspace.getConfiguration().inspect<unknown>(name)?.globalValue;
  const settings: Readonly<Record<string, unknown>> = typeof own === 'object' && own !== null ? { ...own } : {};
  return (variable) => {
    if (!Object.hasOwn(settings, variable)) return environment[variable];
    const value = settings[variable];
    // `null` takes a variable away.
    return typeof value === 'string' ? value : undefined;
  };
}
