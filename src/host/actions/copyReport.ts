import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Snapshot } from '../../core/model/snapshot.ts';
import { settings } from '../settings/contributions.ts';
import { diagnosticReport } from './diagnosticReport.ts';

/** Puts the diagnostic report on the clipboard. `secrets` are values that must not appear in it. */
export async function copyReport(snapshot: Snapshot, secrets: Iterable<string>): Promise<void> {
  const extension = vscode.extensions.getExtension('keygauge.keygauge');
  const configuration = vscode.workspace.getConfiguration();
  const changed = Object.values(settings).flatMap((name) => {
    const value = configuration.inspect(name)?.globalValue;
    return value === undefined ? [] : [[name, value] as const];
  });
  const report = diagnosticReport(
    snapshot,
    {
      keygauge: String(extension?.packageJSON.version ?? 'unknown'),
      editor: `${vscode.env.appName} ${vscode.version}`,
      platform: `${process.platform} ${process.arch}`,
      remote: vscode.env.remoteName ?? null,
      settings: Object.fromEntries(changed),
    },
    secrets,
  );
  await vscode.env.clipboard.writeText(report);
  void vscode.window.showInformationMessage(
    l10n.t('The report is on the clipboard. Read it before you paste it anywhere.'),
  );
}
