import { type LimitId, limitIdOf } from '../../core/model/limit.ts';
import { type ModelId, modelId, modelIdOf, type Snapshot } from '../../core/model/snapshot.ts';
import { isLink, type LinkId } from './links.ts';

/**
 * A wish of the user, sent from panel to host; never says how to fulfil it. The host checks every one with
 * `parseIntent`.
 */
export type Intent =
  | { readonly type: PlainIntent }
  | { readonly type: KeyIntent; readonly keyId: string }
  | { readonly type: LimitIntent; readonly limitId: LimitId }
  | { readonly type: ModelIntent; readonly modelId: ModelId }
  | { readonly type: 'open-link'; readonly link: LinkId }
  | { readonly type: 'send-now'; readonly holdId: string }
  | { readonly type: 'diagnose-text'; readonly text: string };

/** Longest pasted text, in characters. */
const longestText = 1024 * 1024;

const plainIntents = [
  'ready',
  'message-refused',
  'add-key',
  'add-admin-key',
  'show-hidden-keys',
  'listen-along',
  'stop-listening',
  'stop-gateway',
  'connect-tool',
  'move-gateway',
  'try-demo',
  'replay-demo',
  'end-demo',
  'check-now',
  'open-settings',
  'open-log',
  'reload-window',
  'will-it-fit',
  'diagnose',
  'diagnose-clipboard',
  'clear-diagnosis',
  'quiet',
  'end-quiet',
  'open-editor-settings',
  'copy-report',
  'export-history',
] as const;

const keyIntents = [
  'add-heard-key',
  'rename-key',
  'hide-key',
  'forget-key',
  'replace-key',
  'change-address',
  'allow-key',
  'remove-key',
  'choose-models',
  'tell-when-ready',
] as const;

const limitIntents = ['mute-limit', 'unmute-limit', 'pin-limit', 'unpin-limit', 'show-history'] as const;

const modelIntents = ['star-model', 'unstar-model'] as const;

type PlainIntent = (typeof plainIntents)[number];

type KeyIntent = (typeof keyIntents)[number];

type LimitIntent = (typeof limitIntents)[number];

type ModelIntent = (typeof modelIntents)[number];

const plain: ReadonlySet<string> = new Set(plainIntents);

const aboutKey: ReadonlySet<string> = new Set(keyIntents);

const aboutLimit: ReadonlySet<string> = new Set(limitIntents);

const aboutModel: ReadonlySet<string> = new Set(modelIntents);

/**
 * Extracts the intent from a message and drops everything else in it; `null` if the message holds no intent. Whether there
 * is a key or limit of the name that it holds is for `namesWhatIs` to say.
 */
export function parseIntent(message: unknown): Intent | null {
  if (typeof message !== 'object' || message === null) return null;
  const { type, keyId, limitId, modelId: model, link, text, holdId } = message as Record<string, unknown>;
  if (typeof type !== 'string') return null;
  if (plain.has(type)) return { type } as Intent;
  if (aboutKey.has(type) && isName(keyId)) return { type, keyId } as Intent;
  if (aboutLimit.has(type) && isName(limitId)) return { type, limitId: limitIdOf(limitId) } as Intent;
  if (aboutModel.has(type) && isName(model)) return { type, modelId: modelIdOf(model) } as Intent;
  if (type === 'send-now' && isName(holdId)) return { type, holdId };
  if (type === 'open-link' && isLink(link)) return { type, link };
  if (type === 'diagnose-text' && typeof text === 'string' && text.length <= longestText) return { type, text };
  return null;
}

/**
 * Whether the key that an intent names is there, the limit that it would pin or mute, and the model that it would star. What
 * is undone may be gone already.
 */
export function namesWhatIs(intent: Intent, { keys }: Snapshot): boolean {
  if ('keyId' in intent) return keys.some(({ id }) => id === intent.keyId);
  if (intent.type === 'star-model')
    return keys.some(({ id, models }) => models.some(({ model }) => modelId(id, model) === intent.modelId));
  if (!('limitId' in intent) || intent.type === 'unpin-limit' || intent.type === 'unmute-limit') return true;
  const limits = keys.flatMap(({ models }) => models.flatMap((model) => model.limits));
  return limits.some(({ id }) => id === intent.limitId);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
