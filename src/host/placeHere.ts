import * as vscode from 'vscode';
import { editorOf } from '../words/advice/editor.ts';
import { pagesOf } from '../words/advice/links.ts';
import type { Place } from '../words/advice/place.ts';

/** This window's editor as the words need it, as it is now. */
export function placeHere(): Place {
  return { editor: editorOf(vscode.env.appName), pages: pagesOf(), hidesRequests: hidesRequests() };
}

/** With Electron's own `fetch`, Node tells of no request (docs/threats.md, Listening to other extensions). */
export function hidesRequests(): boolean {
  return vscode.workspace.getConfiguration().get<unknown>('http.electronFetch') === true;
}
