import * as l10n from '@vscode/l10n';
import { fractionLeft } from '../core/headline.ts';
import type { KeySnapshot, LimitSnapshot, Snapshot } from '../core/model/snapshot.ts';
import { nextCheckText, spendingText } from './checkWords.ts';
import { ago, duration } from './duration.ts';
import { limitName } from './limitNames.ts';
import { providerName, sourceText } from './names.ts';
import { failureMessage } from './networkWords.ts';
import { count, percent } from './numbers.ts';
import { atThisPaceText } from './outlookWords.ts';
import { outsideText } from './outsideText.ts';

/** The hover's offers, each with its command; it can run no other (docs/threats.md, T8). */
export type HoverCommands = Readonly<Record<'openPanel' | 'checkNow' | 'addKey' | 'openSettings', string>>;

/** The hover as Markdown: every limit of every watched model. Names from outside appear literally. */
export function hoverText({ keys, at }: Snapshot, commands: HoverCommands): string {
  if (keys.length === 0) {
    return `**Keygauge**\n\n${l10n.t('Shows how much of the rate limits of your own API key is left.')}\n\n${links([[commands.addKey, l10n.t('Add a key')]])}`;
  }
  const actions = links([
    [commands.openPanel, l10n.t('Open panel')],
    [commands.checkNow, l10n.t('Check now')],
    [commands.openSettings, l10n.t('Settings')],
  ]);
  return [...keys.map((key) => keyText(key, at)), actions].join('\n\n---\n\n');
}

function keyText(key: KeySnapshot, at: number): string {
  const title = `**${literal(key.label)}** · ${literal(providerName(key.provider))}`;
  const tables = key.models.map(({ model, limits, headers, age }) => {
    const heading = `${literal(model)}${age === null ? '' : ` · ${ago(age)}`}`;
    if (limits.length > 0) return [heading, table(limits), ...limits.flatMap((limit) => soon(limit, at))].join('\n\n');
    return `${heading}\n\n${headers === 'absent' ? l10n.t('Sends no rate-limit headers, so its levels cannot be known.') : l10n.t('No reading yet.')}`;
  });
  const failure = key.lastFailure
    ? [`⚠ ${literal(outsideText(failureMessage(key.lastFailure.failure, key.origin), 300))}`]
    : [];
  const spent = l10n.t('Checked today: {0}', spendingText(key.today));
  return [title, ...tables, ...failure, `${literal(nextCheckText(key.nextCheck))}  \n${literal(spent)}`].join('\n\n');
}

function table(limits: readonly LimitSnapshot[]): string {
  const head = [
    l10n.t('Limit'),
    l10n.t('Left'),
    l10n.t('Full in'),
    l10n.t('Empty in'),
    l10n.t('Read'),
    l10n.t('Source'),
  ];
  const rows = limits.map((limit) => [
    limitName(limit),
    left(limit),
    time(limit.timeToFull),
    time(limit.timeToEmpty),
    ago(limit.age),
    sourceText(limit.source),
  ]);
  // The editor draws no space between columns, and trims ordinary spaces.
  const line = (cells: readonly string[]) => `| ${cells.map(literal).join('&ensp;|&ensp;')} |`;
  return [line(head), '|:--|--:|--:|--:|--:|:--|', ...rows.map(line)].join('\n');
}

/** The pace behind the forecast that a limit will soon be empty. */
function soon(limit: LimitSnapshot, at: number): string[] {
  const pace = atThisPaceText(limit, at);
  return pace === null ? [] : [literal(l10n.t('{0}: {1}', limitName(limit), pace))];
}

function left(limit: LimitSnapshot): string {
  const fraction = fractionLeft(limit);
  if (fraction !== null && limit.level && limit.capacity)
    return l10n.t('{0} ({1} of {2})', percent(fraction), count(limit.level.estimate), count(limit.capacity));
  if (limit.level) return count(limit.level.estimate);
  return limit.lastLevel ? l10n.t('unknown (was {0})', count(limit.lastLevel.low)) : l10n.t('unknown');
}

function time(seconds: number | null): string {
  return seconds === null ? '–' : duration(seconds);
}

function links(list: readonly (readonly [string, string])[]): string {
  return list.map(([command, text]) => `[${literal(text)}](command:${command})`).join(' · ');
}

/** Makes Markdown show the text as it is: escapes every character with a meaning, turns line breaks into spaces. */
function literal(text: string): string {
  return outsideText(text, 300)
    .replace(/\s+/g, ' ')
    .replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
