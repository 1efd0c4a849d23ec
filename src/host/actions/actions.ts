import * as vscode from 'vscode';
import type { Intent } from '../../words/advice/intent.ts';
import { addressOf } from '../../words/advice/links.ts';
import { commands } from '../settings/contributions.ts';
import type { Keygauge } from '../shell.ts';

/** Does what the panel asks for; `showDiagnosis` reads a text and shows in the panel what it means. */
export async function obey(
  intent: Intent,
  keygauge: Keygauge,
  showDiagnosis: (text: string) => Promise<void>,
): Promise<unknown> {
  switch (intent.type) {
    case 'ready':
      return undefined;
    case 'message-refused':
      return keygauge.noteOutdatedPanel();
    case 'add-key':
      return keygauge.addKey();
    case 'try-demo':
      return keygauge.tryDemo();
    case 'end-demo':
      return keygauge.demo.end();
    case 'check-now':
      return keygauge.checkNow();
    case 'open-settings':
      return keygauge.openSettings();
    case 'open-log':
      return keygauge.openLog();
    case 'will-it-fit':
      return keygauge.willItFit();
    case 'diagnose':
      return vscode.commands.executeCommand(commands.diagnose);
    case 'diagnose-text':
      return showDiagnosis(intent.text);
    case 'copy-report':
      return keygauge.copyReport();
    case 'open-editor-settings':
      return vscode.commands.executeCommand('workbench.action.openSettings');
    case 'open-link':
      return vscode.env.openExternal(vscode.Uri.parse(addressOf(intent.link) ?? '', true));
    case 'tell-when-ready':
      return keygauge.ready.tell(intent.keyId);
    case 'rename-key':
      return keygauge.changeKey('rename', intent.keyId);
    case 'replace-key':
      return keygauge.changeKey('replace', intent.keyId);
    case 'remove-key':
      return keygauge.changeKey('remove', intent.keyId);
    case 'choose-models':
      return keygauge.changeKey('chooseModels', intent.keyId);
    case 'mute-limit':
      return keygauge.limits.mute(intent.limitId);
    case 'unmute-limit':
      return keygauge.limits.unmute(intent.limitId);
    case 'pin-limit':
      return keygauge.limits.pin(intent.limitId);
    case 'unpin-limit':
      return keygauge.limits.pin('lowest');
  }
}
