import * as vscode from 'vscode';

/** Longest wait for the clipboard, in milliseconds. */
const patience = 1000;

/**
 * The clipboard's text without blanks around it; empty if it holds none, or if a browser refuses it or asks its user
 * first.
 */
export async function clipboardText(): Promise<string> {
  const text = vscode.env.clipboard.readText().then(
    (read) => read.trim(),
    () => '',
  );
  return Promise.race([text, new Promise<string>((resolve) => setTimeout(resolve, patience, ''))]);
}
