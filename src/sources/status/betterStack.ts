import { fieldsOf, itemsOf, textOf } from '../../base/jsonFields.ts';
import type { StatusLevel } from '../../core/model/providerStatus.ts';
import { type Component, mostListed, type PageIncident, type StatusPage, timeOf } from './page.ts';

const levels: ReadonlyMap<unknown, StatusLevel> = new Map([
  ['operational', 'fine'],
  ['maintenance', 'maintenance'],
  ['degraded', 'degraded'],
  ['downtime', 'outage'],
]);

/** Reads the `index.json` of a page at Better Stack, at `now` in epoch milliseconds; `null` for anything else. */
export function readBetterStack(index: unknown, now: number): StatusPage | null {
  const { data, included } = fieldsOf(index);
  const { aggregate_state: state } = fieldsOf(fieldsOf(data).attributes);
  if (textOf(state) === null) return null;
  // History comes among them.
  const all = itemsOf(included, 10 * mostListed).map(fieldsOf);
  const of = (type: string) => all.filter((one) => one.type === type).slice(0, mostListed);
  const resources = of('status_page_resource');
  const sections = new Map(of('status_page_section').map(({ id, attributes }) => [String(id), nameOf(attributes)]));
  const names = new Map(resources.map(({ id, attributes }) => [String(id), nameOf(attributes)]));
  return {
    overall: levels.get(state) ?? null,
    components: resources.flatMap(({ attributes }) => componentOf(fieldsOf(attributes), sections)),
    incidents: of('status_report').flatMap(({ attributes }) => openReport(fieldsOf(attributes), names, now)),
  };
}

type Fields = Readonly<Record<string, unknown>>;
type Names = ReadonlyMap<string, string | null>;

function nameOf(attributes: unknown): string | null {
  const { public_name: publicName, name } = fieldsOf(attributes);
  return textOf(publicName) ?? textOf(name);
}

function componentOf(attributes: Fields, sections: Names): Component[] {
  const { status, status_page_section_id: sectionId } = attributes;
  const name = nameOf(attributes);
  if (name === null || status === 'not_monitored') return [];
  return [{ name, group: sections.get(String(sectionId)) ?? null, level: levels.get(status) ?? null }];
}

function openReport(report: Fields, names: Names, now: number): PageIncident[] {
  const { title, report_type: type, aggregate_state: state, starts_at: startsAt, ends_at: endsAt } = report;
  const since = timeOf(startsAt);
  const until = timeOf(endsAt);
  const level = type === 'maintenance' ? 'maintenance' : (levels.get(state) ?? null);
  const isOver = state === 'resolved' || (until !== null && until <= now);
  if (isOver || level === 'fine' || (since !== null && since > now)) return [];
  const components = itemsOf(report.affected_resources, mostListed).flatMap(
    (one) => names.get(String(fieldsOf(one).status_page_resource_id)) ?? [],
  );
  return [{ title: textOf(title) ?? '', level, since, components }];
}
