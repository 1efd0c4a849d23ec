import type { ProviderId } from '../../core/model/provider.ts';

/**
 * Every page that advice may open, by name. A surface passes the name on, never an address of its own, so a page that is
 * not here cannot be opened. The paths are those that the providers' own documentation and error texts name.
 */
export const links = {
  'openai-usage': 'https://platform.openai.com/usage',
  'openai-limits': 'https://platform.openai.com/settings/organization/limits',
  'openai-billing': 'https://platform.openai.com/settings/organization/billing',
  'openai-keys': 'https://platform.openai.com/api-keys',
  'openai-status': 'https://status.openai.com',
  'openai-models': 'https://developers.openai.com/api/docs/models',
  'openai-rate-limits': 'https://developers.openai.com/api/docs/guides/rate-limits',
  'openai-errors': 'https://developers.openai.com/api/docs/guides/error-codes',
  'openai-regions': 'https://developers.openai.com/api/docs/supported-countries',
  'openai-429': 'https://help.openai.com/en/articles/5955604-troubleshooting-api-rate-limits-and-429-errors',
  'codex-plan-usage': 'https://chatgpt.com/codex/settings/usage',

  'anthropic-usage': 'https://platform.claude.com/usage',
  'anthropic-limits': 'https://platform.claude.com/settings/limits',
  'anthropic-billing': 'https://platform.claude.com/settings/billing',
  'anthropic-keys': 'https://platform.claude.com/settings/keys',
  'anthropic-status': 'https://status.claude.com',
  'anthropic-models': 'https://platform.claude.com/docs/en/about-claude/models/overview',
  'anthropic-rate-limits': 'https://platform.claude.com/docs/en/api/rate-limits',
  'anthropic-errors': 'https://platform.claude.com/docs/en/api/errors',
  'anthropic-regions': 'https://platform.claude.com/docs/en/api/supported-regions',
  'anthropic-caching': 'https://platform.claude.com/docs/en/build-with-claude/prompt-caching',
  'claude-plan-usage': 'https://claude.ai/settings/usage',

  'openrouter-usage': 'https://openrouter.ai/activity',
  'openrouter-billing': 'https://openrouter.ai/settings/credits',
  'openrouter-keys': 'https://openrouter.ai/settings/keys',
  'openrouter-rate-limits': 'https://openrouter.ai/docs/api_reference/limits',
  'groq-limits': 'https://console.groq.com/settings/limits',
  'groq-keys': 'https://console.groq.com/keys',
  'groq-rate-limits': 'https://console.groq.com/docs/rate-limits',

  'cursor-dashboard': 'https://cursor.com/dashboard',
  'cursor-usage': 'https://cursor.com/dashboard/usage',
  'cursor-own-keys': 'https://cursor.com/help/models-and-usage/api-keys',
  'cursor-report': 'https://cursor.com/help/troubleshooting/reporting-bugs',
  'vscode-own-keys': 'https://code.visualstudio.com/docs/agent-customization/language-models',
  'copilot-quota-issue': 'https://github.com/microsoft/vscode/issues/256684',
  'windsurf-usage': 'https://windsurf.com/subscription/usage',
  'cline-modes': 'https://docs.cline.bot/core-workflows/plan-and-act',
} as const;
export type LinkId = keyof typeof links;

/** The only hosts that a link may lead to; a new one is added here on purpose. */
export const allowedHosts: ReadonlySet<string> = new Set([
  'platform.openai.com',
  'developers.openai.com',
  'help.openai.com',
  'status.openai.com',
  'chatgpt.com',
  'platform.claude.com',
  'status.claude.com',
  'claude.ai',
  'openrouter.ai',
  'console.groq.com',
  'cursor.com',
  'code.visualstudio.com',
  'github.com',
  'windsurf.com',
  'docs.cline.bot',
]);

/** A service with pages of its own, and how it is called in a sentence. */
export const serviceNames = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  openrouter: 'OpenRouter',
  groq: 'Groq',
} as const;
export type ServiceId = keyof typeof serviceNames;

/** A page that several services have, each at its own address. */
export const pages = {
  usage: { openai: 'openai-usage', anthropic: 'anthropic-usage', openrouter: 'openrouter-usage' },
  limits: { openai: 'openai-limits', anthropic: 'anthropic-limits', groq: 'groq-limits' },
  billing: { openai: 'openai-billing', anthropic: 'anthropic-billing', openrouter: 'openrouter-billing' },
  keys: { openai: 'openai-keys', anthropic: 'anthropic-keys', openrouter: 'openrouter-keys', groq: 'groq-keys' },
  status: { openai: 'openai-status', anthropic: 'anthropic-status' },
  models: { openai: 'openai-models', anthropic: 'anthropic-models' },
  'rate-limits': {
    openai: 'openai-rate-limits',
    anthropic: 'anthropic-rate-limits',
    openrouter: 'openrouter-rate-limits',
    groq: 'groq-rate-limits',
  },
  errors: { openai: 'openai-errors', anthropic: 'anthropic-errors' },
  regions: { openai: 'openai-regions', anthropic: 'anthropic-regions' },
} as const satisfies Record<string, Partial<Record<ServiceId, LinkId>>>;
export type Page = keyof typeof pages;

export function linkOf(page: Page, service: ServiceId): LinkId | null {
  const links: Partial<Record<ServiceId, LinkId>> = pages[page];
  return links[service] ?? null;
}

const serviceHosts: ReadonlyMap<string, ServiceId> = new Map([
  ['openrouter.ai', 'openrouter'],
  ['api.groq.com', 'groq'],
]);

/**
 * The services whose pages can be shown: one, none for an endpoint that is not known here, and both of the large ones
 * when nobody knows whose key it is.
 */
export function servicesOf(provider: ProviderId | null, origin: string | null): readonly ServiceId[] {
  switch (provider) {
    case null:
      return ['openai', 'anthropic'];
    case 'openai':
    case 'anthropic':
      return [provider];
    case 'compatible': {
      const host = origin !== null && URL.canParse(origin) ? new URL(origin).hostname : '';
      const service = serviceHosts.get(host);
      return service ? [service] : [];
    }
    default:
      return [];
  }
}
