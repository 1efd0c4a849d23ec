import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ConnectableTool } from '../../core/tools/connectableTools.ts';
import { isGatewayAddress } from '../../core/tools/gatewayAddress.ts';
import type { ToolFile } from '../../core/tools/toolFile.ts';
import { connectableName, fileText } from '../../words/connectableToolWords.ts';
import type { ToolDesk } from './toolDesk.ts';

/** The line as it stands in a tool's file. */
function lineFor({ format, name }: ToolFile, address: string): string {
  return format === 'toml'
    ? `${name} = ${JSON.stringify(address)}`
    : `${JSON.stringify(name)}: ${JSON.stringify(address)}`;
}

/**
 * Asks whether to put the address into a tool's file or to copy what does the same, and does so. `command`: runs the tool
 * with the address once; `null` where it has none. `false` if the user leaves.
 */
export async function pointFile(
  desk: ToolDesk,
  tool: ConnectableTool,
  file: ToolFile,
  address: string,
  command: string | null,
): Promise<boolean> {
  const path = fileText(file);
  const named = await desk.files.baseUrl(file);
  // The user has agreed before, and only the address has changed since.
  if (desk.files.record(tool.id)?.isOurs && named !== null && isGatewayAddress(named, desk.connections.port)) {
    if (await desk.files.point(tool.id, file, address)) return say(l10n.t('{0} is connected.', connectableName(tool)));
  }
  const write = {
    label: l10n.t('Write it into {0}', path),
    iconPath: new vscode.ThemeIcon('edit'),
    detail:
      named === null
        ? l10n.t('One line is added; a copy of the file is kept, and “Disconnect” takes the line back.')
        : l10n.t('One line is changed; a copy of the file is kept, and “Disconnect” changes it back.'),
  };
  const line = {
    label: l10n.t('Copy the line'),
    iconPath: new vscode.ThemeIcon('copy'),
    detail: l10n.t('You put it into {0}.', path),
  };
  const once = {
    label: l10n.t('Copy a command'),
    iconPath: new vscode.ThemeIcon('terminal'),
    detail: l10n.t('It runs the tool with the address once.'),
  };
  const picked = await vscode.window.showQuickPick([write, line, ...(command === null ? [] : [once])], {
    title: l10n.t('Connect {0}', connectableName(tool)),
    placeHolder: l10n.t('Its address stands in {0}, and answers only while an editor is open', path),
    ignoreFocusOut: true,
  });
  if (picked === write) {
    if (await desk.files.point(tool.id, file, address)) return say(l10n.t('{0} is connected.', connectableName(tool)));
    await copyLine(desk, tool, file, address);
    return say(
      l10n.t('{0} says it in a way that cannot be changed safely. The line is on the clipboard: put it there.', path),
    );
  }
  if (picked === line) {
    await copyLine(desk, tool, file, address);
    if (file.format === 'toml')
      return say(l10n.t('The line is on the clipboard. Put it into {0}, above all sections.', path));
    return say(`${l10n.t('One step is left for {0}', connectableName(tool))}: ${line.detail}`);
  }
  if (picked === once && command !== null) {
    await vscode.env.clipboard.writeText(command);
    return say(l10n.t('The command is on the clipboard.'));
  }
  return false;
}

async function copyLine(desk: ToolDesk, tool: ConnectableTool, file: ToolFile, address: string): Promise<void> {
  await desk.files.copied(tool.id, await desk.files.baseUrl(file));
  await vscode.env.clipboard.writeText(lineFor(file, address));
}

/** Tells the user that something was done. */
function say(text: string): true {
  void vscode.window.showInformationMessage(text);
  return true;
}
