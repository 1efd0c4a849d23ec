import { type Page, pages, presets } from '../../core/dialects/presets.ts';
import { type ProviderId, providerIds } from '../../core/model/provider.ts';
import type { PagesKnown } from './place.ts';

/**
 * Pages of editors and tools that advice may open, by name. Those of providers stand in their presets. A surface passes a
 * name on, never an address of its own, so a page that is in neither cannot be opened.
 */
export const toolLinks = {
  'cursor-dashboard': 'https://cursor.com/dashboard',
  'cursor-usage': 'https://cursor.com/dashboard/usage',
  'cursor-own-keys': 'https://cursor.com/help/models-and-usage/api-keys',
  'cursor-report': 'https://cursor.com/help/troubleshooting/reporting-bugs',
  'vscode-own-keys': 'https://code.visualstudio.com/docs/agent-customization/language-models',
  'copilot-quota-issue': 'https://github.com/microsoft/vscode/issues/256684',
  'windsurf-usage': 'https://windsurf.com/subscription/usage',
  'cline-modes': 'https://docs.cline.bot/core-workflows/plan-and-act',
} as const;

/** A page by its name: of a tool, or of a provider such as `groq-limits`. */
export type LinkId = keyof typeof toolLinks | `${ProviderId}-${Page}`;

/** The only hosts that a tool's link may lead to; a new one is added here on purpose. */
export const allowedHosts: ReadonlySet<string> = new Set([
  'cursor.com',
  'code.visualstudio.com',
  'github.com',
  'windsurf.com',
  'docs.cline.bot',
]);

/** Where a link leads; `null` for a name that stands for no page. */
export function addressOf(link: string, known = presets): string | null {
  if (Object.hasOwn(toolLinks, link)) return toolLinks[link as keyof typeof toolLinks];
  for (const id of Object.keys(known) as ProviderId[]) {
    const page = pages.find((one) => link === `${id}-${one}`);
    if (page !== undefined) return known[id].pages[page] ?? null;
  }
  return null;
}

/** Whether it names a page; whatever a surface sends is checked by this. */
export function isLink(value: unknown): value is LinkId {
  return typeof value === 'string' && addressOf(value) !== null;
}

/** The names of all pages that can be opened, as `Place` carries them. */
export function pagesOf(known = presets): PagesKnown {
  const ids = Object.keys(known) as ProviderId[];
  return Object.fromEntries(ids.map((id) => [id, pages.filter((page) => known[id].pages[page] !== undefined)]));
}

/** All links there are. */
export function allLinks(): LinkId[] {
  const ofProviders = providerIds.flatMap((id) => (pagesOf()[id] ?? []).map((page): LinkId => `${id}-${page}`));
  return [...(Object.keys(toolLinks) as (keyof typeof toolLinks)[]), ...ofProviders];
}
