import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { presets } from '../../src/core/dialects/presets.ts';
import { providerIds, providers } from '../../src/core/model/provider.ts';

const root = join(import.meta.dirname, '../..');

/** The only places that may name a provider, and why. */
const allowed: readonly (readonly [RegExp, string])[] = [
  [/^src\/core\/model\/provider\.ts$/, 'the list'],
  [
    /^src\/core\/dialects\/(?:presets|families|dialect)\.ts$/,
    'presets, and the names of headers and of their dialects',
  ],
  [
    /^src\/providers\/(?:openai|anthropic|clients|admin\/(?:openaiAdmin|anthropicAdmin|adminClients))\.ts$/,
    'the clients of the two protocols and of the admin APIs of their makers, which are called like them',
  ],
  [/^src\/words\/advice\/(?:advice|telling)\.ts$/, 'advice, which is scoped to whom it is true of'],
  [/^src\/core\/causes\/\w+\.ts$/, 'samples: the words and codes that providers refuse with, each with its source'],
  [/^src\/core\/pasted\/(?:origin|candidates)\.ts$/, 'samples: the words of tools, which name providers in them'],
  [/^src\/core\/(?:codingModels|modelFamily)\.ts$/, 'names of models, some of which hold the name of who makes them'],
  [
    /^src\/core\/tools\/(?:connectableTools|toolFile)\.ts$/,
    'tools, whose variables and files name the provider whose base URL they hold',
  ],
  [/^src\/simulator\//, 'it simulates two providers'],
  [/^src\/host\/demo\.ts$/, 'the keys of the simulated ones'],
];

/** Ids that are ordinary words as well: only as a whole string do they name a provider. */
const ordinary: ReadonlySet<string> = new Set(['together', 'replicate', 'compatible']);

/** An editor's name stands wherever editors and tools are told apart, long before it is a provider's. */
const editors = providerIds.filter((id) => presets[id].isEditor);
const names = providerIds.filter((id) => !presets[id].isEditor);

/** "OpenAI-compatible" is what everybody calls a protocol. */
const words = names.flatMap((id) => {
  const name = providers[id].name?.toLowerCase().replaceAll('.', '\\.');
  const asId = ordinary.has(id) ? `['"\`]${id}['"\`]` : id.length > 3 ? id : `\\b${id}\\b`;
  return name === undefined ? [asId] : [asId, `\\b${name}\\b`];
});
const named = new RegExp(`(?:${words.join('|')}|\\bazure)(?!-compatible)`, 'gi');

/** Code without its comments. A string or a pattern in which two slashes stand is none. */
function withoutComments(code: string): string {
  return code.replace(
    /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\\\/)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    '$1',
  );
}

/** Imports name files of places that are checked themselves. */
function withoutImports(code: string): string {
  return code.replace(/^import [\s\S]*?;$|\bimport\('[^']*'\)/gm, '');
}

test('no file but the list, presets, clients, advice and samples names a provider', () => {
  const files = globSync('src/**/*.ts', { cwd: root });
  assert.ok(files.length > 100);
  const naming = files.flatMap((file) => {
    const path = file.replaceAll('\\', '/');
    if (allowed.some(([place]) => place.test(path))) return [];
    const code = withoutImports(withoutComments(readFileSync(join(root, file), 'utf8')));
    return [...code.matchAll(named)].map(([name]) => `${path}: ${name}`);
  });
  assert.deepEqual(naming, []);
});

test('nothing depends on which provider makes an editor', () => {
  const asProvider = new RegExp(`\\bprovider\\b[^;\\n]*['"](?:${editors.join('|')})['"]`);
  const files = globSync('src/**/*.ts', { cwd: root });
  const naming = files.filter((file) => asProvider.test(withoutComments(readFileSync(join(root, file), 'utf8'))));
  assert.deepEqual(naming, []);
});

test('every place that may name one is there and does', () => {
  const files = globSync('src/**/*.ts', { cwd: root }).map((file) => file.replaceAll('\\', '/'));
  for (const [place, reason] of allowed) {
    const codes = files.filter((file) => place.test(file)).map((file) => readFileSync(join(root, file), 'utf8'));
    assert.ok(
      codes.some((code) => withoutComments(code).search(named) >= 0),
      reason,
    );
  }
});

test('a name is found in code and strings, and not in a comment', () => {
  const found = (code: string) => withoutComments(code).match(named) ?? [];
  assert.deepEqual(found("const url = 'https://api.groq.com'; // Groq\n/* xAI */ openaiClient();"), ['groq', 'openai']);
  assert.deepEqual(found("if (id === 'together') work(together);"), ["'together'"]);
  assert.deepEqual(found("t('OpenAI-compatible')"), []);
});
