import * as l10n from '@vscode/l10n';
import type { Snapshot } from '../core/model/snapshot.ts';
import { foldedIn, isNearlyFull, type ModelView, rankedModels } from '../core/shown/ranking.ts';
import type { Place } from './advice/place.ts';
import { ago } from './duration.ts';
import { headlineWords } from './headlineWords.ts';
import { viewWord } from './limitDetailWords.ts';
import { shortLimitName } from './limitNames.ts';
import { percentText } from './limitViewWords.ts';
import { shortModelName } from './modelNames.ts';
import { count, plural } from './numbers.ts';
import { outsideText } from './outsideText.ts';

/** The hover's offers, each with its command; it can run no other (docs/threats.md, T8). */
export type HoverCommands = Readonly<
  Record<'openPanel' | 'diagnoseClipboard' | 'quiet' | 'checkNow' | 'addKey' | 'openSettings', string>
>;

/** Models listed; with the verdict, its sentence, the rest and the links, the hover has eight lines. */
const mostModels = 4;
/** Cells of a bar. */
const cells = 10;

/** The hover, as Markdown: the verdict, the models that are not full, and links. Eight lines at most. */
export function hoverText(snapshot: Snapshot, place: Place, commands: HoverCommands): string {
  const { lead, subject, title } = headlineWords(snapshot, place);
  const verdict = `**${literal(lead)}**${subject === null ? '' : ` · ${literal(subject)}`}  \n${literal(title)}`;
  if (snapshot.keys.length === 0) {
    const offers = links([
      [commands.addKey, l10n.t('Add a key')],
      [commands.openPanel, l10n.t('Open panel')],
    ]);
    return `${verdict}\n\n${offers}`;
  }
  const models = rankedModels(snapshot);
  const limited = models.filter(({ binding }) => binding !== null);
  const folded = foldedIn(limited);
  const notFull = limited.filter((model) => !folded.includes(model)).slice(0, mostModels);
  const shown = notFull.length > 0 ? notFull : limited.slice(0, 1);
  const rest = models.filter((model) => !shown.includes(model));
  const foot = [rest.length > 0 ? restText(rest) : null, checkedText(models)].filter((text) => text !== null);
  const offers = links([
    [commands.openPanel, l10n.t('Open panel')],
    [commands.diagnoseClipboard, l10n.t('Diagnose clipboard')],
    [commands.quiet, l10n.t('Quiet for 15 minutes')],
    [commands.checkNow, l10n.t('Check now')],
  ]);
  const rows = shown.flatMap((model) => row(model, snapshot.at)).join('  \n');
  return [verdict, rows, literal(foot.join(' ')), offers].filter((part) => part !== '').join('\n\n');
}

/** A bar in the editor's code font, so that bars line up, then number, limit and word. */
function row({ model, binding }: ModelView, at: number): string[] {
  if (!binding) return [];
  const number = percentText(binding) ?? '–';
  const space = '\u2007'.repeat(Math.max(0, 4 - number.length));
  const name = `${shortModelName(model.model)} ${shortLimitName(binding.limit)}`;
  return [
    `\`${bar(binding.percent)}\` ${space}${literal(number)} ${literal(l10n.t('{0} · {1}', name, viewWord(binding, at)))}`,
  ];
}

function bar(percent: number | null): string {
  if (percent === null) return '░'.repeat(cells);
  const filled = percent === 0 ? 0 : Math.max(1, Math.floor((percent / 100) * cells));
  return '█'.repeat(filled) + '░'.repeat(cells - filled);
}

/** "11 others are nearly full." */
function restText(rest: readonly ModelView[]): string {
  if (rest.every(isNearlyFull)) {
    return plural(rest.length, {
      one: l10n.t('{0} other model is nearly full.', count(rest.length)),
      other: l10n.t('{0} other models are nearly full.', count(rest.length)),
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

function links(list: readonly (readonly [string, string])[]): string {
  return list.map(([command, text]) => `[${literal(text)}](command:${command})`).join(' · ');
}

/** Makes Markdown show the text as it is: escapes every character with a meaning, turns line breaks into spaces. */
function literal(text: string): string {
  return outsideText(text, 300)
    .replace(/\s+/g, ' ')
    .replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
