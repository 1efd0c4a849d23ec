import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isGatewayAllowed, setGatewayAllowed } from '../gateway/gatewaySetting.ts';
import { laterSettings } from '../settings/laterSettings.ts';

/** Asks in one sentence whether tools may be passed on, unless they may already. `true` if they may. */
export async function allowGateway(): Promise<boolean> {
  if (isGatewayAllowed()) return true;
  const allow = l10n.t('Allow the Gateway');
  const detail = l10n.t(
    "Keygauge opens a port that only this machine can reach, passes the requests of the tools that you connect on to their providers as they are, and reads model, size, tokens, limits, status, time and the tool's name for its session (never prompts, answers or whole keys), until you disconnect the tool or turn the setting {0} off.",
    laterSettings.gateway,
  );
  const chosen = await vscode.window.showInformationMessage(
    l10n.t('Let requests of your tools pass through Keygauge?'),
    { modal: true, detail },
    allow,
  );
  if (chosen !== allow) return false;
  await setGatewayAllowed(true);
  return true;
}
