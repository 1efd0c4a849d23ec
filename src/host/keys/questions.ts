import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { looksLikeKey, shapeOf } from '../../core/dialects/keyShapes.ts';
import { copiedAddress } from '../../core/dialects/likelyAddresses.ts';
import { presets } from '../../core/dialects/presets.ts';
import { type ProviderId, providers } from '../../core/model/provider.ts';
import { isGatewayAddress } from '../../core/tools/gatewayAddress.ts';
import { plainText } from '../../words/plainText.ts';
import { checkBaseUrl, isOfThisMachine, usedAddress } from './keyRecord.ts';
import { askForText, type Remark } from './textBox.ts';

/** What the box for a key begins with. */
export interface KeyBox {
  readonly provider: ProviderId;
  readonly baseUrl: string;
  /** What was typed before and failed, and why it failed. */
  readonly typed?: string;
  readonly complaint?: string | undefined;
}

/** Asks for a key's value and hides it as it is typed. `undefined` when the user leaves. */
export async function askForKey({ provider, baseUrl, typed, complaint }: KeyBox): Promise<string | undefined> {
  const { host } = new URL(baseUrl);
  const name = providers[provider].name ?? plainText(host);
  const page = presets[provider].pages.keys;
  const mayBeEmpty = isOfThisMachine(baseUrl);
  return askForText({
    title: l10n.t('API key for {0}', name),
    prompt: mayBeEmpty
      ? l10n.t(
          'It is checked by listing models at {0}, which is free, and kept in the secret storage. Leave it empty if none is needed.',
          plainText(host),
        )
      : l10n.t(
          'It is checked by listing models at {0}, which is free, and kept in the secret storage. The right to list models and to send requests is enough.',
          plainText(host),
        ),
    placeholder: l10n.t('Paste the key'),
    isSecret: true,
    mayBeEmpty,
    value: typed ?? '',
    complaint,
    page: page === undefined ? undefined : { name: l10n.t('Get a key'), address: page },
    remarkOn: (text) => remarkOnKey(text, provider),
  });
}

/** What an admin key is, and where it is welcome. */
export function adminKeyWords(): string {
  return l10n.t(
    'That looks like an admin key. It manages an organization and cannot send requests to models. Add it with “Keygauge: Add an Admin Key…”.',
  );
}

/** Asks for a key whose provider is not known yet; its beginning may tell. `undefined` when the user leaves. */
export async function askForAnyKey(): Promise<string | undefined> {
  return askForText({
    title: l10n.t('API key'),
    prompt: l10n.t('Whose it is shows in how it begins, or is asked next. Until then it is sent nowhere.'),
    placeholder: l10n.t('Paste the key'),
    isSecret: true,
    remarkOn: (text) => remarkOnKey(text, null),
  });
}

/** `provider`: `null` where it is not known yet. */
function remarkOnKey(text: string, provider: ProviderId | null): Remark | undefined {
  if (/^https?:\/\//i.test(text)) return { text: l10n.t('That is an address. Paste the key here.') };
  if (!/^\S+$/.test(text)) return { text: l10n.t('A key is one word without spaces.') };
  if (!shapeOf(text)?.isAdmin) return undefined;
  const remark = adminKeyWords();
  // An endpoint of one's own may call its keys whatever it likes.
  return provider !== null && providers[provider].baseUrl === null ? { text: remark, isDoubt: true } : { text: remark };
}

/** An address that was typed, and the model that it names, if it is that of a single deployment. */
export interface TypedAddress {
  readonly baseUrl: string;
  readonly model: string | null;
}

/** Asks for the address of an endpoint, with `example` to go by. `undefined` when the user leaves. */
export async function askForBaseUrl({
  example = 'https://api.example.com/v1',
  present = '',
} = {}): Promise<TypedAddress | undefined> {
  const typed = await askForText({
    title: l10n.t('Base URL of the endpoint'),
    prompt: l10n.t('The key will be sent there and nowhere else.'),
    placeholder: example,
    value: present,
    remarkOn: (text) => remarkOnAddress(text),
  });
  if (typed === undefined) return undefined;
  const copied = copiedAddress(typed);
  return { baseUrl: usedAddress(copied?.baseUrl ?? typed), model: copied?.model ?? null };
}

/** Asks for a label that no other key has. `undefined` when the user leaves. */
export async function askForLabel(
  taken: readonly string[],
  current: string | undefined,
  suggested = current ?? '',
): Promise<string | undefined> {
  return askForText({
    title: l10n.t('Name of the key'),
    prompt: l10n.t('Tells your keys apart, for example work and private.'),
    value: suggested,
    isSelected: true,
    remarkOn: (label) => {
      if (looksLikeKey(label))
        return {
          text: l10n.t('That looks like a key. The name is shown openly; the key itself never is.'),
          forgets: true,
        };
      if (label.length > 60) return { text: l10n.t('At most 60 characters.') };
      return label !== current && taken.includes(label) ? { text: l10n.t('Another key has this name.') } : undefined;
    },
  });
}

/** How to go on after a failure: the same question again, another address, or to take it as it is. */
export type WayOn = 'again' | 'address' | 'use';

/** Says why something was not taken and asks how to go on. `undefined` when the user leaves. */
export async function askAfterFailure(words: string, ways: readonly WayOn[]): Promise<WayOn | undefined> {
  const names: Record<WayOn, string> = {
    again: l10n.t('Try Again'),
    address: l10n.t('Change Address'),
    use: l10n.t('Use It All the Same'),
  };
  const answer = await vscode.window.showErrorMessage(words, ...ways.map((way) => names[way]));
  return ways.find((way) => names[way] === answer);
}

/** Asks before a key goes to another origin than the one it was given for. `false` also when the user leaves. */
export async function askWhetherToSend(label: string, baseUrl: string, old: string): Promise<boolean> {
  const [from, to] = [plainText(new URL(old).origin), plainText(new URL(baseUrl).origin)];
  const send = { label: l10n.t('Send it to {0}', to), detail: l10n.t('From now on, and no longer to {0}.', from) };
  const keep = { label: l10n.t('Keep {0}', from) };
  const picked = await vscode.window.showQuickPick([send, keep], {
    title: l10n.t('The key “{0}” will be sent to {1} from now on', plainText(label), to),
    ignoreFocusOut: true,
  });
  return picked === send;
}

/** Warns that the secret storage did not take a key. */
export function sayKeyIsForgotten(): void {
  void vscode.window.showWarningMessage(
    l10n.t(
      'The secret storage did not take the key. It is kept in memory and forgotten when this window closes; no copy was written anywhere.',
    ),
  );
}

/** Says that a key is removed, and whether the secret storage has its value still. */
export function removedText(name: string, erased: boolean): string {
  const label = plainText(name);
  return erased
    ? l10n.t('Removed the key “{0}” from this editor. Revoke it at the provider if you no longer need it.', label)
    : l10n.t(
        'The key “{0}” is no longer used, but the secret storage did not delete its value. Revoke it at the provider if you no longer need it.',
        label,
      );
}

function leadsTo(url: string): Remark {
  return { text: l10n.t('This address is {0}. The key will be sent there.', usedAddress(url)), isDoubt: true };
}

/** Whether what is typed looks like the place that it leads to: capitals and slashes at the end deceive nobody. */
function isWrittenAsUsed(url: string): boolean {
  return url.replace(/\/+$/, '').toLowerCase() === usedAddress(url).toLowerCase();
}

function remarkOnAddress(url: string): Remark | undefined {
  if (isGatewayAddress(url, null)) return { text: l10n.t('That is no address of a provider.') };
  const copied = copiedAddress(url);
  if (copied) return leadsTo(copied.baseUrl);
  switch (checkBaseUrl(url)) {
    case null:
      return isWrittenAsUsed(url) ? undefined : leadsTo(url);
    case 'not-a-url':
      return looksLikeKey(url)
        ? { text: l10n.t('That looks like a key. It is asked for next, in a box that hides it.'), forgets: true }
        : { text: l10n.t('Write a whole address, such as https://api.example.com/v1.') };
    case 'needs-https':
      return {
        text: l10n.t(
          'Use https: a key sent over plain http can be read on the way. Only this machine (localhost) may use http.',
        ),
      };
    case 'has-credentials':
      return { text: l10n.t('Leave user name and password out of the address.') };
    case 'has-query':
      return { text: l10n.t('Leave out everything from the question mark or the hash on.') };
  }
}
