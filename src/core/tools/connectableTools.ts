import { ownerOf } from '../addressOwner.ts';
import { type ProviderId, providers } from '../model/provider.ts';
import { type ToolFile, toolFiles } from './toolFile.ts';

/** What it costs to connect a tool, beside that its requests pass through the gateway. */
export type ToolCost =
  /** Its remote control works with no base URL but its maker's. */
  | 'no-remote-control'
  /** A login with a subscription goes to another address, so that only API keys work. */
  | 'keys-only'
  /** Some versions take no notice of the variable. */
  | 'may-ignore'
  /** It keeps its base URL where it is run without an editor too, in which nobody answers then. */
  | 'only-while-open';

/** Where in a tool its base URL is set by hand, as words describe it. */
export type ManualPlace = 'config-of-providers' | 'provider-settings' | 'custom-endpoint';

/** A file of a tool's own that may name its base URL as well, and counts less than what new terminals have. */
export interface OverruledFile extends Pick<ToolFile, 'path' | 'folder'> {
  /** A line of its own, or a field of JSON. */
  readonly at:
    | { readonly kind: 'line'; readonly name: string }
    | { readonly kind: 'field'; readonly path: readonly string[] };
}

/** How a tool learns the base URL of one provider. */
export type BaseUrlPlace =
  /** An environment variable. */
  | { readonly kind: 'variable'; readonly variable: string }
  /** A field of the JSON that an environment variable holds. */
  | { readonly kind: 'field'; readonly variable: string; readonly path: readonly string[] }
  /** Its file, or a command with the same. */
  | { readonly kind: 'file'; readonly file: ToolFile; readonly command: (address: string) => string }
  /** The user sets it. */
  | { readonly kind: 'manual'; readonly place: ManualPlace };

/** A base URL of a tool's that can be the gateway's address instead. */
export interface ToolBaseUrl {
  readonly provider: ProviderId;
  /** What it is while nobody has set it; `null` where that depends on the tool's version or login, so that only the user knows. */
  readonly usual: string | null;
  /** How it ends in this tool, where the tool relies on that. */
  readonly ending?: string;
  readonly at: BaseUrlPlace;
  /** The one that counts most comes first. */
  readonly overrules?: readonly OverruledFile[];
}

/** A tool that can be pointed at the gateway (docs/tools.md). */
export interface ConnectableTool {
  /** Our own name of it. */
  readonly id: string;
  /** Its proper name, as it is heard too; `null` for what has none. */
  readonly name: string | null;
  readonly baseUrls: readonly ToolBaseUrl[];
  /** Variables that go with it. */
  readonly besides?: Readonly<Record<string, string>>;
  /** A file of its own whose base URL counts more than the variable. */
  readonly overruledBy?: ToolFile;
  readonly costs: readonly ToolCost[];
}

const openai = 'https://api.openai.com';
const anthropic = 'https://api.anthropic.com';

type Path = Pick<ToolFile, 'path' | 'folder'>;
const geminiVariables: Path = { path: ['.gemini', '.env'], folder: '' };
const gooseSettings: Path = { path: ['.config', 'goose', 'config.yaml'], folder: 'XDG_CONFIG_HOME' };

function variable(provider: ProviderId, name: string, usual: string | null, ...files: Path[]): ToolBaseUrl {
  const overrules = files.map((file) => ({ ...file, at: { kind: 'line', name } as const }));
  return { provider, usual, at: { kind: 'variable', variable: name }, overrules };
}

function field(provider: ProviderId, usual: string): ToolBaseUrl {
  const path = ['provider', provider, 'options', 'baseURL'];
  const overrules = ['opencode.jsonc', 'opencode.json'].map((name) => ({
    path: ['.config', 'opencode', name],
    folder: 'XDG_CONFIG_HOME',
    at: { kind: 'field', path } as const,
  }));
  return { provider, usual, at: { kind: 'field', variable: 'OPENCODE_CONFIG_CONTENT', path }, overrules };
}

function manual(place: ManualPlace, provider: ProviderId, usual: string, ending: string): ToolBaseUrl {
  return { provider, usual: usual + ending, ending, at: { kind: 'manual', place } };
}

/** Every tool that can be connected. Of two with the same variable, the one that was connected last gives it its value. */
export const connectableTools: readonly ConnectableTool[] = [
  {
    id: 'claude-code',
    name: 'Claude Code',
    baseUrls: [variable('anthropic', 'ANTHROPIC_BASE_URL', anthropic)],
    // With a base URL that it does not know, it turns its search for tools off.
    besides: { ENABLE_TOOL_SEARCH: 'true' },
    overruledBy: toolFiles.claudeCode,
    costs: ['no-remote-control'],
  },
  {
    id: 'codex',
    name: 'Codex',
    baseUrls: [
      {
        provider: 'openai',
        usual: `${openai}/v1`,
        at: {
          kind: 'file',
          file: toolFiles.codex,
          command: (address) => `codex -c openai_base_url="${address}"`,
        },
      },
    ],
    costs: ['only-while-open', 'keys-only'],
  },
  {
    id: 'opencode',
    name: 'OpenCode',
    baseUrls: [field('anthropic', `${anthropic}/v1`), field('openai', `${openai}/v1`)],
    costs: [],
  },
  {
    id: 'gemini-cli',
    name: 'Gemini CLI',
    baseUrls: [
      variable('gemini', 'GOOGLE_GEMINI_BASE_URL', 'https://generativelanguage.googleapis.com', geminiVariables),
    ],
    costs: ['keys-only', 'may-ignore'],
  },
  {
    id: 'qwen-code',
    name: 'Qwen Code',
    baseUrls: [variable('compatible', 'OPENAI_BASE_URL', null)],
    costs: ['keys-only'],
  },
  {
    id: 'aider',
    name: 'Aider',
    baseUrls: [
      variable('openai', 'OPENAI_API_BASE', `${openai}/v1`),
      variable('anthropic', 'ANTHROPIC_API_BASE', anthropic),
    ],
    costs: [],
  },
  {
    id: 'goose',
    name: 'Goose',
    baseUrls: [
      variable('openai', 'OPENAI_HOST', openai, gooseSettings),
      variable('anthropic', 'ANTHROPIC_HOST', anthropic, gooseSettings),
    ],
    costs: [],
  },
  {
    id: 'scripts',
    name: null,
    baseUrls: [
      variable('openai', 'OPENAI_BASE_URL', `${openai}/v1`),
      variable('anthropic', 'ANTHROPIC_BASE_URL', anthropic),
    ],
    costs: [],
  },
  {
    id: 'crush',
    name: 'Crush',
    baseUrls: [
      manual('config-of-providers', 'openai', openai, '/v1'),
      manual('config-of-providers', 'anthropic', anthropic, '/v1'),
    ],
    costs: ['only-while-open'],
  },
  {
    id: 'kilo-code',
    name: 'Kilo Code',
    baseUrls: [
      manual('provider-settings', 'openai', openai, '/v1'),
      { provider: 'anthropic', usual: anthropic, at: { kind: 'manual', place: 'provider-settings' } },
    ],
    costs: [],
  },
  {
    id: 'copilot',
    name: 'Copilot',
    baseUrls: [
      manual('custom-endpoint', 'openai', openai, '/v1/chat/completions'),
      manual('custom-endpoint', 'anthropic', anthropic, '/v1/messages'),
    ],
    costs: [],
  },
];

/** Whoever answers in a provider's stead at an address that is nobody's own, such as a company's proxy. */
const elsewhere: Readonly<Partial<Record<ProviderId, ProviderId>>> = { openai: 'compatible' };

/** Whoever answers at an address that a tool believes to be a provider's. */
export function whoAnswers(provider: ProviderId, origin: string): ProviderId {
  return ownerOf(origin) ?? elsewhere[provider] ?? provider;
}

/** The base URL of a tool that a connection to a provider stands for: a tool has one for each protocol. */
export function baseUrlFor({ baseUrls }: ConnectableTool, provider: ProviderId): ToolBaseUrl | null {
  const protocol = providers[provider].protocol;
  return (
    baseUrls.find((one) => one.provider === provider) ??
    baseUrls.find((one) => providers[one.provider].protocol === protocol) ??
    null
  );
}

/** `null` for a name that is none of ours. */
export function connectableTool(id: string): ConnectableTool | null {
  return connectableTools.find((tool) => tool.id === id) ?? null;
}
