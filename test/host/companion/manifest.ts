/** The extension beside ours; its folder is what `extensionsOn` finds on a stack. */
export const companion = {
  folder: 'acme.coder-1.2.3',
  name: 'Acme Coder',
  manifest: {
    name: 'coder',
    displayName: 'Acme Coder',
    publisher: 'acme',
    version: '1.2.3',
    engines: { vscode: '^1.105.0' },
    main: './extension.js',
    activationEvents: ['onCommand:coder.ask'],
  },
} as const;
