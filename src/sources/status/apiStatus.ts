import type { StatusAddress } from '../../core/dialects/presets.ts';
import { type ProviderStatus, type StatusLevel, statusLevels } from '../../core/model/providerStatus.ts';
import { isTrouble } from '../../core/shown/toldTrouble.ts';
import { readBetterStack } from './betterStack.ts';
import { readFeed } from './incidentFeed.ts';
import type { Component, PageIncident, StatusPage } from './page.ts';
import { readStatuspage } from './statuspage.ts';

export type ApiStatus = Pick<ProviderStatus, 'level' | 'incidents'>;

/** An unreadable page says nothing, least of all that all is well. */
const unknown: ApiStatus = { level: 'unknown', incidents: [] };

/** Characters of a title that are kept, and incidents. */
const longestTitle = 200;
const mostKept = 5;

/** What a page tells of the API, at `now` in epoch milliseconds. `unknown` for whatever is no such page; never throws. */
export function apiStatusIn(body: string, { form, api }: StatusAddress, now: number): ApiStatus {
  const page = pageIn(body, form, now);
  return page === null ? unknown : apiStatusOf(page, api, now);
}

function pageIn(body: string, form: StatusAddress['form'], now: number): StatusPage | null {
  if (form === 'feed') return readFeed(body);
  try {
    const json: unknown = JSON.parse(body);
    return form === 'statuspage' ? readStatuspage(json) : readBetterStack(json, now);
  } catch {
    return null;
  }
}

function apiStatusOf(page: StatusPage, api: RegExp | undefined, now: number): ApiStatus {
  const own = page.components.filter(({ name, group }) => isOfApi([name, group ?? ''], api));
  const others = page.components.filter((component) => !own.includes(component));
  const incidents = page.incidents
    .filter((incident) => concernsApi(incident, own, others, api))
    .map((incident) => ({ ...incident, level: incident.level ?? 'degraded' }));
  const level = levelOf(page, own, incidents);
  if (level === 'unknown' || level === 'fine') return { level, incidents: [] };
  const told = incidents.flatMap(({ title, level, since }) => {
    const short = title.replace(/\s+/g, ' ').trim().slice(0, longestTitle);
    return since === null || short === '' ? [] : [{ title: short, level, since: Math.min(since, now) }];
  });
  return { level, incidents: told.sort((one, other) => other.since - one.since).slice(0, mostKept) };
}

/** The components of the API say best how it is. Where none is in trouble, an incident that is not over counts. */
function levelOf(
  { overall, components, incidents: all }: StatusPage,
  own: readonly Component[],
  incidents: readonly { readonly level: StatusLevel }[],
): StatusLevel {
  const ofComponents = worst(own.flatMap(({ level }) => level ?? []));
  if (isTrouble({ level: ofComponents })) return ofComponents;
  const ofIncidents = worst(incidents.map(({ level }) => level));
  if (isTrouble({ level: ofIncidents })) return ofIncidents;
  if (own.some(({ level }) => level === null)) return 'unknown';
  if (own.length > 0 || overall === 'fine') return 'fine';
  // Something is in trouble. Where incidents alone are told and none is the API's, it is something else.
  return components.length === 0 && all.length > 0 && overall !== null ? 'fine' : 'unknown';
}

function worst(levels: readonly StatusLevel[]): StatusLevel {
  const rank = Math.max(0, ...levels.map((level) => statusLevels.indexOf(level)));
  return statusLevels[rank] ?? 'unknown';
}

/** Parts of a provider that have nothing to do with its API, as pages name them. */
const elsewhere =
  /\b(?:chat ?gpt|le chat|claude\.ai|claude code|codex|sora|voice mode|web ?site|web ?app|home ?page|docs|documentation|console|dashboard|playground|log-?in|sign-?in|sso|billing|payments?|support|forum|community|blog|ios|android|mobile|desktop)\b/i;

const apiWord = /\bapis?\b/i;

/** `names`: those of a component and of its group. */
function isOfApi(names: readonly string[], api: RegExp | undefined): boolean {
  const short = names.map((name) => name.slice(0, longestTitle));
  if (api) return short.some((name) => api.test(name));
  return short.some((name) => apiWord.test(name)) || !short.some((name) => elsewhere.test(name));
}

/** Pages often do not say which components an incident is about; then its title does, or the API being in trouble. */
function concernsApi(
  { title, components }: PageIncident,
  own: readonly Component[],
  others: readonly Component[],
  api: RegExp | undefined,
): boolean {
  if (components.length > 0) return components.some((name) => isOfApi([name], api) || isNamed(name, own));
  const named = others.filter(({ name }) => holds(title, name));
  if (apiWord.test(title) && !named.some(({ name }) => apiWord.test(name))) return true;
  if (named.length > 0 || elsewhere.test(title)) return false;
  if (own.some(({ name }) => /[\s.]/.test(name.trim()) && holds(title, name))) return true;
  return own.some(({ level }) => level !== null && isTrouble({ level })) || own.length + others.length === 0;
}

function isNamed(name: string, components: readonly Component[]): boolean {
  return components.some((component) => component.name === name);
}

/** Whether a title holds a name, as whole words. */
function holds(title: string, name: string): boolean {
  return words(name).length > 2 && words(title).includes(words(name));
}

function words(text: string): string {
  return ` ${text
    .slice(0, longestTitle)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}
