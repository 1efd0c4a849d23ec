import * as vscode from 'vscode';

export function activate(context: vscode.ExtensionContext): void {
  const item = vscode.window.createStatusBarItem('gauge', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Keygauge';
  item.text = 'Keygauge: add a key';
  item.show();
  context.subscriptions.push(item);
}
