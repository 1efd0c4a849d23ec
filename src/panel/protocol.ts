import type { LimitId } from '../core/limits.ts';
import type { Snapshot } from '../core/snapshot.ts';

/** Translations as `vscode.l10n.bundle` holds them. */
export type Translations = Record<string, string | { message: string; comment: string[] }>;

/** Host to panel. Always whole: a hidden panel sees only the newest message. */
export type ToPanel =
  | { readonly type: 'words'; readonly language: string; readonly translations: Translations | null }
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot; readonly pinned: LimitId | null };

/** Panel to host: what the user wants, never how. The host checks every one with `parseIntent`. */
export type Intent =
  | { readonly type: 'ready' | 'add-key' | 'try-demo' | 'end-demo' | 'check-now' | 'open-settings' | 'open-log' }
  | { readonly type: 'rename-key' | 'replace-key' | 'remove-key' | 'choose-models'; readonly keyId: string }
  | { readonly type: 'mute-limit' | 'unmute-limit' | 'pin-limit' | 'unpin-limit'; readonly limitId: LimitId };

const plain = new Set(['ready', 'add-key', 'try-demo', 'end-demo', 'check-now', 'open-settings', 'open-log']);
const aboutKey = new Set(['rename-key', 'replace-key', 'remove-key', 'choose-models']);
const aboutLimit = new Set(['mute-limit', 'unmute-limit', 'pin-limit', 'unpin-limit']);

/** The intent in a message, without anything else the message carries; `null` for whatever is not an intent. */
export function parseIntent(message: unknown): Intent | null {
  if (typeof message !== 'object' || message === null) return null;
  const { type, keyId, limitId } = message as Record<string, unknown>;
  if (typeof type !== 'string') return null;
  if (plain.has(type)) return { type } as Intent;
  if (aboutKey.has(type) && isName(keyId)) return { type, keyId } as Intent;
  if (aboutLimit.has(type) && isName(limitId)) return { type, limitId } as Intent;
  return null;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 500;
}
