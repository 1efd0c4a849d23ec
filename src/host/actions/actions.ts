import * as vscode from 'vscode';
import { limitIdOf } from '../../core/model/limit.ts';
import { editorOf } from '../../words/advice/editor.ts';
import type { Intent } from '../../words/advice/intent.ts';
import { addressOf, isLink } from '../../words/advice/links.ts';
import { nextCheckText } from '../../words/checkWords.ts';
import type { KeyChange } from '../keys/keyCommands.ts';
import { type CommandName, settings } from '../settings/contributions.ts';
import type { Shell } from '../shell.ts';

type Camel<Kebab extends string> = Kebab extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Kebab;

/** What users can ask for, by a command, in the panel or in a notification. */
export type ActionName = CommandName | Camel<Intent['type']> | 'neverWarn';

/** `subject`: the key, limit, page or text that is meant; without one, the action asks which. */
type Action = (shell: Shell, subject?: string) => unknown;

/** The one table that commands, the panel's intents and notifications are looked up in. */
const actions: Readonly<Record<ActionName, Action>> = {
  ready: () => {},
  messageRefused: ({ log }) =>
    log.warnOnce('The panel could not read a message: it is of another version than the extension.'),
  addKey: async (shell) => {
    const { addKey } = await import('../keys/addKey.ts');
    const tryDemo = () => shell.perform('tryDemo');
    await addKey({ ...keyParts(shell), environment: shell.parts.environment, tryDemo });
  },
  renameKey: (shell, keyId) => changeKey(shell, 'rename', keyId),
  replaceKey: (shell, keyId) => changeKey(shell, 'replace', keyId),
  removeKey: (shell, keyId) => changeKey(shell, 'remove', keyId),
  chooseModels: (shell, keyId) => changeKey(shell, 'chooseModels', keyId),
  checkNow: async ({ board }) => {
    const kept = await board.ask({ type: 'check-now', keyId: null });
    if (kept) void vscode.window.showInformationMessage(nextCheckText(kept));
  },
  openPanel: ({ panel }) => panel.show(),
  showLimits: async (shell) => {
    const { showLimits } = await import('./showLimits.ts');
    await showLimits(shell.board.current, editorOf(vscode.env.appName), (intent) => void shell.perform(intent));
  },
  pinLimit: async (shell, limitId) => {
    const { pickLimitToPin, pinLimit } = await import('./limitCommands.ts');
    await (limitId === undefined ? pickLimitToPin(shell.board.current) : pinLimit(limitId));
  },
  unpinLimit: async () => (await import('./limitCommands.ts')).pinLimit('lowest'),
  muteLimit: async (shell, limitId) => {
    const { pickLimitToMute } = await import('./limitCommands.ts');
    await (limitId === undefined ? pickLimitToMute(shell.board.current, shell.muted) : mute(shell, limitId));
  },
  unmuteLimit: ({ muted }, limitId = '') => muted.unmute(limitIdOf(limitId)),
  unmuteLimits: ({ muted }) => muted.unmuteAll(),
  tellWhenReady: async ({ room }, keyId = '') => (await room)?.ready.tell(keyId),
  tryDemo: async (shell) => {
    await (await shell.demo()).start();
    await shell.panel.show();
  },
  endDemo: async (shell) => (await shell.demo()).end(),
  diagnose: async (shell) => {
    const { askForError } = await import('./askForError.ts');
    const text = await askForError();
    if (text) await actions.diagnoseText(shell, text);
  },
  diagnoseText: async ({ panel, parts }, text = '') => {
    const { diagnoseText } = await import('./diagnoseText.ts');
    const { pastedWords } = await import('../../words/pastedWords.ts');
    const diagnosis = diagnoseText(text, parts.wall());
    const editor = editorOf(vscode.env.appName);
    await panel.showDiagnosis(({ keys }) => pastedWords(diagnosis, editor, keys[0]?.id ?? null));
  },
  willItFit: async ({ board }) => (await import('./willItFit.ts')).willItFit(board.current),
  copyReport: async ({ board, keyRing }) =>
    (await import('./copyReport.ts')).copyReport(board.current, keyRing.values()),
  openSettings: () => vscode.commands.executeCommand('workbench.action.openSettings', 'keygauge'),
  openEditorSettings: () => vscode.commands.executeCommand('workbench.action.openSettings'),
  openLog: ({ log }) => log.show(),
  openLink: (_shell, link) => {
    const address = isLink(link) ? addressOf(link) : null;
    return address === null ? undefined : vscode.env.openExternal(vscode.Uri.parse(address, true));
  },
  /** Switches all warnings off, as the setting does. */
  neverWarn: () => vscode.workspace.getConfiguration().update(settings.warn, false, vscode.ConfigurationTarget.Global),
};

/** Does what was asked for. Rejects where that fails. */
export async function perform(asked: ActionName | Intent, shell: Shell): Promise<void> {
  if (typeof asked === 'string') await actions[asked](shell);
  else await actions[nameOf(asked.type)](shell, subjectOf(asked));
}

/** `add-key` as `addKey`. */
function nameOf(type: Intent['type']): ActionName {
  return type.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()) as Camel<Intent['type']>;
}

function subjectOf(intent: Intent): string | undefined {
  if ('keyId' in intent) return intent.keyId;
  if ('limitId' in intent) return intent.limitId;
  if ('link' in intent) return intent.link;
  return 'text' in intent ? intent.text : undefined;
}

function keyParts(shell: Shell) {
  return { keyRing: shell.keyRing, budget: () => shell.settings.budget };
}

async function changeKey(shell: Shell, change: KeyChange, keyId?: string): Promise<void> {
  const { KeyCommands } = await import('../keys/keyCommands.ts');
  await new KeyCommands(keyParts(shell))[change](keyId);
}

function mute({ muted }: Shell, limitId: string): Promise<void> {
  return muted.mute(limitIdOf(limitId));
}
