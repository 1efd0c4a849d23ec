import * as diagnosticsChannel from 'node:diagnostics_channel';
import { channel } from 'node:diagnostics_channel';
import type { HeardExchange, HeardLeaving } from '../src/bus/heardExchange.ts';
import { HeardTraffic } from '../src/bus/heardTraffic.ts';
import type { SharedKey } from '../src/bus/keyUnion.ts';
import type { Engine } from '../src/engine/engine.ts';
import type { WatchedKey } from '../src/engine/source.ts';
import type { ProviderClient } from '../src/providers/provider.ts';
import { headerChannels } from '../src/sources/listener/channels.ts';
import { heardExchange, heardRequest } from '../src/sources/listener/heardExchange.ts';
import { ProviderAddresses } from '../src/sources/listener/providerAddresses.ts';
import { TrafficListener } from '../src/sources/listener/trafficListener.ts';
import type { DrivenClock } from '../test/unit/engine/drivenClock.ts';
import { engineWith } from './wholePath.ts';

const key = 'sk-bench-0123456789abcdefghijk';
const digest = 'digest';

/** A stored key with the value that is heard, whose models the engine checks. */
export interface StoredKey {
  readonly provider: ProviderClient;
  readonly models: readonly string[];
}

/**
 * What clients publish goes through the listener, as in a window, into an engine that knows nothing else; or, where the key
 * is stored, its own checks as well.
 */
export class ListenedPath implements Disposable {
  readonly engine: Engine;
  readonly #origin: string;
  readonly #path: string;
  readonly #listener: TrafficListener;

  constructor(dialect: 'openai' | 'anthropic', clock: DrivenClock, stored: StoredKey | null = null) {
    this.#origin = dialect === 'openai' ? 'https://api.openai.com' : 'https://api.anthropic.com';
    this.#path = dialect === 'openai' ? '/v1/responses' : '/v1/messages';
    const own = stored ? [sharedKey(stored, dialect, this.#origin)] : [];
    const watch = () => this.engine.watch([...own.map(({ watched }) => watched), ...traffic.keys]);
    const traffic: HeardTraffic = new HeardTraffic(watch);
    this.engine = engineWith(clock, { sources: [traffic], ...(stored ? { provider: stored.provider } : {}) });
    traffic.know(own as unknown as SharedKey<unknown>[], new Set(['listener']));
    watch();
    this.#listener = new TrafficListener({
      clock,
      channels: diagnosticsChannel,
      addresses: new ProviderAddresses(),
      nonce: 'bench',
      digestOf: () => digest,
      extensionName: () => null,
      soon: (act) => act(),
      left: (request) => {
        const leaving = heardRequest(request);
        if (leaving) traffic.heard(leaving as HeardLeaving);
      },
      heard: (answer) => traffic.heard(heardExchange(answer) as HeardExchange),
    });
    this.#listener.turn(true);
  }

  /** A request of so many bytes leaves. Returns what is to be answered. */
  leaves(bytes: number, tool = 'Cline'): object {
    const headers = ['authorization', `Bearer ${key}`, 'user-agent', `${tool}/4`];
    const request = { origin: this.#origin, method: 'POST', path: this.#path, headers, contentLength: bytes };
    channel(headerChannels.undiciMade).publish({ request });
    channel(headerChannels.undiciLeaves).publish({ request, socket: {} });
    return request;
  }

  answered(request: object, status: number, headers: Readonly<Record<string, string>>): void {
    const flat = Object.entries(headers).flat();
    channel(headerChannels.undiciAnswers).publish({ request, response: { statusCode: status, headers: flat } });
  }

  [Symbol.dispose](): void {
    this.#listener.turn(false);
    this.engine.dispose();
  }
}

/** As much of a key of the windows' as is asked for where it is heard. */
function sharedKey({ models }: StoredKey, provider: 'openai' | 'anthropic', origin: string) {
  const watched: WatchedKey = {
    id: 'own',
    label: 'own',
    provider,
    origin,
    fingerprint: '…',
    storage: 'secret',
    models,
  };
  return { id: watched.id, digest, watched };
}
