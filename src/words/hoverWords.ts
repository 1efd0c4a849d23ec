import * as l10n from '@vscode/l10n';
import { type Headline, headlineOf } from '../core/headline.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { mostUrgentMoney } from '../core/money/bindingMoney.ts';
import { arranged } from '../core/shown/arrangement.ts';
import { isCheckable } from '../core/shown/checkable.ts';
import { blockOf } from '../core/shown/modelTrouble.ts';
import { isNearlyFull, type ModelView, rankedModels } from '../core/shown/ranking.ts';
import type { Place } from './advice/place.ts';
import { headlineWords } from './headlineWords.ts';
import { whileHeld } from './holdWords.ts';
import { shortLimitName } from './limitNames.ts';
import { percentText } from './limitViewWords.ts';
import { sourceAgeText } from './limitWords.ts';
import { shortModelText } from './modelText.ts';
import { moneyFact } from './moneyHeadline.ts';
import { count, plural } from './numbers.ts';
import { outsideText } from './outsideText.ts';
import { fullModelsText, rowWord } from './rowWords.ts';
import { labelToTell } from './sameModel.ts';
import { sentence } from './sentence.ts';
import { type Way, welcomeWords } from './welcomeWords.ts';

/** The hover's offers, each with its command; it can run no other (docs/threats.md, T8). */
export type HoverCommands = Readonly<
  Record<
    'openPanel' | 'diagnoseClipboard' | 'quiet' | 'checkNow' | 'listenAlong' | 'connectTool' | 'addKey' | 'tryDemo',
    string
  >
>;

/** Models listed; with the verdict, its sentence, the rest and the links, the hover has eight lines. */
const mostModels = 4;
/** What leads each way to begin. */
const commandOf = {
  listen: 'listenAlong',
  gateway: 'connectTool',
  key: 'addKey',
  play: 'tryDemo',
} as const satisfies Record<Way['icon'], keyof HoverCommands>;
/** Cells of a bar. */
const cells = 10;

/** The hover, as Markdown: the verdict, the models that are not full, and links. Eight lines at most. */
export function hoverText(snapshot: Snapshot, place: Place, commands: HoverCommands): string {
  const { lead, subject, title, status } = headlineWords(snapshot, place);
  const verdict = `**${literal(lead)}**${subject === null ? '' : ` · ${literal(subject)}`}  \n${[title, status?.text].flatMap((text) => (text === undefined ? [] : literal(sentence(text)))).join('  \n')}`;
  if (snapshot.keys.length === 0) {
    const ways = welcomeWords(snapshot).ways.map(({ icon, title }) => [commands[commandOf[icon]], title] as const);
    return `${verdict}\n\n${links([...ways, [commands.openPanel, l10n.t('Open panel')]])}`;
  }
  const headline = headlineOf(snapshot, 'lowest');
  const models = rankedModels(snapshot);
  const limited = models.filter(({ binding }) => binding !== null);
  const notFull = arranged(limited, new Set()).rows.slice(0, status === null ? mostModels : mostModels - 1);
  const shown = notFull.length > 0 ? notFull : limited.slice(0, 1);
  const rest = models.filter((model) => !shown.includes(model) && !isNamedBy(headline, model));
  const foot = [rest.length > 0 ? restText(rest) : null, headline.kind === 'money' ? null : moneyLine(snapshot)].filter(
    (text) => text !== null,
  );
  const offers = links([
    [commands.openPanel, l10n.t('Open panel')],
    [commands.diagnoseClipboard, l10n.t('Diagnose clipboard')],
    [commands.quiet, l10n.t('Quiet for 15 minutes')],
    ...(snapshot.keys.some(isCheckable) ? [[commands.checkNow, l10n.t('Check now')] as const] : []),
  ]);
  const rows = shown.flatMap((model) => row(whileHeld(model, snapshot), snapshot)).join('  \n');
  return [verdict, rows, literal(foot.join(' ')), offers].filter((part) => part !== '').join('\n\n');
}

/** A bar in the editor's code font, so that bars line up, then number, limit, word, and whose reading of when it is. */
function row(view: ModelView, snapshot: Snapshot): string[] {
  const { key, model, binding } = view;
  if (!binding) return [];
  const number = percentText(binding) ?? '–';
  const space = '\u2007'.repeat(Math.max(0, 4 - number.length));
  const name = `${shortModelText(model.model, 2)} ${shortLimitName(binding.limit)}`;
  const whose = labelToTell(model.model, key, snapshot);
  const told = [name, whose, rowWord(view, snapshot.at), sourceAgeText(binding)]
    .filter((part) => part !== null)
    .join(' · ');
  return [`\`${bar(binding.percent)}\` ${space}${literal(number)} ${literal(told)}`];
}

function bar(percent: number | null): string {
  if (percent === null) return '░'.repeat(cells);
  const filled = percent === 0 ? 0 : Math.max(1, Math.floor((percent / 100) * cells));
  return '█'.repeat(filled) + '░'.repeat(cells - filled);
}

/** "4 more models are nearly full, read 12 s to 3 min ago.": those that have no row. */
function restText(rest: readonly ModelView[]): string {
  if (rest.every((view) => blockOf(view) === null && isNearlyFull(view)))
    return l10n.t('{0}.', fullModelsText(rest, true));
  return plural(rest.length, {
    one: l10n.t('{0} more model in the panel.', count(rest.length)),
    other: l10n.t('{0} more models in the panel.', count(rest.length)),
  });
}

/** Whether the verdict is about this model, of which no limit may be known. */
function isNamedBy(headline: Headline, { key, model }: ModelView): boolean {
  return headline.kind === 'failure' && headline.key.id === key.id && headline.failure.model === model.model;
}

/** The most urgent money: "Acme: spend limit this month: $28.80 of $100.00 left". */
function moneyLine(snapshot: Snapshot): string | null {
  const found = mostUrgentMoney(snapshot);
  return found && l10n.t('{0}: {1}', found.account.label, moneyFact(found.gauge));
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
