import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { laterSettings } from '../settings/laterSettings.ts';
import { mayListen, setMayListen } from './listenSetting.ts';

/** Asks in one sentence whether to listen along, or offers to end it. */
export async function listenAlong(): Promise<void> {
  if (mayListen()) return offerToEnd();
  const allow = l10n.t('Allow Listening');
  const detail = l10n.t(
    'Keygauge reads the headers of requests that extensions in this window send to AI providers (limits, status, time, which tool, and the last four characters of its key; never prompts, answers or whole keys), so that the gauge needs no checks of its own, until you turn it off with this command or the setting {0}.',
    laterSettings.listen,
  );
  const chosen = await vscode.window.showInformationMessage(
    l10n.t('Listen along with your AI tools?'),
    { modal: true, detail },
    allow,
  );
  if (chosen !== allow) return;
  await setMayListen(true);
  return offerToEnd();
}

/** Ends it at once, since that needs nobody's word; `end` ends what is listened to in this window. */
export async function stopListening(end: () => void): Promise<void> {
  await setMayListen(false);
  end();
  void vscode.window.setStatusBarMessage(l10n.t('Keygauge no longer listens along.'), 5_000);
}

/** Says that it listens, and how to end it. */
async function offerToEnd(): Promise<void> {
  const stop = l10n.t('Stop Listening');
  const chosen = await vscode.window.showInformationMessage(
    l10n.t('Keygauge listens along with the extensions in this window.'),
    stop,
  );
  if (chosen === stop) await setMayListen(false);
}
