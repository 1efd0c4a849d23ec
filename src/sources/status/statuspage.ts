import { fieldsOf, itemsOf, textOf } from '../../base/jsonFields.ts';
import type { StatusLevel } from '../../core/model/providerStatus.ts';
import { type Component, mostListed, type PageIncident, type StatusPage, timeOf } from './page.ts';

/** The words of Statuspage, and those that its imitators have added. */
const componentLevels: Readonly<Record<string, StatusLevel>> = {
  operational: 'fine',
  under_maintenance: 'maintenance',
  degraded_performance: 'degraded',
  partial_outage: 'outage',
  major_outage: 'outage',
  full_outage: 'outage',
};

const impactLevels: Readonly<Record<string, StatusLevel>> = {
  none: 'fine',
  maintenance: 'maintenance',
  minor: 'degraded',
  major: 'outage',
  critical: 'outage',
};

const over = new Set(['resolved', 'postmortem', 'completed']);
const begun = new Set(['in_progress', 'verifying']);

/**
 * Reads the summary of Statuspage (`/api/v2/summary.json`), which incident.io and Rootly imitate, the latter without
 * components; `null` for anything else.
 */
export function readStatuspage(summary: unknown): StatusPage | null {
  const { status, components, incidents, scheduled_maintenances: maintenances } = fieldsOf(summary);
  const { indicator } = fieldsOf(status);
  if (textOf(indicator) === null && !Array.isArray(components)) return null;
  return {
    overall: levelIn(impactLevels, indicator),
    components: componentsIn(itemsOf(components, mostListed)),
    incidents: [
      ...itemsOf(incidents, mostListed).flatMap(openIncident),
      ...itemsOf(maintenances, mostListed).flatMap(currentMaintenance),
    ],
  };
}

/** A group tells nothing that its components do not. */
function componentsIn(listed: readonly unknown[]): Component[] {
  const all = listed.map(fieldsOf);
  const groups = new Map(all.filter(({ group }) => group === true).map(({ id, name }) => [id, textOf(name)]));
  return all.flatMap(({ name, status, group, group_id: groupId }) => {
    const own = textOf(name);
    if (own === null || group === true) return [];
    return [{ name: own, group: groups.get(groupId) ?? null, level: levelIn(componentLevels, status) }];
  });
}

function openIncident(incident: unknown): PageIncident[] {
  const fields = fieldsOf(incident);
  const { name, status, impact, resolved_at: resolvedAt, started_at: startedAt, created_at: createdAt } = fields;
  const level = levelIn(impactLevels, impact);
  // What has no impact is told for information.
  if (over.has(String(status)) || timeOf(resolvedAt) !== null || level === 'fine') return [];
  const since = timeOf(startedAt) ?? timeOf(createdAt);
  return [{ title: textOf(name) ?? '', level, since, components: componentsOf(fields) }];
}

function currentMaintenance(maintenance: unknown): PageIncident[] {
  const fields = fieldsOf(maintenance);
  const { name, status, scheduled_for: scheduledFor, started_at: startedAt } = fields;
  if (!begun.has(String(status))) return [];
  const since = timeOf(startedAt) ?? timeOf(scheduledFor);
  return [{ title: textOf(name) ?? '', level: 'maintenance', since, components: componentsOf(fields) }];
}

/** Named by the incident, or by one of its updates alone. */
function componentsOf({ components, incident_updates: updates }: Readonly<Record<string, unknown>>): string[] {
  const affected = itemsOf(updates, mostListed).flatMap((update) =>
    itemsOf(fieldsOf(update).affected_components, mostListed),
  );
  return [...itemsOf(components, mostListed), ...affected]
    .slice(0, mostListed)
    .flatMap((component) => textOf(fieldsOf(component).name) ?? []);
}

function levelIn(levels: Readonly<Record<string, StatusLevel>>, word: unknown): StatusLevel | null {
  return typeof word === 'string' && Object.hasOwn(levels, word) ? (levels[word] ?? null) : null;
}
