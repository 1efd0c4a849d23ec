import { type Page, pages, presets } from '../../core/dialects/presets.ts';
import type { ProviderId } from '../../core/model/provider.ts';
import type { PagesKnown } from './place.ts';

/**
 * Pages of editors and tools that advice may open, by name; providers list theirs in their presets. A surface passes on
 * a name, never an address, so a page on neither list cannot be opened.
 */
export const toolLinks = {
  'cursor-dashboard': 'https://cursor.com/dashboard',
  'cursor-own-keys': 'https://cursor.com/help/models-and-usage/api-keys',
  'cursor-report': 'https://cursor.com/help/troubleshooting/reporting-bugs',
  'vscode-own-keys': 'https://code.visualstudio.com/docs/agent-customization/language-models',
  'copilot-quota-issue': 'https://github.com/microsoft/vscode/issues/256684',
  'windsurf-usage': 'https://windsurf.com/subscription/usage',
  'cline-modes': 'https://docs.cline.bot/core-workflows/plan-and-act',
} as const;

/** The name of a page: a tool's, or a provider's such as `groq-limits`. */
export type LinkId = keyof typeof toolLinks | `${ProviderId}-${Page}`;

/** The address behind a link; `null` if the name stands for no page. */
export function addressOf(link: string, known = presets): string | null {
  if (Object.hasOwn(toolLinks, link)) return toolLinks[link as keyof typeof toolLinks];
  for (const id of Object.keys(known) as ProviderId[]) {
    const page = pages.find((one) => link === `${id}-${one}`);
    if (page !== undefined) return known[id].pages[page] ?? null;
  }
  return null;
}

/** Tells whether a value names a page. Checks whatever a surface sends. */
export function isLink(value: unknown): value is LinkId {
  return typeof value === 'string' && addressOf(value) !== null;
}

/** The names of all pages that can be opened, as `Place` carries them. */
export function pagesOf(known = presets): PagesKnown {
  const ids = Object.keys(known) as ProviderId[];
  return Object.fromEntries(ids.map((id) => [id, pages.filter((page) => known[id].pages[page] !== undefined)]));
}
