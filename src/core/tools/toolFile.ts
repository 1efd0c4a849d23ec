/** A file of a tool's own that holds its base URL. */
export interface ToolFile {
  /** Below the user's home. */
  readonly path: readonly string[];
  /** The variable that moves the folder, which is the first part of the path. */
  readonly folder: string;
  readonly format: 'json' | 'toml';
  /** The name before the base URL; in TOML one of the top level. */
  readonly name: string;
}

/** All of them. */
export const toolFiles = {
  codex: { path: ['.codex', 'config.toml'], folder: 'CODEX_HOME', format: 'toml', name: 'openai_base_url' },
  claudeCode: {
    path: ['.claude', 'settings.json'],
    folder: 'CLAUDE_CONFIG_DIR',
    format: 'json',
    name: 'ANTHROPIC_BASE_URL',
  },
} satisfies Readonly<Record<string, ToolFile>>;
