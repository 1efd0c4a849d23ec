import * as l10n from '@vscode/l10n';
import type { ToolUse } from '../core/model/snapshot.ts';
import type { BaseUrlPlace, ConnectableTool, ManualPlace, ToolCost } from '../core/tools/connectableTools.ts';
import { amountText } from './amountText.ts';
import { ago } from './duration.ts';
import { outsideText } from './outsideText.ts';

/** How a tool that can be connected stands. */
export type ToolState =
  | { readonly kind: 'not-connected' }
  /** `use`: what was seen of it within the last hour, `null` where nothing was. */
  | { readonly kind: 'connected'; readonly use: ToolUse | null }
  /** It is connected, and a file of its own sends its requests elsewhere. */
  | { readonly kind: 'overruled'; readonly file: string }
  /** It has an address, and the file in which it looks for one names none. */
  | { readonly kind: 'unnamed'; readonly file: string }
  /** It was connected to go on to a place to which this window would not send it. */
  | { readonly kind: 'elsewhere'; readonly upstream: string }
  /** Its address is there, and the gateway is off. */
  | { readonly kind: 'closed' };

export function connectableName({ name }: Pick<ConnectableTool, 'name'>): string {
  return name ?? l10n.t('Scripts with the official SDKs');
}

/** "connected, last heard 3 min ago, 41 requests in the last hour" */
export function toolStateText(state: ToolState): string {
  switch (state.kind) {
    case 'not-connected':
      return '';
    case 'connected':
      return state.use === null
        ? l10n.t('connected, not heard in the last hour')
        : l10n.t(
            'connected, heard {0}, {1} in the last hour',
            ago(state.use.age),
            amountText(state.use.requests, 'requests'),
          );
    case 'overruled':
      return l10n.t('connected, but {0} names another address', state.file);
    case 'unnamed':
      return l10n.t('has an address, which does not stand in {0}', state.file);
    case 'elsewhere':
      return l10n.t('connected for {0}, where this window does not send it', outsideText(state.upstream, 60));
    case 'closed':
      return l10n.t('connected, but the gateway is off');
  }
}

/** How it is connected, and what that costs, in sentences. `shared`: those that give a variable of its its value. */
export function connectionText(tool: ConnectableTool, shared: readonly ConnectableTool[]): string {
  const before = shared.map(connectableName).join(', ');
  return [
    wayText(tool),
    ...(shared.length === 0 ? [] : [l10n.t('Shares its variable with {0}.', before)]),
    ...tool.costs.map(costText),
  ].join(' ');
}

/** What a user has to do in a tool that nobody else can set. `address` is on the clipboard. */
export function manualSteps(place: ManualPlace, name: string, address: string): string {
  switch (place) {
    case 'config-of-providers':
      return l10n.t(
        'In crush.json of {0}, under "providers" and the name of the provider, set "base_url" to {1}, which is on the clipboard.',
        name,
        address,
      );
    case 'provider-settings':
      return l10n.t(
        'In the settings of {0}, choose the provider and set its base URL to {1}, which is on the clipboard. Some providers need “Use custom base URL” to be checked.',
        name,
        address,
      );
    case 'custom-endpoint':
      return l10n.t(
        'In “Chat: Manage Language Models”, add a model of the kind “Custom Endpoint” and set its "url" to {1}, which is on the clipboard. {0} then uses it where you choose that model.',
        name,
        address,
      );
  }
}

function wayText({ baseUrls }: ConnectableTool): string {
  const [first] = baseUrls;
  return first === undefined
    ? ''
    : placeText(
        first.at,
        baseUrls.map(({ at }) => at),
      );
}

function placeText(at: BaseUrlPlace, all: readonly BaseUrlPlace[]): string {
  switch (at.kind) {
    case 'variable':
    case 'field': {
      const names = all.flatMap((one) => ('variable' in one ? one.variable : []));
      return l10n.t('{0} in new terminals.', [...new Set(names)].join(', '));
    }
    case 'file':
      return l10n.t('A line in {0}, or a command to copy.', fileText(at.file));
    case 'manual':
      return l10n.t('By hand, with an address to copy.');
  }
}

/** "~/.codex/config.toml" */
export function fileText({ path }: { readonly path: readonly string[] }): string {
  return ['~', ...path].join('/');
}

function costText(cost: ToolCost): string {
  switch (cost) {
    case 'no-remote-control':
      return l10n.t('Its Remote Control is off meanwhile.');
    case 'keys-only':
      return l10n.t('API keys only, no login of a subscription.');
    case 'may-ignore':
      return l10n.t('Some versions ignore it.');
    case 'only-while-open':
      return l10n.t('Only while an editor is open.');
  }
}
