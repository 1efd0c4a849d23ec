import * as l10n from '@vscode/l10n';
import type { Snapshot } from '../core/model/snapshot.ts';
import { isFull, type ModelView, rankedModels } from '../core/shown/ranking.ts';
import type { Place } from './advice/place.ts';
import { ago } from './duration.ts';
import { headlineWords } from './headlineWords.ts';
import { shortLimitName } from './limitNames.ts';
import { percentText, viewWord } from './limitViewWords.ts';
import { shortModelName } from './modelNames.ts';
import { count, plural } from './numbers.ts';
import { outsideText } from './outsideText.ts';

/** The hover's offers, each with its command; it can run no other (docs/threats.md, T8). */
export type HoverCommands = Readonly<
  Record<'openPanel' | 'diagnoseClipboard' | 'quiet' | 'checkNow' | 'addKey' | 'openSettings', string>
>;

/** Models listed; with the verdict, the rest and the links, the hover has eight lines. */
const mostModels = 5;
/** Cells of a bar. */
const cells = 10;

/** The hover, as Markdown: the verdict, the models that are not full, and links. Eight lines at most. */
export function hoverText(snapshot: Snapshot, place: Place, commands: HoverCommands): string {
  const { lead, subject, title } = headlineWords(snapshot, place);
  const verdict = `**${literal(lead)}**${subject === null ? '' : ` · ${literal(subject)}`}`;
  if (snapshot.keys.length === 0) {
    return lines([verdict, literal(title), links([[commands.addKey, l10n.t('Add a key')], [commands.openPanel, l10n.t('Open panel')]])]);
  }
  const models = rankedModels(snapshot);
  const shown = models.filter((model) => !isFull(model) && model.binding !== null).slice(0, mostModels);
  const rows = shown.map((model) => row(model, snapshot.at));
  const rest = models.length - shown.length;
  const foot = [
    rest > 0 && shown.length > 0 ? restText(models.filter((model) => !shown.includes(model))) : null,
    checkedText(models),
  ].filter((text) => text !== null);
  return [
    lines([verdict, ...(shown.length > 0 && rows.length === mostModels ? [] : [literal(title)])]),
    ...(rows.length === 0 ? [] : [table(rows)]),
    lines([
      ...(foot.length === 0 ? [] : [literal(foot.join(' '))]),
      links([
        [commands.openPanel, l10n.t('Open panel')],
        [commands.diagnoseClipboard, l10n.t('Diagnose clipboard')],
        [commands.quiet, l10n.t('Quiet for 15 minutes')],
        [commands.checkNow, l10n.t('Check now')],
      ]),
    ]),
  ].join('\n\n');
}

function row({ model, binding }: ModelView, at: number): string[] {
  if (!binding) return [];
  const name = `${shortModelName(model.model)} ${shortLimitName(binding.limit)}`;
  return [name, bar(binding.percent), percentText(binding) ?? '–', viewWord(binding, at)];
}

function table(rows: readonly string[][]): string {
  // A table must have a head; an empty one is drawn without a line of its own.
  const line = (row: readonly string[]) => `| ${row.map(literal).join('&ensp;|&ensp;')} |`;
  return ['| | | | |', '|:--|:--|--:|:--|', ...rows.map(line)].join('\n');
}

function bar(percent: number | null): string {
  if (percent === null) return '░'.repeat(cells);
  const filled = percent === 0 ? 0 : Math.max(1, Math.floor((percent / 100) * cells));
  return '█'.repeat(filled) + '░'.repeat(cells - filled);
}

/** "11 others are full." */
function restText(rest: readonly ModelView[]): string {
  if (rest.every(isFull)) {
    return plural(rest.length, {
      one: l10n.t('{0} other model is full.', count(rest.length)),
      other: l10n.t('{0} other models are full.', count(rest.length)),
    });
  }
  return plural(rest.length, {
    one: l10n.t('{0} more model in the panel.', count(rest.length)),
    other: l10n.t('{0} more models in the panel.', count(rest.length)),
  });
}

/** "Checked 3 s ago." */
export function checkedText(models: readonly ModelView[]): string | null {
  const ages = models.flatMap(({ model }) => model.age ?? []);
  return ages.length === 0 ? null : l10n.t('Checked {0}.', ago(Math.min(...ages)));
}

/** Lines of one paragraph. */
function lines(list: readonly string[]): string {
  return list.join('  \n');
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
