import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** The folder of this repository, which is also the folder of the extension run from source. */
export const repository = join(import.meta.dirname, '../..');

/** What a user finds in an editor when its window opens. */
export interface UserData {
  /** User settings on top of the quiet defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Files of the opened folder by relative path; the folder is empty otherwise. */
  readonly files?: Readonly<Record<string, string>>;
  /** Environment of the window's extension host on top of the editor's; from 1.139.1 on. */
  readonly hostEnv?: Readonly<Record<string, string>>;
}

const quiet = {
  // Text that a test puts into a file stays as it is.
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.autoSurround': 'never',
  'workbench.startupEditor': 'none',
  'workbench.editor.useModal': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  // Otherwise a window looks for new ports every two seconds, at all files that any process has open.
  'remote.autoForwardPortsSource': 'output',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
};

/** The folder in which an editor, its host and its extensions write everything. */
export class EditorHome {
  readonly path = mkdtempSync(join(tmpdir(), 'keygauge-editor-'));
  /** The folder that is open in the editor. */
  readonly folder = join(this.path, 'project');
  /** The working tree's extension; under its real path it would contain the editor, whose themes would count as its own. */
  readonly source = join(this.path, 'keygauge');
  readonly data = join(this.path, 'data');
  readonly extensions = join(this.path, 'extensions');
  /** Where extensions keep what belongs to no editor. */
  readonly state = join(this.path, 'state');
  readonly userSettings = join(this.data, 'data/User/settings.json');
  #settings: Readonly<Record<string, unknown>> = quiet;
  #hostEnv: UserData['hostEnv'];

  constructor(userData: UserData, otherExtensions: Readonly<Record<string, Readonly<Record<string, string>>>> = {}) {
    symlinkSync(repository, this.source, 'junction');
    for (const [name, files] of Object.entries(otherExtensions)) write(join(this.extensions, name), files);
    this.renew(userData);
  }

  /**
   * A folder that holds only those of the extensions that come with an editor which are needed, and of the others the names
   * alone: instead of one that is missing, a window would take its own copy.
   */
  keepBuiltIn(all: string, needed: readonly string[]): string {
    const folder = join(this.path, 'builtIn');
    mkdirSync(folder);
    for (const one of readdirSync(all)) {
      const manifest = join(all, one, 'package.json');
      if (!existsSync(manifest)) continue;
      const { name, publisher, version, engines } = JSON.parse(readFileSync(manifest, 'utf8'));
      if (needed.includes(one)) symlinkSync(join(all, one), join(folder, one), 'junction');
      else write(join(folder, one), { 'package.json': JSON.stringify({ name, publisher, version, engines }) });
    }
    return folder;
  }

  /** The user settings that the editor started with. */
  get settings(): Readonly<Record<string, unknown>> {
    return this.#settings;
  }

  get hostEnv(): UserData['hostEnv'] {
    return this.#hostEnv;
  }

  /** Forgets all that a user left and puts this in its place; no window may be open. */
  renew({ settings, files = {}, hostEnv }: UserData): void {
    for (const old of [dirname(this.userSettings), this.folder, this.state])
      rmSync(old, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    this.#settings = { ...quiet, ...settings };
    this.#hostEnv = hostEnv;
    write(this.folder, files);
    write(dirname(this.userSettings), { [basename(this.userSettings)]: JSON.stringify(this.#settings, null, 2) });
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}
