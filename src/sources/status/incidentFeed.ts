import type { StatusLevel } from '../../core/model/providerStatus.ts';
import { mostListed, type PageIncident, type StatusPage, timeOf } from './page.ts';

const severities: ReadonlyMap<string, StatusLevel> = new Map([
  ['available', 'fine'],
  ['maintenance', 'maintenance'],
  ['degraded', 'degraded'],
  ['degradation', 'degraded'],
  ['outage', 'outage'],
  ['disruption', 'outage'],
]);

const over = new Set(['resolved', 'completed']);
const open = new Set(['active', 'investigating', 'identified', 'monitoring', 'in_progress']);

/**
 * Reads a feed (RSS 2.0) with an item for each incident and component, `[API] Elevated latency`, whose categories are its
 * severity and its state. `null` for anything else, for a feed that breaks off, and where an item's state is not known:
 * half of a feed must not pass for a quiet one.
 */
export function readFeed(text: string): StatusPage | null {
  if (!/^[^<]{0,3}(?:<\?xml[^>]{0,200}>\s{0,20})?<rss[\s>]/.test(text) || !text.trimEnd().endsWith('</rss>'))
    return null;
  const incidents: PageIncident[] = [];
  for (const part of text.split('<item>').slice(1, 1 + 10 * mostListed)) {
    const item = part.slice(0, Math.max(0, part.indexOf('</item>')));
    const words = wordsOf(item);
    const isOver = words.some((word) => over.has(word));
    if (!isOver && !words.some((word) => open.has(word))) return null;
    if (!isOver) incidents.push(incidentOf(item, words));
  }
  return { overall: 'fine', components: [], incidents: incidents.slice(0, mostListed) };
}

/** An item's severity and state, in lower case: as categories or, where those name no state, as its text says. */
function wordsOf(item: string): string[] {
  const categories = matches(item, /<category>([^<]{0,60})<\/category>/g);
  return categories.some((word) => over.has(word) || open.has(word))
    ? categories
    : matches(item, /\b(?:Status|Severity): ?([A-Za-z_]{1,30})/g);
}

function matches(item: string, shape: RegExp): string[] {
  return [...item.matchAll(shape)].map(([, word = '']) => word.trim().toLowerCase());
}

function incidentOf(item: string, words: readonly string[]): PageIncident {
  const [, component, title] = /^\[([^\]]{1,200})\]\s{0,5}(.*)$/s.exec(contentOf(item, 'title')) ?? [];
  const level = words.flatMap((word) => severities.get(word) ?? [])[0] ?? null;
  return {
    title: title ?? contentOf(item, 'title'),
    level,
    since: timeOf(contentOf(item, 'pubDate')),
    components: component === undefined ? [] : [component],
  };
}

/** The text of an item's first element of that name; empty if there is none. */
function contentOf(item: string, name: string): string {
  const from = item.indexOf(`<${name}>`);
  const to = item.indexOf(`</${name}>`, from);
  if (from < 0 || to < 0) return '';
  const raw = item.slice(from + name.length + 2, to).trim();
  return raw.startsWith('<![CDATA[') ? raw.slice('<![CDATA['.length).replace(']]>', '') : decoded(raw);
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['#39', "'"],
]);

function decoded(text: string): string {
  return text.replace(/&(#?\w{1,8});/g, (whole, name: string) => entities.get(name) ?? whole);
}
