import { presets } from '../../core/dialects/presets.ts';
import { type ProviderId, providers } from '../../core/model/provider.ts';
import { clientOf } from '../../providers/clients.ts';
import type { Access } from '../../providers/provider.ts';
import { checkAddress } from './checkAddress.ts';
import { providerOfEndpoint } from './keyOrigins.ts';
import { askWhereKeyBelongs } from './misplacedKey.ts';
import { askAfterFailure, askForBaseUrl, askForKey, type WayOn } from './questions.ts';

/** A key that its provider has accepted, or an endpoint that the user wants all the same. */
export interface EnteredKey {
  readonly provider: ProviderId;
  readonly access: Access;
  /** The models that it lists; `null` if the endpoint lists none. */
  readonly models: readonly string[] | null;
  /** The one that its address names; `null` if that names none. */
  readonly model: string | null;
}

/** What has been typed so far; it stays in its boxes after a failure. */
interface Draft {
  readonly chosen: ProviderId;
  readonly address: string;
  readonly asksAddress: boolean;
  readonly model: string | null;
  readonly apiKey: string;
  readonly asksKey: boolean;
  readonly complaint?: string;
}

/**
 * Asks for a key, unless `apiKey` is one or none is needed, and for the address where `baseUrl` is `null`, until one is
 * accepted. `likely` is what the box for the address begins with. `undefined` when the user leaves.
 */
export async function enterKey(
  chosen: ProviderId,
  baseUrl: string | null,
  apiKey = '',
  likely = '',
): Promise<EnteredKey | undefined> {
  const asksKey = apiKey === '' && providers[chosen].limitsIn !== 'nowhere';
  let draft: Draft = {
    chosen,
    address: baseUrl ?? likely,
    asksAddress: baseUrl === null,
    model: null,
    apiKey,
    asksKey,
  };
  for (;;) {
    const typed = await typeIn(draft);
    if (typed === undefined) return undefined;
    const belongs = await askWhereKeyBelongs(typed.apiKey, providerOf(typed), typed.address);
    if (belongs === undefined) return undefined;
    if (belongs === 'another') {
      draft = { ...typed, apiKey: '', asksKey: true };
      continue;
    }
    const moved = belongs === 'here' ? typed : { ...typed, chosen: belongs, address: providers[belongs].baseUrl ?? '' };
    const provider = providerOf(moved);
    const access = { apiKey: moved.apiKey, baseUrl: moved.address };
    const checked = await checkAddress(clientOf(provider), access);
    if (checked.kind === 'left') return undefined;
    if (checked.kind === 'accepted') return { ...checked, provider, model: moved.model };
    if (!moved.asksKey && moved.apiKey === '' && checked.cause === 'key-invalid') {
      draft = { ...moved, asksKey: true };
      continue;
    }
    const answer = await askAfterFailure(checked.words, waysOn(checked, moved));
    if (answer === undefined) return undefined;
    if (answer === 'use') return { provider, access, models: null, model: moved.model };
    draft = answer === 'address' ? { ...moved, asksAddress: true } : again(moved, checked.words);
  }
}

function waysOn({ kind }: { readonly kind: 'refused' | 'wrong-address' }, { apiKey }: Draft): readonly WayOn[] {
  if (kind === 'wrong-address') return ['address', 'use'];
  // What runs on one's own machine may not be running, or run elsewhere.
  return apiKey === '' ? ['again', 'address'] : ['again'];
}

/** The same once more: without a key only the other side can have changed. */
function again(draft: Draft, complaint: string): Draft {
  return draft.apiKey === '' ? draft : { ...draft, asksKey: true, complaint };
}

/** The draft with what the user writes into its boxes; `undefined` when the user leaves. */
async function typeIn(draft: Draft): Promise<Draft | undefined> {
  const example = presets[draft.chosen].exampleUrl;
  const typed = draft.asksAddress
    ? await askForBaseUrl({ present: draft.address, ...(example && { example }) })
    : { baseUrl: draft.address, model: draft.model };
  if (typed === undefined) return undefined;
  const { baseUrl, model } = typed;
  const { complaint, chosen, asksKey } = draft;
  const box = { provider: providerOfEndpoint(chosen, baseUrl), baseUrl, typed: draft.apiKey, complaint };
  const apiKey = asksKey ? await askForKey(box) : draft.apiKey;
  return apiKey === undefined ? undefined : { chosen, address: baseUrl, asksAddress: false, model, apiKey, asksKey };
}

function providerOf({ chosen, address }: Draft): ProviderId {
  return providerOfEndpoint(chosen, address);
}
