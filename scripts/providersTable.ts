/** Writes the table of providers in README.md from their rows and presets. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Preset, presets } from '../src/core/dialects/presets.ts';
import { type Provider, type ProviderId, providers } from '../src/core/model/provider.ts';
import { offeredProviders } from '../src/host/keys/keyOrigins.ts';
import { withTable } from './readmeTable.ts';

/** README.md with the table of those that a key can be added for. */
export function readmeWithProviders(readme: string): string {
  const rows = offeredProviders().filter((id) => providers[id].name !== null);
  const head = ['| Provider | Its keys | Environment | Shown |', '|:--|:--|:--|:--|'];
  return withTable(readme, 'providers', [...head, ...rows.map(rowOf)]);
}

function rowOf(id: ProviderId): string {
  const { name, variables, limitsIn } = providers[id];
  const { usual = [], shared = [] } = presets[id].keyBeginnings ?? {};
  const beginnings = [...usual, ...shared].map((beginning) => `\`${beginning}…\``);
  const keys = limitsIn === 'nowhere' ? 'none needed' : beginnings.join(', ') || 'no beginning of their own';
  return `| ${name} | ${keys} | ${variables.map(({ key }) => `\`${key}\``).join(', ')} | ${shownOf(providers[id], presets[id])} |`;
}

function shownOf({ limitsIn }: Provider, { money = [] }: Preset): string {
  const limits = {
    answers: 'limits',
    refusals: 'the key, limits once one has refused',
    nowhere: 'whether it is there: it has no limits',
  }[limitsIn];
  const parts = money.map(({ part }) => (part === 'balance' ? 'balance' : 'spending and its limit'));
  return [limits, ...parts].join(', ');
}

if (import.meta.main) {
  const file = join(import.meta.dirname, '..', 'README.md');
  writeFileSync(file, readmeWithProviders(readFileSync(file, 'utf8')));
}
