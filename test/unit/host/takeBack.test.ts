import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { type ToolFile, toolFiles } from '../../../src/core/tools/toolFile.ts';
import { takeBack } from '../../../src/host/tools/takeBack.ts';
import { ToolFiles } from '../../../src/host/tools/toolFiles.ts';
import { newSecret } from '../../../src/sources/gateway/routes.ts';
import { MemoryMemento } from '../../support/memory.ts';

const config = 'model = "gpt-5"\n\n[mcp_servers.x]\ncommand = "y"\n';
const settings = '{ "env": { "ANTHROPIC_BASE_URL": "https://llm.example.com" } }';
const ours = `http://127.0.0.1:4711/${newSecret()}`;

describe('once the extension is uninstalled', () => {
  let home = '';
  let answering = '';
  const inHome = (...path: string[]) => join(home, ...path);
  const connect = (tool: string, file: ToolFile) =>
    new ToolFiles({ state: new MemoryMemento(), environment: {}, home }).point(tool, file, ours);
  const end = () =>
    takeBack({ home, environment: {}, isAnswering: async (address) => address.startsWith(answering || 'nowhere') });

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'keygauge-uninstall-'));
    answering = '';
    for (const folder of ['.codex', '.claude']) mkdirSync(inHome(folder));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  test('files of tools are as they were, and no copy is left', async () => {
    writeFileSync(inHome('.codex/config.toml'), config);
    writeFileSync(inHome('.claude/settings.json'), settings);
    await connect('codex', toolFiles.codex);
    await connect('claude-code', toolFiles.claudeCode);
    answering = ours;
    await end();
    assert.ok(readFileSync(inHome('.codex/config.toml'), 'utf8').includes(ours), 'another editor has it still');
    answering = '';
    await end();
    assert.equal(readFileSync(inHome('.codex/config.toml'), 'utf8'), config);
    assert.equal(readFileSync(inHome('.claude/settings.json'), 'utf8'), settings);
    assert.deepEqual(
      [...readdirSync(inHome('.codex')), ...readdirSync(inHome('.claude'))],
      ['config.toml', 'settings.json'],
    );
  });

  test('a file that was made for the address is gone', async () => {
    await connect('codex', toolFiles.codex);
    await end();
    assert.deepEqual(readdirSync(inHome('.codex')), []);
  });

  test('what the user has put there, or what is no address of the gateway, stays', async () => {
    const byHand = `openai_base_url = "${ours}"\n${config}`;
    for (const text of [byHand, 'openai_base_url = "https://llm.example.com/v1"\n', 'openai_base_url = [', '']) {
      writeFileSync(inHome('.codex/config.toml'), text);
      await end();
      assert.equal(readFileSync(inHome('.codex/config.toml'), 'utf8'), text);
    }
  });

  test('no file that is not there is made', async () => {
    await end();
    assert.deepEqual([...readdirSync(inHome('.codex')), ...readdirSync(inHome('.claude'))], []);
  });
});
