import * as l10n from '@vscode/l10n';
import type { KeySnapshot, Snapshot, ToolUse } from '../core/model/snapshot.ts';
import { isAsked, type NumberSource, type SourceRowState } from '../core/shown/sourceRows.ts';
import { isTrouble } from '../core/shown/toldTrouble.ts';
import { connectableTool } from '../core/tools/connectableTools.ts';
import { nextCheckText, spendingText } from './checkWords.ts';
import { connectableName } from './connectableToolWords.ts';
import { ago, duration } from './duration.ts';
import { firstCheck } from './footerWords.ts';
import { hiddenHolds } from './holdWords.ts';
import { spentInAll } from './keyWords.ts';
import { moneyAmount } from './moneyWords.ts';
import { providerName } from './names.ts';
import { count } from './numbers.ts';
import { outsideText } from './outsideText.ts';
import { sentence } from './sentence.ts';
import { providerStatusText } from './statusWords.ts';
import { heardText } from './toolWords.ts';
import { asOfText } from './useWords.ts';

/** The most names in one sentence. */
const mostNamed = 4;
const mostTools = 8;

/** What a source sees now, or would see if it were on, in whole sentences. */
export function seenText(source: NumberSource, state: SourceRowState, snapshot: Snapshot): string {
  const isOff = state === 'off';
  switch (source) {
    case 'listening':
      return isOff
        ? l10n.t(
            'Reads the rate-limit headers that other extensions in this window receive. Free, and no key is needed.',
          )
        : state === 'unknown'
          ? l10n.t('Nothing was told yet.')
          : heardNow(snapshot);
    case 'gateway':
      return isOff
        ? l10n.t(
            'Would pass on the requests of tools outside the editor, such as agents in a terminal, and read their model, size and limits. Nothing listens on this machine until you allow it.',
          )
        : passedNow(snapshot, state);
    case 'checks':
      return isOff ? l10n.t('Would ask about the limits of a key with tiny requests.') : checkedToday(snapshot);
    case 'admin':
      return isOff
        ? l10n.t('Would tell what the whole organization used, what it cost, and the limits of all models.')
        : toldNow(snapshot);
    case 'balances':
      return isOff
        ? l10n.t('No provider of your keys tells its balance to the key.')
        : moneyNow(snapshot.keys.filter(isAsked));
    case 'status':
      return isOff ? l10n.t('Would say whether others have the same trouble.') : pagesNow(snapshot);
  }
}

/** What a source can never see, and what would see that. */
export function notSeenText(source: NumberSource): string {
  switch (source) {
    case 'listening':
      return l10n.t(
        "Does not hear most requests of Copilot on the desktop, the editor's own fetch while http.electronFetch is on, tools in a terminal, Cursor's servers, or other windows that are remote. The gateway sees tools in a terminal, and others that take a base URL. What a provider or Cursor counts of the rest is among the provider's own numbers.",
      );
    case 'gateway':
      return l10n.t('Sees only tools that were given its address. Listening hears extensions of this editor.');
    case 'checks':
      return l10n.t('Do not see who used a limit, nor what comes and goes between two checks. Listening does.');
    case 'admin':
      return l10n.t('Come minutes late, and never tell what is left right now. Own checks and listening do.');
    case 'balances':
      return l10n.t("Do not tell who spent it. The provider's own numbers do.");
    case 'status':
      return l10n.t('Do not know your account. Errors that you paste or that checks meet tell more.');
  }
}

/** "Heard in the last hour: Cline 41 requests, Continue 3 requests." */
function heardNow({ keys }: Snapshot): string {
  const heard = toolsText(keys.flatMap(({ tools }) => tools.filter(({ through }) => through === undefined)));
  return heard === null ? l10n.t('Heard nothing in the last hour.') : l10n.t('Heard: {0}.', heard);
}

/** "Listens at 127.0.0.1:4141. Passed on: Claude Code 12 requests. Holds back for up to 60 s what would be refused." */
function passedNow(snapshot: Snapshot, row: SourceRowState): string {
  const { keys, sources } = snapshot;
  const nothing = row === 'unknown' ? l10n.t('Nothing was told yet.') : l10n.t('Passed nothing on in the last hour.');
  const passed = toolsText(keys.flatMap(({ tools }) => tools.filter(({ through }) => through === 'gateway')));
  const state = sources.find(({ id }) => id === 'gateway')?.state;
  const { port, holdsFor, passed: all, connected = [] } = state?.kind === 'live' ? state : {};
  const tools = connected.flatMap((id) => connectableTool(id) ?? []).map(connectableName);
  const withoutKey = toolsText(all?.withoutKey ?? []);
  const hidden = hiddenHolds(snapshot).length;
  return [
    port === undefined ? [] : l10n.t('Listens at {0}.', `127.0.0.1:${port}`),
    tools.length === 0 ? [] : l10n.t('Connected: {0}.', tools.join(', ')),
    passed === null ? [] : l10n.t('Passed on: {0}.', passed),
    withoutKey === null
      ? []
      : l10n.t('Passed on with a login or without a key, whose limits are not shown: {0}.', withoutKey),
    passed === null && withoutKey === null ? nothing : [],
    holdsFor === undefined ? [] : l10n.t('Holds back for up to {0} what would be refused.', duration(holdsFor)),
    hidden === 0 ? [] : l10n.t('Requests with hidden keys that it holds now: {0}.', count(hidden)),
  ]
    .flat()
    .join(' ');
}

function toolsText(uses: readonly ToolUse[]): string | null {
  const tools = uses.reduce(addUse, []).sort((a, b) => b.requests - a.requests);
  return heardText(tools.slice(0, mostTools));
}

/** A tool may use several keys. */
function addUse(sums: ToolUse[], use: ToolUse): ToolUse[] {
  const known = sums.find(({ tool }) => tool === use.tool);
  if (!known) return [...sums, use];
  const sum = { ...known, requests: known.requests + use.requests, age: Math.min(known.age, use.age) };
  return sums.map((one) => (one === known ? sum : one));
}

/** "Today: 12 requests, 312 tokens, $0.0004. Next check in 12 s: …" */
function checkedToday({ keys }: Snapshot): string {
  const asked = keys.filter(isAsked);
  const today = l10n.t('Checked today: {0}', spendingText(spentInAll(asked)));
  const next = firstCheck(asked);
  return [today, next && nextCheckText(next)].flatMap((text) => (text === null ? [] : sentence(text))).join(' ');
}

function toldNow({ organizations, at }: Snapshot): string {
  const told = organizations.slice(0, mostNamed).map(({ label, usage }) => {
    const name = outsideText(label, 40);
    const [first] = usage;
    return first ? l10n.t('{0}: {1}', name, asOfText(first, at)) : l10n.t('{0}: nothing told yet', name);
  });
  return told.map(whole).join(' ');
}

function moneyNow(keys: readonly KeySnapshot[]): string {
  const told = keys.flatMap(({ label, money }) => {
    const [gauge] = money.gauges;
    return gauge ? [l10n.t('{0}: {1}, {2}', outsideText(label, 40), moneyAmount(gauge), ago(gauge.age))] : [];
  });
  return told.length === 0 ? l10n.t('Nothing was told yet.') : told.slice(0, mostNamed).map(whole).join(' ');
}

function pagesNow({ statuses, at }: Snapshot): string {
  const read = statuses.filter(({ level }) => level !== 'unknown');
  if (read.length === 0) return l10n.t('Read while something fails, or somebody looks. None was read yet.');
  const told = read.slice(0, mostNamed).map((status) => {
    const age = ago(Math.max(0, at - status.readAt) / 1000);
    return isTrouble(status)
      ? l10n.t('{0}, read {1}', providerStatusText(status, at), age)
      : l10n.t('{0} reports no trouble, read {1}', providerName(status.provider), age);
  });
  return told.map(sentence).join(' ');
}

/** A sentence that begins with a name, which stays as it is. */
function whole(text: string): string {
  return l10n.t('{0}.', text);
}
