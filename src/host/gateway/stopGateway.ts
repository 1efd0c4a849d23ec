import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { setGatewayAllowed } from './gatewaySetting.ts';

/** Ends it at once, since that needs nobody's word; tools that are still pointed at it are told that nobody is there. */
export async function stopGateway(): Promise<void> {
  await setGatewayAllowed(false);
  void vscode.window.setStatusBarMessage(
    l10n.t('The gateway is off: tools that use its address get no answer.'),
    10_000,
  );
}
