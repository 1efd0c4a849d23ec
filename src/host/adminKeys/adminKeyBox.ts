import * as l10n from '@vscode/l10n';
import { looksLikeKey, shapeOf } from '../../core/dialects/keyShapes.ts';
import { presets } from '../../core/dialects/presets.ts';
import { type ProviderId, providers } from '../../core/model/provider.ts';
import { plainText } from '../../words/plainText.ts';
import { askForText, type Remark } from '../keys/textBox.ts';
import { type AdminIssuer, adminIssuers, issuerOf } from './adminIssuers.ts';

/** What the box for an admin key begins with. */
export interface AdminKeyBox {
  readonly provider: ProviderId;
  readonly host: string;
  /** What was typed before and failed, and why it failed. */
  readonly typed: string;
  readonly complaint: string | undefined;
}

/** Asks for the value of an admin key and hides it as it is typed. `undefined` when the user leaves. */
export async function askForAdminKey({ provider, host, typed, complaint }: AdminKeyBox): Promise<string | undefined> {
  const issuer = issuerOf(provider);
  const { keyPage, offersReadOnly } = issuer;
  const rights = offersReadOnly
    ? l10n.t('One that may only read is enough: choose “Read only” when you make it.')
    : l10n.t('{0} makes none that may only read, so keep it to yourself.', providers[provider].name ?? '');
  return askForText({
    title: l10n.t('Admin key of {0}', providers[provider].name ?? ''),
    prompt: `${useText(issuer, plainText(host))} ${rights}`,
    placeholder: l10n.t('Paste the key'),
    isSecret: true,
    value: typed,
    complaint,
    page: { name: l10n.t('Make an admin key'), address: keyPage },
    remarkOn: (text) => remarkOnAdminKey(text, provider),
  });
}

/** Where the key goes, how often, and where it stays. */
function useText({ reads }: AdminIssuer, host: string): string {
  return reads === 'team'
    ? l10n.t(
        'It is sent to {0} alone, once an hour, page by page, and only to read, and kept in the secret storage.',
        host,
      )
    : l10n.t('It is sent to {0} alone, once a minute at most and only to read, and kept in the secret storage.', host);
}

/** What is wrong with a text as an admin key, by its shape alone: nothing has been sent yet. */
export function remarkOnAdminKey(text: string, provider: ProviderId): Remark | undefined {
  if (/^https?:\/\//i.test(text)) return { text: l10n.t('That is an address. Paste the key here.') };
  if (!/^\S+$/.test(text)) return { text: l10n.t('A key is one word without spaces.') };
  const shape = shapeOf(text);
  if (shape?.isAdmin && adminIssuers.some(({ id }) => id === shape.provider)) {
    if (shape.provider === provider) return undefined;
    const name = providers[shape.provider].name ?? '';
    return { text: l10n.t('That is an admin key of {0}. It will be sent there.', name), isDoubt: true };
  }
  const { admin: [beginning = ''] = [], olderAdmin = [] } = presets[provider].keyBeginnings ?? {};
  if (shape === null && olderAdmin.some((older) => text.startsWith(older) && text !== older)) return undefined;
  if (shape !== null || looksLikeKey(text)) {
    return {
      text: l10n.t(
        'That looks like an ordinary key, which sends requests to models. Add it with “Keygauge: Add a Key…”.',
      ),
    };
  }
  return { text: l10n.t('An admin key of {0} begins with {1}.', providers[provider].name ?? '', beginning) };
}
