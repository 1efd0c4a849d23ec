import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { afterEach, test } from 'node:test';
import { folderSettings, userSettings } from './fakeEditor.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { terminalSettings } = await import('../../../src/host/tools/terminalSettings.ts');

const environment = { ANTHROPIC_BASE_URL: 'https://of.environment', OPENAI_BASE_URL: 'https://of.environment' };
const setting = 'terminal.integrated.env.osx';

afterEach(() => {
  for (const values of [userSettings, folderSettings]) delete values[setting];
});

test("a terminal's variables are the user's, else the editor's; one that is taken away is none", () => {
  userSettings[setting] = { ANTHROPIC_BASE_URL: 'https://of.user', OPENAI_BASE_URL: null, OTHER: 3 };
  const set = terminalSettings(environment, 'darwin');
  assert.equal(set('ANTHROPIC_BASE_URL'), 'https://of.user');
  assert.equal(set('OPENAI_BASE_URL'), undefined);
  assert.deepEqual([set('OTHER'), set('PATH')], [undefined, undefined]);
  assert.equal(terminalSettings(environment, 'win32')('ANTHROPIC_BASE_URL'), 'https://of.environment');
});

/* docs/threats.md, T1 and T22. */
test('no folder says where a tool goes', () => {
  folderSettings[setting] = { ANTHROPIC_BASE_URL: 'https://evil.example' };
  assert.equal(terminalSettings(environment, 'darwin')('ANTHROPIC_BASE_URL'), 'https://of.environment');
  assert.equal(terminalSettings({}, 'darwin')('ANTHROPIC_BASE_URL'), undefined);
  userSettings[setting] = 'no object';
  assert.equal(terminalSettings({}, 'darwin')('ANTHROPIC_BASE_URL'), undefined);
});
