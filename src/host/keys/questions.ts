import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ProviderId } from '../../core/model/provider.ts';
import { providerName } from '../../words/names.ts';
import { checkBaseUrl } from './keyRecord.ts';

/** Asks for a key's value and hides it as it is typed. `undefined` when the user leaves. */
export async function askForKey(provider: ProviderId, refusedBefore?: string): Promise<string | undefined> {
  const value = await vscode.window.showInputBox({
    title: l10n.t('API key for {0}', providerName(provider)),
    prompt:
      refusedBefore ??
      l10n.t(
        'It is checked by listing models, which costs nothing, and then kept in the secret storage of this editor.',
      ),
    placeHolder: l10n.t('Paste the key'),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^\S+$/.test(text.trim()) || text === '' ? undefined : l10n.t('A key is one word without spaces.'),
  });
  return value?.trim() || undefined;
}

/** Asks for the address of an endpoint, with `example` to go by. `undefined` when the user leaves. */
export async function askForBaseUrl(example = 'https://api.example.com/v1'): Promise<string | undefined> {
  const value = await vscode.window.showInputBox({
    title: l10n.t('Base URL of the endpoint'),
    prompt: l10n.t('The key will be sent there and nowhere else.'),
    placeHolder: example,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? undefined : problemOf(text.trim())),
  });
  const url = value?.trim().replace(/\/+$/, '');
  return url && problemOf(url) === undefined ? url : undefined;
}

/** Asks for a label that no other key has. `undefined` when the user leaves. */
export async function askForLabel(taken: readonly string[], current: string | undefined): Promise<string | undefined> {
  const value = await vscode.window.showInputBox({
    title: l10n.t('Name of the key'),
    prompt: l10n.t('Tells your keys apart, for example work and private.'),
    value: current ?? '',
    ignoreFocusOut: true,
    validateInput: (text) => {
      const label = text.trim();
      if (label.length > 60) return l10n.t('At most 60 characters.');
      if (/\bsk-[\w-]{8}/.test(label))
        return l10n.t('That looks like a key. The name is shown openly; the key itself never is.');
      return label !== current && taken.includes(label) ? l10n.t('Another key has this name.') : undefined;
    },
  });
  return value?.trim() || undefined;
}

/** Warns that the secret storage did not take a key. */
export function sayKeyIsForgotten(): void {
  void vscode.window.showWarningMessage(
    l10n.t(
      'The secret storage did not take the key. It is kept in memory and forgotten when this window closes; no copy was written anywhere.',
    ),
  );
}

function problemOf(url: string): string | undefined {
  switch (checkBaseUrl(url)) {
    case null:
      return undefined;
    case 'not-a-url':
      return l10n.t('Write a whole address, such as https://api.example.com/v1.');
    case 'needs-https':
      return l10n.t(
        'Use https: a key sent over plain http can be read on the way. Only this machine (localhost) may use http.',
      );
    case 'has-credentials':
      return l10n.t('Leave user name and password out of the address.');
    case 'has-query':
      return l10n.t('Leave out everything from the question mark or the hash on.');
  }
}
