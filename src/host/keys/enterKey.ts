import { presets } from '../../core/dialects/presets.ts';
import { type ProviderId, providers } from '../../core/model/provider.ts';
import { clientOf } from '../../providers/clients.ts';
import type { Access } from '../../providers/provider.ts';
import { checkAddress } from './checkAddress.ts';
import { providerOfEndpoint } from './keyOrigins.ts';
import { askWhereKeyBelongs } from './misplacedKey.ts';
import { askAfterFailure, askForBaseUrl, askForKey } from './questions.ts';

/** A key that its provider has accepted, or an endpoint that the user wants all the same. */
export interface EnteredKey {
  readonly provider: ProviderId;
  readonly access: Access;
  /** The models that it lists; `null` if the endpoint lists none. */
  readonly models: readonly string[] | null;
}

/** What has been typed so far; it stays in its boxes after a failure. */
interface Draft {
  readonly chosen: ProviderId;
  readonly address: string;
  readonly asksAddress: boolean;
  readonly apiKey: string;
  readonly complaint?: string;
}

/**
 * Asks for a key, and for the address where `baseUrl` is `null`, until one is accepted. `undefined` when the user leaves.
 */
export async function enterKey(chosen: ProviderId, baseUrl: string | null): Promise<EnteredKey | undefined> {
  let draft: Draft = { chosen, address: baseUrl ?? '', asksAddress: baseUrl === null, apiKey: '' };
  for (;;) {
    const typed = await typeIn(draft);
    if (typed === undefined) return undefined;
    const belongs = await askWhereKeyBelongs(typed.apiKey, providerOf(typed), typed.address);
    if (belongs === undefined) return undefined;
    if (belongs === 'another') {
      draft = { ...typed, apiKey: '' };
      continue;
    }
    const moved = belongs === 'here' ? typed : { ...typed, chosen: belongs, address: providers[belongs].baseUrl ?? '' };
    const provider = providerOf(moved);
    const access = { apiKey: moved.apiKey, baseUrl: moved.address };
    const checked = await checkAddress(clientOf(provider), access);
    if (checked.kind === 'left') return undefined;
    if (checked.kind === 'accepted') return { ...checked, provider };
    const answer = await askAfterFailure(
      checked.words,
      checked.kind === 'wrong-address' ? ['address', 'use'] : ['again'],
    );
    if (answer === undefined) return undefined;
    if (answer === 'use') return { provider, access, models: null };
    draft = answer === 'address' ? { ...moved, asksAddress: true } : { ...moved, complaint: checked.words };
  }
}

/** The draft with what the user writes into its boxes; `undefined` when the user leaves. */
async function typeIn(draft: Draft): Promise<Draft | undefined> {
  const example = presets[draft.chosen].exampleUrl;
  const address = draft.asksAddress
    ? await askForBaseUrl({ present: draft.address, ...(example && { example }) })
    : draft.address;
  if (address === undefined) return undefined;
  const { apiKey: typed, complaint, chosen } = draft;
  const apiKey = await askForKey({ provider: providerOfEndpoint(chosen, address), baseUrl: address, typed, complaint });
  return apiKey === undefined ? undefined : { chosen, address, asksAddress: false, apiKey };
}

function providerOf({ chosen, address }: Draft): ProviderId {
  return providerOfEndpoint(chosen, address);
}
