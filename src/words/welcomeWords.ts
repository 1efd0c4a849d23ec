import * as l10n from '@vscode/l10n';
import type { HeardSource } from '../core/model/heardSource.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { awaited } from '../core/shown/awaited.ts';
import type { Intent } from './advice/intent.ts';
import type { PlainGauge } from './failureGauge.ts';
import { notSeenText } from './sourceSightWords.ts';
import type { HeadlineWords } from './step.ts';

/** A way to begin. */
export interface Way {
  readonly icon: 'listen' | 'gateway' | 'key' | 'play';
  readonly title: string;
  readonly text: string;
  readonly button: string;
  readonly intent: Intent;
}

/** What the panel says while there is no key: what is waited for, where something is, and the ways to begin. */
export function welcomeWords(snapshot: Snapshot): {
  readonly lead: string;
  readonly title: string;
  /** What the sources that are on can never see. */
  readonly notes: readonly string[];
  readonly ways: readonly Way[];
} {
  const waiting = awaited(snapshot);
  const ways = [
    ...(isOn('listener', snapshot) ? [] : [listenWay()]),
    ...(waiting.length === 0 ? [] : [connectWay()]),
    keyWay(),
    demoWay(),
  ];
  if (waiting.length > 0) {
    const notes = waiting.map((id) => notSeenText(id === 'listener' ? 'listening' : id));
    return { lead: waitingLead(waiting, snapshot), title: waitingTitle(waiting), notes, ways };
  }
  return {
    notes: [],
    lead: l10n.t("See what is left of your API key's limits"),
    title: l10n.t('Keygauge says whether your next request fits, warns before a limit hits, and explains errors.'),
    ways,
  };
}

/** The verdict while there is no key. */
export function noKeyWords(snapshot: Snapshot): HeadlineWords {
  const waiting = awaited(snapshot);
  const { title, notes, ways } = welcomeWords(snapshot);
  const isWaiting = waiting.length > 0;
  const lead = isWaiting ? waitingLead(waiting, snapshot) : l10n.t('No key yet');
  return {
    tone: 'calm',
    subject: null,
    lead,
    title: isWaiting ? title : l10n.t('see what is left of your own rate limits'),
    status: null,
    limit: null,
    details: isWaiting ? notes : [title],
    steps: ways.map(({ text, button, intent }) => ({ text, button, intent })),
    announcement: lead,
  };
}

/** The gauge while a source waits for the first request; `null` where none does. */
export function waitingGauge(snapshot: Snapshot): PlainGauge | null {
  const waiting = awaited(snapshot);
  if (waiting.length === 0) return null;
  const text = waiting.includes('listener') ? l10n.t('Keygauge: listening') : l10n.t('Keygauge: gateway on');
  return { text, label: waitingLead(waiting, snapshot) };
}

/** In trouble or not: the user need not allow it again. */
function isOn(id: HeardSource, { sources }: Snapshot): boolean {
  return sources.some((one) => one.id === id && one.state.kind !== 'off' && one.state.kind !== 'starting');
}

/** Whether tools that log in are the only ones that have passed the gateway. */
function isLoginOnly({ sources }: Snapshot): boolean {
  return sources.some(({ state }) => state.kind === 'live' && (state.passed?.withoutKey.length ?? 0) > 0);
}

function waitingLead(waiting: readonly HeardSource[], snapshot: Snapshot): string {
  if ((snapshot.hiddenKeys ?? []).length > 0) return l10n.t('All keys heard so far are hidden');
  if (isLoginOnly(snapshot))
    return l10n.t('Only tools with a login have passed the gateway, whose limits are not shown');
  return waiting.includes('listener')
    ? l10n.t('Listening, nothing heard yet')
    : l10n.t('The gateway is on, nothing has passed yet');
}

function waitingTitle(waiting: readonly HeardSource[]): string {
  const texts = {
    listener: l10n.t('Use an AI extension of this window: the first answer that it gets tells its limits.'),
    gateway: l10n.t('Use a connected tool: the first answer that passes the gateway tells its limits.'),
  };
  return waiting.map((id) => texts[id]).join(' ');
}

function listenWay(): Way {
  return {
    icon: 'listen',
    title: l10n.t('Listen along'),
    text: l10n.t(
      'Reads the rate-limit headers that other extensions in this window receive. Free, and no key is needed.',
    ),
    button: l10n.t('Allow listening…'),
    intent: { type: 'listen-along' },
  };
}

function connectWay(): Way {
  return {
    icon: 'gateway',
    title: l10n.t('Connect a tool'),
    text: l10n.t('The gateway passes on the requests of agents in a terminal, and reads their limits.'),
    button: l10n.t('Connect a tool…'),
    intent: { type: 'connect-tool' },
  };
}

function keyWay(): Way {
  return {
    icon: 'key',
    title: l10n.t('Add a key'),
    text: l10n.t(
      "Tiny requests tell the limits. The key stays in the editor's secret storage and goes only to its provider.",
    ),
    button: l10n.t('Add a key…'),
    intent: { type: 'add-key' },
  };
}

function demoWay(): Way {
  return {
    icon: 'play',
    title: l10n.t('Try the demo'),
    text: l10n.t('Watch a simulated agent run into a limit. Nothing leaves this machine.'),
    button: l10n.t('Start the demo'),
    intent: { type: 'try-demo' },
  };
}
