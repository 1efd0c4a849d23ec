import { randomUUID } from 'node:crypto';
import * as diagnosticsChannel from 'node:diagnostics_channel';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Clock } from '../../base/clock.ts';
import type { Observation } from '../../core/model/observation.ts';
import { heardExchange, heardRequest } from '../../sources/listener/heardExchange.ts';
import { ProviderAddresses } from '../../sources/listener/providerAddresses.ts';
import { TrafficListener } from '../../sources/listener/trafficListener.ts';

export interface ListeningParts {
  readonly clock: Clock;
  digestOf(value: string): string;
  heard(observation: Observation): void;
}

/** What the window listener works, once it is loaded. */
export interface OpenListener {
  readonly addresses: ProviderAddresses;
  readonly listener: TrafficListener;
}

/** A listener to this extension host, which does not listen yet. */
export function openListener({ clock, digestOf, heard }: ListeningParts): OpenListener {
  const addresses = new ProviderAddresses();
  const listener = new TrafficListener({
    clock,
    channels: diagnosticsChannel,
    addresses,
    nonce: randomUUID().slice(0, 8),
    digestOf,
    extensionName,
    soon: (act) => void setImmediate(act),
    left: (request) => {
      const leaving = heardRequest(request);
      if (leaving !== null) heard(leaving);
    },
    heard: (answer) => heard(heardExchange(answer)),
  });
  return { addresses, listener };
}

/** By their folders. Asked for at each request, and the editor makes its list anew each time. */
const names = new Map<string, string>();

/** As its users know it. Extensions that come with the editor lie in folders that do not name their publishers. */
function extensionName(folder: string): string | null {
  const known = names.get(folder);
  if (known !== undefined) return known;
  const isThere = ({ extensionPath }: vscode.Extension<unknown>) => basename(extensionPath) === folder;
  const name: unknown = vscode.extensions.all.find(isThere)?.packageJSON?.displayName;
  if (typeof name !== 'string') return null;
  names.set(folder, name.slice(0, 60));
  return name.slice(0, 60);
}
