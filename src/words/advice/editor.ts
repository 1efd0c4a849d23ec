/** The editor by its `vscode.env.appName`, such as "Visual Studio Code - Insiders". */
export function editorOf(appName: string): Editor {
  const name = appName.trim().toLowerCase();
  if (name.startsWith('cursor')) return 'cursor';
  if (name.startsWith('visual studio code')) return 'vscode';
  if (name.startsWith('windsurf')) return 'windsurf';
  return name.startsWith('vscodium') ? 'vscodium' : 'other';
}

export const editors = ['cursor', 'vscode', 'windsurf', 'vscodium', 'other'] as const;

export type Editor = (typeof editors)[number];
