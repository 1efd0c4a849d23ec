import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { patienceIn } from '../../../src/host/gateway/patience.ts';
import { commandId, commandNames, demoContext, settings } from '../../../src/host/settings/contributions.ts';
import { laterSettings } from '../../../src/host/settings/laterSettings.ts';
import { checkSettings } from '../../../src/host/settings/settingsCheck.ts';
import { hoverCommands } from '../../../src/host/statusBar/gaugeHover.ts';

interface Setting {
  readonly type: string;
  readonly scope: string;
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description?: string;
  readonly markdownDescription?: string;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string; enablement?: string }[];
    readonly configuration: readonly { title: string; properties: Record<string, Setting> }[];
  };
}

const root = join(import.meta.dirname, '../../..');
const words: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8'));
/** As the editor shows it: names of sentences replaced by the sentences. */
const manifest: Manifest = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8').replaceAll(/"%([^%"]+)%"/g, (_, name: string) =>
    JSON.stringify(words[name]),
  ),
);
const contributed = manifest.contributes.commands;
const properties = Object.assign(
  {},
  ...manifest.contributes.configuration.map((section) => section.properties),
) as Record<string, Setting>;

test('the manifest and the code name the same commands, each with a title in the category Keygauge', () => {
  assert.deepEqual(contributed.map(({ command }) => command).sort(), commandNames.map(commandId).sort());
  for (const { command, title, category } of contributed) {
    assert.equal(category, 'Keygauge', command);
    assert.match(title, /^[A-Z][\w ]+[…?]?$/, command);
  }
  assert.equal(new Set(contributed.map(({ title }) => title)).size, contributed.length);
});

test('the manifest and the code name the same settings', () => {
  assert.deepEqual(
    Object.keys(properties).sort(),
    [...Object.values(settings), ...Object.values(laterSettings)].sort(),
  );
});

test('no workspace can set anything: every setting is of the application', () => {
  for (const [name, { scope }] of Object.entries(properties)) assert.equal(scope, 'application', name);
});

test('no setting holds an address, a path or a command, and none a key', () => {
  for (const name of Object.keys(properties))
    assert.doesNotMatch(name, /url|host|endpoint|proxy|path|command|key$|secret/i);
});

test('every setting is described, and where choices are, all of them', () => {
  for (const [name, setting] of Object.entries(properties)) {
    assert.match(setting.description ?? setting.markdownDescription ?? '', /\w{3}.*\.$/, name);
    if (setting.enumDescriptions) assert.equal(setting.enumDescriptions.length, setting.enum?.length, name);
  }
});

test('the defaults in the manifest are what the code uses where nothing is set', () => {
  const raw = Object.fromEntries(Object.entries(properties).map(([name, setting]) => [name, setting.default]));
  const complaints: string[] = [];
  const plain = (value: ReturnType<typeof checkSettings>) => ({ ...value, thresholds: value.thresholds('tokens') });
  const fromManifest = plain(checkSettings(raw, (complaint) => complaints.push(complaint)));
  assert.deepEqual(fromManifest, plain(checkSettings({}, (complaint) => complaints.push(complaint))));
  assert.deepEqual(complaints, []);
});

test('a request is held for as long as the manifest says where nothing is set', () => {
  const complain = () => assert.fail();
  assert.equal(patienceIn(undefined, complain), patienceIn(properties[laterSettings.patience]?.default, complain));
});

test('every choice and every bound in the manifest is one for the code as well, and nothing beyond', () => {
  const complaintsOf = (name: string, value: unknown) => {
    const complaints: string[] = [];
    const complain = (complaint: string) => void complaints.push(complaint);
    if (name === laterSettings.patience) patienceIn(value, complain);
    else checkSettings({ [name]: value }, complain);
    return complaints.length;
  };
  for (const [name, { enum: choices, minimum, maximum }] of Object.entries(properties)) {
    for (const choice of choices ?? []) assert.equal(complaintsOf(name, choice), 0, `${name} = ${choice}`);
    if (minimum === undefined || maximum === undefined) continue;
    for (const bound of [minimum, maximum]) assert.equal(complaintsOf(name, bound), 0, `${name} = ${bound}`);
    for (const beyond of [minimum - 0.01, maximum + 0.01])
      assert.equal(complaintsOf(name, beyond), 1, `${name} = ${beyond}`);
  }
});

test('the context of the demo is the one that the manifest asks for', () => {
  const ending = contributed.find(({ command }) => command === commandId('endDemo'));
  assert.equal(ending?.enablement, demoContext);
  const clauses = JSON.stringify(manifest.contributes).match(/keygauge\.demo\b/g) ?? [];
  assert.ok(clauses.length >= 1);
});

test('the hover links to no command that changes or reveals anything without asking', () => {
  const known: readonly string[] = commandNames.map(commandId);
  const offered: readonly string[] = Object.values(hoverCommands);
  assert.ok(offered.every((command) => known.includes(command)));
  for (const risky of [
    commandId('removeKey'),
    commandId('replaceKey'),
    commandId('changeAddress'),
    commandId('muteLimit'),
    commandId('openLog'),
  ] as const)
    assert.ok(!offered.includes(risky));
});

test('nothing outside can start it but the editor itself and its own panel', () => {
  assert.deepEqual(manifest.activationEvents, ['onStartupFinished', 'onWebviewPanel:keygauge.limits']);
});

test('no code names a command or setting of ours except through this list', () => {
  const named = new Set<string>([
    ...commandNames.map(commandId),
    ...Object.values({ ...settings, ...laterSettings }),
    demoContext,
  ]);
  for (const file of globSync('src/**/*.ts', { cwd: root })) {
    if (/contributions\.ts$|laterSettings\.ts$/.test(file)) continue;
    for (const [, literal] of readFileSync(join(root, file), 'utf8').matchAll(/'(keygauge\.[\w.]+)'/g))
      assert.ok(!named.has(literal ?? ''), `${file} writes ${literal} out`);
  }
});
