import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Snapshot } from '../../core/model/snapshot.ts';
import { hidesRequests } from '../placeHere.ts';
import { settings } from '../settings/contributions.ts';
import { diagnosticReport, holdsWords } from './diagnosticReport.ts';
import type { ReportSurroundings } from './reportSurroundings.ts';

/**
 * Puts the diagnostic report on the clipboard. `secrets` are values that must not appear in it. Where providers have
 * written something, offers to add it, and shows the user what that would be.
 */
export async function copyReport(snapshot: Snapshot, secrets: Iterable<string>): Promise<void> {
  const around = surroundings();
  const hidden = [...secrets];
  await vscode.env.clipboard.writeText(diagnosticReport(snapshot, around, hidden));
  const add = l10n.t("Add the Provider's Words…");
  const answer = await vscode.window.showInformationMessage(
    l10n.t('The report is on the clipboard. Read it before you paste it anywhere.'),
    ...(holdsWords(snapshot) ? [add] : []),
  );
  if (answer === add) await showToBeRead(diagnosticReport(snapshot, around, hidden, 'with-words'));
}

/** Opens a report in an editor, where the user can read and change it, and copies it as it is then. */
async function showToBeRead(report: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: report });
  await vscode.window.showTextDocument(document);
  const copy = l10n.t('Copy This Report');
  const answer = await vscode.window.showInformationMessage(
    l10n.t('This report holds words of the provider. Delete what nobody else should read, then copy it.'),
    copy,
  );
  if (answer === copy) await vscode.env.clipboard.writeText(document.getText());
}

function surroundings(): ReportSurroundings {
  const extension = vscode.extensions.getExtension('keygauge.keygauge');
  const configuration = vscode.workspace.getConfiguration();
  const changed = Object.values(settings).flatMap((name) => {
    const value = configuration.inspect(name)?.globalValue;
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    keygauge: String(extension?.packageJSON.version ?? 'unknown'),
    editor: `${vscode.env.appName} ${vscode.version}`,
    platform: `${process.platform} ${process.arch}`,
    remote: vscode.env.remoteName ?? null,
    settings: Object.fromEntries(changed),
    hidesRequests: hidesRequests(),
  };
}
