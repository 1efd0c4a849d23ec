import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { systemClock } from './base/clock.ts';
import { LimitsPanel } from './host/panel/limitsPanel.ts';
import { commands } from './host/settings/contributions.ts';
import { Keygauge } from './host/shell.ts';
import { SpendingFiles } from './host/spendingFiles.ts';
import { editorOf } from './words/advice/editor.ts';
import type { Intent } from './words/advice/intent.ts';

/** Nothing here waits for network or disk: the gauge is on screen before the first request is made. */
export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, globalState, globalStorageUri, secrets } = context;
  const keygauge = new Keygauge({
    globalState,
    secrets,
    spending: new SpendingFiles(vscode.Uri.joinPath(globalStorageUri, 'spending').fsPath, randomUUID()),
    clock: systemClock(),
    random: Math.random,
    environment: process.env,
  });
  const panel = new LimitsPanel({
    extensionUri,
    icon: vscode.Uri.joinPath(extensionUri, 'media', 'icon.png'),
    current: () => ({ snapshot: keygauge.engine.current, pinned: keygauge.pinned }),
    onDidChange: keygauge.engine.onDidChange,
    onIntent: (intent) => void act(intent),
  });
  const showDiagnosis = async (text: string) => {
    const { diagnoseText } = await import('./host/actions/diagnoseText.ts');
    const { pastedWords } = await import('./words/pastedWords.ts');
    const diagnosis = diagnoseText(text, Date.now());
    await panel.showDiagnosis(({ keys }) => pastedWords(diagnosis, editorOf(vscode.env.appName), keys[0]?.id ?? null));
  };
  const diagnose = async () => {
    const { askForError } = await import('./host/actions/askForError.ts');
    const text = await askForError();
    if (text) await showDiagnosis(text);
  };
  const act = async (intent: Intent) => {
    try {
      const { obey } = await import('./host/actions/actions.ts');
      await obey(intent, keygauge, showDiagnosis);
    } catch (error) {
      keygauge.report(intent.type, error);
    }
  };
  const showLimits = async () => {
    const twin = await import('./host/actions/showLimits.ts');
    await twin.showLimits(keygauge.engine.current, editorOf(vscode.env.appName), act);
  };
  // Commands take no arguments from other extensions and return nothing, not even why they failed (FAULTS.md S5).
  const handlers: Record<keyof typeof commands, () => unknown> = {
    addKey: () => keygauge.addKey(),
    renameKey: () => keygauge.changeKey('rename'),
    replaceKey: () => keygauge.changeKey('replace'),
    removeKey: () => keygauge.changeKey('remove'),
    chooseModels: () => keygauge.changeKey('chooseModels'),
    checkNow: () => keygauge.checkNow(),
    openPanel: () => panel.show(),
    pinLimit: () => keygauge.limits.pickAndPin(),
    muteLimit: () => keygauge.limits.pickAndMute(),
    unmuteLimits: () => keygauge.limits.unmuteAll(),
    tryDemo: () => keygauge.tryDemo(),
    endDemo: () => keygauge.demo.end(),
    openSettings: () => keygauge.openSettings(),
    openLog: () => keygauge.openLog(),
    diagnose,
    showLimits,
    willItFit: () => keygauge.willItFit(),
    copyReport: () => keygauge.copyReport(),
  };
  context.subscriptions.push(keygauge, panel);
  for (const [name, handler] of Object.entries(handlers)) {
    const command = commands[name as keyof typeof commands];
    context.subscriptions.push(
      vscode.commands.registerCommand(command, async () => {
        try {
          await handler();
        } catch (error) {
          keygauge.report(command, error);
        }
      }),
    );
  }
  if (process.env.KEYGAUGE_DEMO === '1') void vscode.commands.executeCommand(commands.tryDemo);
}
