import { moneyStates } from '../../core/model/money.ts';
import { keyStatuses, limitStates } from '../../core/model/snapshot.ts';
import type { StatusDocument } from './statusDocument.ts';

/** What a scraper is to be told about the text. */
export const metricsType = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

type Labels = Readonly<Record<string, string>>;

interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/**
 * The same numbers as OpenMetrics (openmetrics.io, version 1.0.0). What is not known has no sample. Names and their help are
 * for programs and their makers, so no language changes them.
 */
export function openMetrics({ limits, keys, money, holds }: StatusDocument): string {
  const labelOf = (id: string) => keys.find((key) => key.id === id)?.label ?? '';
  const limitRows = limits.map((limit) => {
    const { key, model, unit, pool, window } = limit;
    const labels = { key_id: key, key: labelOf(key), model, unit, pool, window_seconds: String(window ?? '') };
    return { row: limit, labels };
  });
  const keyRows = keys.map((key) => ({ row: key, labels: { key_id: key.id, key: key.label, provider: key.provider } }));
  const moneyRows = money.map((sum) => {
    const { account, kind, scope, name = '', period, currency } = sum;
    return { row: sum, labels: { account_id: account, kind, scope, name, period, currency } };
  });
  const toolRows = keys.flatMap(({ id, label, tools }) =>
    tools.map((row) => ({ row, labels: { key_id: id, key: label, tool: row.tool ?? '' } })),
  );
  const holdRows = holds.map(({ tool, model }) => ({
    row: holds.filter((one) => one.tool === tool && one.model === model).length,
    labels: { tool, model },
  }));
  return [
    gauge('limit_capacity', 'Units that a limit holds when it is full.', limitRows, (one) => one.capacity),
    gauge('limit_left', 'Units that are left now, as estimated.', limitRows, (one) => one.left),
    gauge('limit_left_ratio', 'The same as a share of the capacity.', limitRows, (one) => share(one.percent), 'ratio'),
    gauge('limit_full_seconds', 'Until full if nobody uses it.', limitRows, (one) => one.fullIn, 'seconds'),
    gauge('limit_empty_seconds', 'Until empty at the present pace.', limitRows, (one) => one.emptyIn, 'seconds'),
    gauge('limit_read_age_seconds', 'Since a provider told it.', limitRows, (one) => one.readAgo, 'seconds'),
    stateSet('limit_state', 'How a limit stands.', limitRows, limitStates, (one) => one.state),
    stateSet('key_status', 'How a key stands.', keyRows, keyStatuses, (one) => one.status),
    gauge('tool_requests', 'Requests of a tool within the last hour.', toolRows, (one) => one.requests),
    gauge('held_requests', 'Requests that the gateway holds back until they fit.', holdRows, (count) => count),
    gauge('money_left', 'Money that is left, in whole units of its currency.', moneyRows, (one) => one.left),
    gauge('money_spent', 'Money that was spent in the period.', moneyRows, (one) => one.spent),
    gauge('money_whole', 'The limit, the budget, or what was paid ahead.', moneyRows, (one) => one.whole),
    stateSet('money_state', 'How money stands.', moneyRows, moneyStates, (one) => one.state),
    '# EOF\n',
  ].join('');
}

interface Row<Told> {
  readonly row: Told;
  readonly labels: Labels;
}

function gauge<Told>(
  name: string,
  help: string,
  rows: readonly Row<Told>[],
  numberOf: (row: Told) => number | undefined,
  unit = '',
): string {
  const samples = rows.flatMap(({ row, labels }) => {
    const value = numberOf(row);
    return value === undefined ? [] : { labels, value };
  });
  return family(name, 'gauge', help, samples, unit);
}

/** A sample for each state that there is, of which one is 1. */
function stateSet<Told>(
  name: string,
  help: string,
  rows: readonly Row<Told>[],
  states: readonly string[],
  stateOf: (row: Told) => string,
): string {
  const samples = rows.flatMap(({ row, labels }) =>
    states.map((state) => ({
      labels: { ...labels, [`keygauge_${name}`]: state },
      value: Number(stateOf(row) === state),
    })),
  );
  return family(name, 'stateset', help, samples, '');
}

/** No two samples of a family may have the same labels: names that were cut can be alike. */
function family(name: string, type: string, help: string, samples: readonly Sample[], unit: string): string {
  const full = `keygauge_${name}`;
  const lines = new Map(samples.toReversed().map(({ labels, value }) => [labelText(labels), value]));
  if (lines.size === 0) return '';
  const head = [`# TYPE ${full} ${type}`, ...(unit === '' ? [] : [`# UNIT ${full} ${unit}`]), `# HELP ${full} ${help}`];
  const body = [...lines].toReversed().map(([labels, value]) => `${full}{${labels}} ${value}`);
  return `${[...head, ...body].join('\n')}\n`;
}

function labelText(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',');
}

function escaped(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}

function share(percent: number | undefined): number | undefined {
  return percent === undefined ? undefined : percent / 100;
}
