import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { limitIdOf } from '../../core/model/limit.ts';
import { modelIdOf } from '../../core/model/snapshot.ts';
import { editorOf } from '../../words/advice/editor.ts';
import type { Intent } from '../../words/advice/intent.ts';
import { addressOf, isLink } from '../../words/advice/links.ts';
import { nextCheckText } from '../../words/checkWords.ts';
import type { HeardKeys } from '../keys/heardKeys.ts';
import type { KeyChange } from '../keys/keyCommands.ts';
import type { ActionHost, ActionName, IntentName } from './actionHost.ts';

/** `subject` is the key, limit, page or text to act on; without one, the action asks. */
type Action = (host: ActionHost, subject?: string) => unknown;

/** The one table that serves commands, the panel's intents and notifications. */
const actions: Readonly<Record<ActionName, Action>> = {
  ready: () => {},
  clearDiagnosis: () => {},
  showHistory: () => {},
  messageRefused: ({ log }) =>
    log.warnOnce('The panel could not read a message: it is of another version than the extension.'),
  addKey: async (host) => {
    const { addKey } = await import('../keys/addKey.ts');
    const tryDemo = () => host.perform('tryDemo');
    const listenAlong = () => host.perform('listenAlong');
    await addKey({ ...keyParts(host), environment: host.parts.environment, listenAlong, tryDemo });
  },
  addHeardKey: async (host, keyId) => {
    const { heard, ...parts } = keyParts(host);
    const key = heard.shown.find(({ id }) => id === keyId);
    if (!key) return;
    const { addHeardKey } = await import('../keys/addHeardKey.ts');
    const { digestOf } = await loaded(host.room);
    await addHeardKey({ ...parts, digestOf }, key);
  },
  hideKey: async (host, keyId) => (await heardCommands()).hideHeardKey(heardKeys(host), keyId),
  forgetKey: async (host, keyId) => (await heardCommands()).forgetHeardKey(heardKeys(host), keyId),
  showHiddenKeys: async (host) => (await heardCommands()).showHiddenKeys(heardKeys(host)),
  renameKey: (host, keyId) => changeKey(host, 'rename', keyId),
  replaceKey: (host, keyId) => changeKey(host, 'replace', keyId),
  changeAddress: async (host, keyId) => {
    const { changeAddress } = await import('../keys/changeAddress.ts');
    await changeAddress(keyParts(host), keyId);
  },
  allowKey: async (host, keyId) => {
    const { allowKey } = await import('../keys/allowKey.ts');
    await allowKey(host.keyRing, host.parts.environment, keyId);
  },
  removeKey: (host, keyId) => changeKey(host, 'remove', keyId),
  addAdminKey: async ({ room, parts }) => {
    const engineRoom = await loaded(room);
    const { addAdminKey } = await import('../adminKeys/adminKeyFlows.ts');
    const { adminKeys, asked } = engineRoom;
    const { environment, wall } = parts;
    await addAdminKey({ adminKeys, asked, environment, wall, heed: (...told) => engineRoom.heed(...told) });
  },
  removeAdminKey: async ({ room }) => {
    const { adminKeys } = await loaded(room);
    const { removeAdminKey } = await import('../adminKeys/adminKeyFlows.ts');
    await removeAdminKey(adminKeys);
  },
  chooseModels: (host, keyId) => changeKey(host, 'chooseModels', keyId),
  checkNow: async ({ board }) => {
    const kept = await board.ask({ type: 'check-now', keyId: null });
    if (kept) void vscode.window.showInformationMessage(nextCheckText(kept));
  },
  openPanel: ({ panel }) => panel.show(),
  showLimits: async (host) => {
    const { showLimits } = await import('./showLimits.ts');
    const { board, starred } = host;
    if (await host.room) void board.ask({ type: 'look' }).catch(() => {});
    await showLimits(board.current, starred.ids, (intent) => void host.perform(intent));
  },
  pinLimit: async (host, limitId) => {
    const { pickLimitToPin, pinLimit } = await import('./limitCommands.ts');
    await (limitId === undefined ? pickLimitToPin(host.board.current) : pinLimit(limitId));
  },
  unpinLimit: async () => (await import('./limitCommands.ts')).pinLimit('lowest'),
  muteLimit: async (host, limitId) => {
    const { pickLimitToMute } = await import('./limitCommands.ts');
    await (limitId === undefined ? pickLimitToMute(host.board.current, host.muted) : mute(host, limitId));
  },
  unmuteLimit: ({ muted }, limitId = '') => muted.remove(limitIdOf(limitId)),
  unmuteLimits: ({ muted }) => muted.removeAll(),
  starModel: ({ starred }, modelId = '') => starred.add(modelIdOf(modelId)),
  unstarModel: ({ starred }, modelId = '') => starred.remove(modelIdOf(modelId)),
  tellWhenReady: async ({ room }, keyId = '') => (await room)?.ready.tell(keyId),
  tryDemo: async (host) => {
    await (await host.demo()).start();
    await host.panel.show();
  },
  replayDemo: async (host) => {
    await host.panel.show();
    const look = (keyId: string) => void host.board.ask({ type: 'check-now', keyId }).catch(() => {});
    await (await host.demo()).replay(look);
  },
  endDemo: async (host) => (await host.demo()).end(),
  diagnose: async (host) => {
    const { askForError } = await import('./askForError.ts');
    const text = await askForError();
    if (text === null) await host.panel.showPasteBox();
    else if (text !== undefined) await actions.diagnoseText(host, text);
  },
  diagnoseClipboard: async (host) => {
    const { clipboardText } = await import('./clipboardText.ts');
    const text = await clipboardText();
    if (text !== '') await actions.diagnoseText(host, text);
    else void vscode.window.showInformationMessage(l10n.t('There is no text on the clipboard. Copy the error first.'));
  },
  diagnoseText: async ({ panel, parts }, text = '') => {
    const { diagnoseText, localZone } = await import('./diagnoseText.ts');
    const { pastedWords } = await import('../../words/pastedWords.ts');
    const diagnosis = diagnoseText(text, parts.wall(), localZone());
    const editor = editorOf(vscode.env.appName);
    await panel.showDiagnosis(({ keys }) => pastedWords(diagnosis, editor, keys[0]?.id ?? null));
  },
  listenAlong: async () => (await import('../listening/listenAlong.ts')).listenAlong(),
  stopListening: async ({ room }) => {
    const { stopListening } = await import('../listening/listenAlong.ts');
    const engineRoom = await room;
    await stopListening(() => engineRoom?.endListening());
  },
  sendNow: async ({ board }, holdId = '') => void (await board.ask({ type: 'send-now', holdId })),
  stopGateway: async () => (await import('../gateway/stopGateway.ts')).stopGateway(),
  connectTool: async ({ room, board }) => {
    const { tools } = await loaded(room);
    const { connectTool } = await import('../tools/connectTool.ts');
    await connectTool(await tools.desk(), board.current);
  },
  copyStatusAddress: async ({ room }) => {
    const engineRoom = await loaded(room);
    const { copyStatusAddress } = await import('../tools/copyStatusAddress.ts');
    await copyStatusAddress(await engineRoom.connections());
  },
  moveGateway: async ({ room }) => {
    const engineRoom = await loaded(room);
    const { moveGateway } = await import('../gateway/moveGateway.ts');
    await moveGateway(await engineRoom.connections());
    // Files of tools name the port of before.
    await engineRoom.tools.look();
  },
  willItFit: async ({ board }) => (await import('./willItFit.ts')).willItFit(board.current),
  copyReport: async (host) => (await import('./copyReport.ts')).copyReport(host.board.current, host.secrets()),
  copyRecap: async ({ board, room }) => (await import('./copyRecap.ts')).copyRecap((await room)?.recaps, board.current),
  exportHistory: async ({ board, room, parts }) => {
    const { exportHistory } = await import('./exportHistory.ts');
    const { keys } = board.current;
    const nameOf = (keyId: string) => keys.find(({ id }) => id === keyId)?.label ?? '';
    await exportHistory(await (await loaded(room)).pasts(), parts.wall(), nameOf);
  },
  openSettings: () => vscode.commands.executeCommand('workbench.action.openSettings', 'keygauge'),
  openEditorSettings: () => vscode.commands.executeCommand('workbench.action.openSettings'),
  openLog: ({ log }) => log.show(),
  reloadWindow: () => vscode.commands.executeCommand('workbench.action.reloadWindow'),
  openLink: (_host, link) => {
    const address = isLink(link) ? addressOf(link) : null;
    return address === null ? undefined : vscode.env.openExternal(vscode.Uri.parse(address, true));
  },
  quiet: async ({ quiet, parts }) => {
    await quiet.begin();
    const { quietText } = await import('../../words/quietWords.ts');
    void vscode.window.setStatusBarMessage(quietText(quiet.until ?? parts.wall(), parts.wall()), 5_000);
  },
  endQuiet: ({ quiet }) => quiet.end(),
};

/** Carries out a request. Rejects if that fails. */
export async function perform(asked: ActionName | Intent, host: ActionHost): Promise<void> {
  if (typeof asked === 'string') await actions[asked](host);
  else await actions[nameOf(asked.type)](host, subjectOf(asked));
}

/** Turns `add-key` into `addKey`. */
function nameOf(type: Intent['type']): ActionName {
  return type.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()) as IntentName;
}

function subjectOf(intent: Intent): string | undefined {
  if ('keyId' in intent) return intent.keyId;
  if ('limitId' in intent) return intent.limitId;
  if ('modelId' in intent) return intent.modelId;
  if ('link' in intent) return intent.link;
  if ('holdId' in intent) return intent.holdId;
  return 'text' in intent ? intent.text : undefined;
}

function keyParts(host: ActionHost) {
  return { keyRing: host.keyRing, budget: () => host.settings.budget, heard: heardKeys(host) };
}

function heardKeys({ board, room }: ActionHost): HeardKeys {
  const { keys, hiddenKeys = [] } = board.current;
  const shown = keys.filter(({ storage }) => storage === 'traffic');
  return { shown, hidden: hiddenKeys, change: async (...wish) => (await loaded(room)).engine.changeHeard(...wish) };
}

function heardCommands() {
  return import('../keys/heardKeys.ts');
}

/** Rejects if the engine could not be loaded. */
async function loaded<Room>(room: Promise<Room | null>): Promise<Room> {
  const found = await room;
  if (found === null) throw new Error('The engine is not loaded');
  return found;
}

async function changeKey(host: ActionHost, change: KeyChange, keyId?: string): Promise<void> {
  const { KeyCommands } = await import('../keys/keyCommands.ts');
  await new KeyCommands(keyParts(host))[change](keyId);
}

function mute({ muted }: ActionHost, limitId: string): Promise<void> {
  return muted.add(limitIdOf(limitId));
}
