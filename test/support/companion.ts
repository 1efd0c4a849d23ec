/** Files of extensions by path, under the folder of each, as `EditorOptions.otherExtensions` takes them. */
type Extensions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A command of an extension. */
interface Command {
  readonly command: string;
  readonly title: string;
  readonly category: string;
}

/** Another extension of one file, activated once the window has started; its id is `companion.NAME`. */
export function companion(name: string, source: string, commands: readonly Command[] = []): Extensions {
  const manifest = {
    name,
    publisher: 'companion',
    version: '1.0.0',
    engines: { vscode: '^1.90.0' },
    main: './extension.js',
    activationEvents: ['onStartupFinished'],
    contributes: { commands },
  };
  return { [`companion.${name}-1.0.0`]: { 'package.json': JSON.stringify(manifest), 'extension.js': source } };
}
