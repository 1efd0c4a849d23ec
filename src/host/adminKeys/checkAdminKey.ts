import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Access } from '../../providers/provider.ts';
import type { FirstAnswer } from '../../sources/admin/adminDesk.ts';
import { type AskedTimes, betweenRequests } from '../../sources/admin/turns.ts';
import { duration } from '../../words/duration.ts';
import { plainText } from '../../words/plainText.ts';
import { refusedKeyText } from '../keys/checkKey.ts';
import type { AdminIssuer } from './adminIssuers.ts';

export interface CheckParts {
  readonly asked: AskedTimes;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
}

export type CheckedAdminKey =
  /** `first` is a refusal where the key may not list projects or workspaces, and `null` of a team, which has none. */
  | { readonly kind: 'accepted'; readonly first: FirstAnswer | null }
  | { readonly kind: 'refused'; readonly words: string };

/** Checks admin keys before one is kept as `id`, each at most once a minute, as it is asked with later. */
export class AdminKeyCheck {
  readonly #id: string;
  readonly #parts: CheckParts;
  #last: { readonly apiKey: string; readonly at: number } | null = null;

  constructor(id: string, parts: CheckParts) {
    this.#id = id;
    this.#parts = parts;
  }

  /** Makes the issuer's one free request while the status bar says so. */
  async make(issuer: AdminIssuer, access: Access): Promise<CheckedAdminKey> {
    const { asked, wall } = this.#parts;
    const left = this.#last?.apiKey === access.apiKey ? this.#last.at + betweenRequests - wall() : 0;
    if (left > 0) {
      const again = l10n.t('A key is asked with once a minute at most. Try again in {0}.', duration(left / 1000));
      return { kind: 'refused', words: again };
    }
    await asked.note(this.#id, wall());
    const title = l10n.t('Checking the key with {0}…', plainText(new URL(access.baseUrl).host));
    const { failure, divisions } = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title },
      () => issuer.look(access, new AbortController().signal),
    );
    await asked.note(this.#id, wall());
    const accepted = { kind: 'accepted', first: divisions && { divisions, at: wall() } } as const;
    if (failure === null) return accepted;
    // Of a key that never arrived anywhere, nobody has been asked.
    if (failure.status !== null) this.#last = { apiKey: access.apiKey, at: wall() };
    // A key with few rights is a good one: what it may not see is said where it would be shown.
    if (failure.cause === 'forbidden') return accepted;
    return { kind: 'refused', words: refusedKeyText(issuer, access, failure) };
  }
}
