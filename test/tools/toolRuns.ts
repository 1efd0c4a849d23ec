import type { SimulatedProvider } from '../../src/simulator/models.ts';
import type { RealTool } from '../support/realTools.ts';

/** How a tool is asked one question without a person, at an address in place of its provider's. */
export interface ToolRun {
  readonly provider: SimulatedProvider;
  readonly model: string;
  /** As the gateway calls it. */
  readonly name: string;
  /** How it names the session that a request belongs to, in what it writes itself; `null` where it does not. */
  readonly session: RegExp | null;
  /** Whether the provider tells limits in answers to what it asks: OpenAI does not in streams of Responses. */
  readonly hearsLimits: boolean;
  /** Where it asks. */
  readonly path: string;
  /** `address`: what it is given as its base URL. */
  readonly args: (address: string, question: string) => readonly string[];
  readonly env: (address: string) => Readonly<Record<string, string>>;
  /** What comes behind the gateway's address. */
  readonly base: string;
}

export const openaiKey = 'sk-simulator';
export const anthropicKey = 'sk-ant-simulator';

export const toolRuns: Readonly<Record<RealTool, ToolRun>> = {
  'claude-code': {
    provider: 'anthropic',
    model: 'claude-opus-5',
    name: 'Claude Code',
    session: /"session_id":"([\w-]+)"/,
    hearsLimits: true,
    path: '/v1/messages',
    base: '',
    args: (_, question) => ['-p', question, '--output-format', 'json'],
    env: (address) => ({
      ANTHROPIC_BASE_URL: address,
      ANTHROPIC_API_KEY: anthropicKey,
      ANTHROPIC_MODEL: 'claude-opus-5',
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      ENABLE_TOOL_SEARCH: 'true',
    }),
  },
  codex: {
    provider: 'openai',
    model: 'gpt-5',
    name: 'Codex',
    session: /session id: ([\w-]+)/,
    hearsLimits: false,
    path: '/v1/responses',
    base: '/v1',
    args: (address, question) => [
      ...['exec', '--skip-git-repo-check', '-m', 'gpt-5'],
      // As `Connect a Tool…` offers it: its own provider, which tries a WebSocket first.
      ...['-c', `openai_base_url="${address}"`],
      question,
    ],
    env: () => ({ CODEX_API_KEY: openaiKey }),
  },
  opencode: {
    provider: 'openai',
    model: 'gpt-5',
    name: 'OpenCode',
    session: null,
    hearsLimits: false,
    path: '/v1/responses',
    base: '/v1',
    args: (_, question) => ['run', '-m', 'openai/gpt-5', question],
    env: (address) => ({
      OPENCODE_DISABLE_MODELS_FETCH: '1',
      OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
      OPENCODE_DISABLE_AUTOUPDATE: '1',
      OPENCODE_CONFIG_CONTENT: JSON.stringify({
        autoupdate: false,
        small_model: 'openai/gpt-5',
        provider: { openai: { options: { baseURL: address, apiKey: openaiKey } } },
      }),
    }),
  },
  'qwen-code': {
    provider: 'openai',
    model: 'gpt-5',
    name: 'Qwen Code',
    session: null,
    hearsLimits: true,
    path: '/v1/chat/completions',
    base: '/v1',
    args: (_, question) => ['-p', question],
    env: (address) => ({ OPENAI_BASE_URL: address, OPENAI_API_KEY: openaiKey, OPENAI_MODEL: 'gpt-5' }),
  },
};
