import * as l10n from '@vscode/l10n';
import type { Snapshot } from '../core/model/snapshot.ts';
import {
  isAsked,
  type NumberSource,
  type SourceRow,
  type SourceRowState,
  type SourceTrouble,
  sourceRows,
} from '../core/shown/sourceRows.ts';
import { mayAddAdminKey } from './accountWords.ts';
import type { Intent } from './advice/intent.ts';
import type { Place } from './advice/place.ts';
import { causeText } from './causeWords.ts';
import { hiddenHolds } from './holdWords.ts';
import { statusText } from './keyWords.ts';
import { outsideText } from './outsideText.ts';
import { notSeenText, seenText } from './sourceSightWords.ts';

/** Where the numbers come from. */
export interface SourcesWords {
  /** The sources that are on, or what is wrong. */
  readonly summary: string;
  /** Whether something is wrong that no verdict tells: with own checks, accounts and status pages, one does. */
  readonly isUntold: boolean;
  readonly rows: readonly SourceWords[];
}

export interface SourceWords {
  readonly source: NumberSource;
  readonly title: string;
  readonly state: SourceRowState;
  /** "on", "in trouble". */
  readonly stateText: string;
  /** Why it is in trouble; `null` where it is not. */
  readonly trouble: string | null;
  /** What it sees now, or would see. */
  readonly sees: string;
  /** What it cannot see, and what would see that instead. */
  readonly notSeen: string;
  /** What helps, most of all first. */
  readonly offers: readonly SourceOffer[];
}

export interface SourceOffer {
  readonly button: string;
  readonly intent: Intent;
}

export function sourcesWords(snapshot: Snapshot, place: Place): SourcesWords {
  const rows = sourceRows(snapshot, place.hidesRequests === true);
  const troubled = rows.filter(({ state }) => state === 'trouble');
  const on = rows.filter(({ state }) => state === 'on').map(({ source }) => sourceTitle(source));
  const summary =
    troubled.length > 0
      ? l10n.t('In trouble: {0}', troubled.map(({ source }) => sourceTitle(source)).join(', '))
      : on.length > 0
        ? l10n.t('On: {0}', on.join(', '))
        : l10n.t('None is on');
  const isUntold = troubled.some(({ source }) => source === 'listening' || source === 'gateway');
  return { summary, isUntold, rows: rows.map((row) => sourceWords(row, snapshot, place)) };
}

function sourceWords({ source, state, trouble }: SourceRow, snapshot: Snapshot, place: Place): SourceWords {
  return {
    source,
    title: sourceTitle(source),
    state,
    stateText: stateText(state),
    trouble: trouble && l10n.t('{0}.', troubleText(trouble)),
    sees: seenText(source, state, snapshot),
    notSeen: notSeenText(source),
    offers:
      source === 'admin' && !mayHaveAdminKey(snapshot, place) ? [] : offersOf({ source, state, trouble }, snapshot),
  };
}

function sourceTitle(source: NumberSource): string {
  switch (source) {
    case 'listening':
      return l10n.t('Listening');
    case 'gateway':
      return l10n.t('Gateway');
    case 'checks':
      return l10n.t('Own checks');
    case 'admin':
      return l10n.t("The provider's own numbers");
    case 'balances':
      return l10n.t('Balances');
    case 'status':
      return l10n.t('Status pages');
  }
}

function stateText(state: SourceRowState): string {
  switch (state) {
    case 'on':
      return l10n.t('on');
    case 'off':
      return l10n.t('off');
    case 'trouble':
      return l10n.t('in trouble');
    case 'unknown':
      return l10n.t('not known yet');
  }
}

function troubleText(trouble: SourceTrouble): string {
  switch (trouble.kind) {
    case 'hidden-requests':
      return l10n.t(
        "The setting http.electronFetch is on: what extensions send with the editor's own fetch is not heard",
      );
    case 'no-port':
      return trouble.isTaken
        ? l10n.t(
            'Another program has port {0} of this machine, or a window that no longer answers. Quit it: the gateway tries again every second',
            portText(trouble.port),
          )
        : l10n.t('This machine does not let it have port {0}. It tries again every second', portText(trouble.port));
    case 'key':
      return l10n.t('{0}: {1}', outsideText(trouble.key.label, 40), statusText(trouble.key));
    case 'missing':
      return l10n.t('{0}: {1}', outsideText(trouble.whose.label, 40), causeText(trouble.missing.failure.cause));
    case 'failure':
      return causeText(trouble.failure.cause);
  }
}

/** Whether somebody here can have an admin key: most providers have none to give. */
function mayHaveAdminKey(snapshot: Snapshot, { editor }: Place): boolean {
  return editor === 'cursor' || !snapshot.keys.some(isAsked) || mayAddAdminKey(snapshot);
}

function offersOf({ source, state, trouble }: SourceRow, snapshot: Snapshot): SourceOffer[] {
  if (source === 'listening' && state !== 'off') {
    const stop: SourceOffer = { button: l10n.t('Stop listening'), intent: { type: 'stop-listening' } };
    if (state === 'unknown') return [];
    if (trouble?.kind === 'hidden-requests')
      return [{ button: l10n.t('Open editor settings'), intent: { type: 'open-editor-settings' } }, stop];
    const reload: SourceOffer = { button: l10n.t('Reload the window'), intent: { type: 'reload-window' } };
    return trouble ? [reload, stop] : [stop];
  }
  if (source === 'gateway' && (state === 'on' || state === 'trouble')) {
    const stop: SourceOffer = { button: l10n.t('Turn off the gateway'), intent: { type: 'stop-gateway' } };
    const move: SourceOffer = { button: l10n.t('Use another port…'), intent: { type: 'move-gateway' } };
    const send = hiddenHolds(snapshot)
      .slice(0, 1)
      .map(({ id }): SourceOffer => ({ button: l10n.t('Send now'), intent: { type: 'send-now', holdId: id } }));
    return state === 'trouble' ? [move, stop] : [...send, connectOffer(), stop];
  }
  if (state !== 'off') return [];
  switch (source) {
    case 'listening':
      return [{ button: l10n.t('Allow listening…'), intent: { type: 'listen-along' } }];
    case 'checks':
      return [{ button: l10n.t('Add a key…'), intent: { type: 'add-key' } }];
    case 'admin':
      return [{ button: l10n.t('Add an admin key'), intent: { type: 'add-admin-key' } }];
    case 'status':
      return [{ button: l10n.t('Settings'), intent: { type: 'open-settings' } }];
    case 'gateway':
      return [connectOffer()];
    case 'balances':
      return [];
  }
}

function connectOffer(): SourceOffer {
  return { button: l10n.t('Connect a tool…'), intent: { type: 'connect-tool' } };
}

/** Without the marks that large numbers have. */
function portText(port: number): string {
  return String(port);
}
