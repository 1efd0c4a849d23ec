import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { connectableTool } from '../../../src/core/tools/connectableTools.ts';
import { isGatewayAddress } from '../../../src/core/tools/gatewayAddress.ts';
import type { ToolFile } from '../../../src/core/tools/toolFile.ts';
import { ToolFiles } from '../../../src/host/tools/toolFiles.ts';
import { newSecret } from '../../../src/sources/gateway/routes.ts';
import { MemoryMemento } from '../../support/memory.ts';

const at = connectableTool('codex')?.baseUrls[0]?.at;
const toml = (at?.kind === 'file' ? at.file : null) as ToolFile;
const json = connectableTool('claude-code')?.overruledBy as ToolFile;
const config = 'model = "gpt-5"\n\n[mcp_servers.x]\ncommand = "y"\n';
const theirs = 'https://llm.example.com/v1';
const ours = `http://127.0.0.1:4711/${newSecret()}`;
const later = `http://127.0.0.1:4712/${newSecret()}`;
const isOurs = (baseUrl: string) => isGatewayAddress(baseUrl, 4711);

describe("a tool's own file", () => {
  let home = '';
  let state: MemoryMemento;
  let files: ToolFiles;
  const path = (file: ToolFile) => files.pathOf(file);
  const write = (file: ToolFile, text: string) => {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), text);
  };
  const textOf = (file: ToolFile) => readFileSync(path(file), 'utf8');
  const folder = (file: ToolFile) => readdirSync(dirname(path(file)));

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'keygauge-tools-'));
    state = new MemoryMemento();
    files = new ToolFiles({ state, environment: {}, home });
  });
  afterEach(() => rmSync(home, { recursive: true }));

  test('is pointed here with a copy kept, and is as before once it is not', async () => {
    write(toml, config);
    assert.equal(await files.point('codex', toml, ours), true);
    assert.equal(await files.baseUrl(toml), ours);
    assert.deepEqual(folder(toml), ['config.toml', 'config.toml.before-keygauge']);
    assert.equal(readFileSync(`${path(toml)}.before-keygauge`, 'utf8'), config);
    assert.deepEqual(
      files.recorded().map(({ id }) => id),
      ['codex'],
    );
    assert.equal(await files.restore('codex', toml, isOurs), true);
    assert.equal(textOf(toml), config);
    assert.deepEqual(folder(toml), ['config.toml']);
    assert.deepEqual([files.recorded(), state.keys()], [[], []]);
  });

  test('names again what it named before, even if it was pointed here twice', async () => {
    write(json, `{ "env": { "ANTHROPIC_BASE_URL": "${theirs}" } }`);
    await files.point('claude-code', json, ours);
    await files.point('claude-code', json, later);
    assert.equal(files.record('claude-code')?.before, theirs);
    assert.deepEqual(folder(json), ['settings.json', 'settings.json.before-keygauge']);
    assert.equal(await files.restore('claude-code', json, isOurs), true);
    assert.equal(textOf(json), `{ "env": { "ANTHROPIC_BASE_URL": "${theirs}" } }`);
    assert.deepEqual(folder(json), ['settings.json']);
  });

  test('that was not there is made, and is gone again', async () => {
    await files.point('codex', toml, ours);
    assert.equal(await files.baseUrl(toml), ours);
    assert.equal(statSync(path(toml)).mode & 0o777, process.platform === 'win32' ? 0o666 : 0o600);
    await files.restore('codex', toml, isOurs);
    assert.deepEqual(folder(toml), []);
  });

  test('keeps what the user has changed since, and the copy of before', async () => {
    write(toml, config);
    await files.point('codex', toml, ours);
    write(toml, `${textOf(toml)}[new]\na = 1\n`);
    await files.restore('codex', toml, isOurs);
    assert.equal(textOf(toml), `${config}[new]\na = 1\n`);
    assert.deepEqual(folder(toml), ['config.toml', 'config.toml.before-keygauge']);
  });

  test('is left alone where the user has taken the address out', async () => {
    write(toml, config);
    await files.point('codex', toml, ours);
    write(toml, `openai_base_url = "${theirs}"\n`);
    assert.equal(await files.restore('codex', toml, isOurs), true);
    assert.equal(textOf(toml), `openai_base_url = "${theirs}"\n`);
    assert.deepEqual(files.recorded(), []);
  });

  test('that the user has pointed elsewhere, and then here once more, goes back to what the user has set last', async () => {
    write(toml, `openai_base_url = "https://before.example"\n`);
    await files.point('codex', toml, ours);
    for (const text of [`openai_base_url = "${theirs}"\n`, config]) {
      write(toml, text);
      await files.point('codex', toml, later);
      await files.point('codex', toml, ours);
      assert.equal(await files.baseUrl(toml), ours);
    }
    assert.equal(await files.restore('codex', toml, isOurs), true);
    assert.equal(textOf(toml), config);
    write(toml, `openai_base_url = "${theirs}"\n`);
    await files.point('codex', toml, later);
    assert.equal(files.record('codex')?.before, theirs);
    assert.equal(await files.restore('codex', toml, () => true), true);
    assert.equal(textOf(toml), `openai_base_url = "${theirs}"\n`);
  });

  test('of another encoding is left as it is', async () => {
    const bytes = Buffer.from(`# f\u00fcr mich\n${config}`, 'latin1');
    write(toml, '');
    writeFileSync(path(toml), bytes);
    assert.equal(await files.point('codex', toml, ours), false);
    assert.deepEqual(readFileSync(path(toml)), bytes);
    assert.deepEqual([folder(toml), files.recorded()], [['config.toml'], []]);
    assert.equal(await files.restore('codex', toml, isOurs), true);
  });

  test('is not touched where nobody can tell what it says, and the user is asked to', async () => {
    const unclear = `openai_base_url = "a"\nopenai_base_url = "b"\n`;
    write(toml, unclear);
    assert.equal(await files.point('codex', toml, ours), false);
    assert.deepEqual([textOf(toml), folder(toml), files.recorded()], [unclear, ['config.toml'], []]);
    write(toml, config);
    await files.point('codex', toml, ours);
    write(toml, `${textOf(toml)}[table]\nopenai_base_url = "x"\n`);
    assert.equal(await files.restore('codex', toml, isOurs), false);
    assert.match(textOf(toml), /^openai_base_url = "http:/);
  });

  test('that the user has pointed here by hand is for the user to put back', async () => {
    write(toml, `openai_base_url = "${theirs}"\n`);
    await files.copied('codex', await files.baseUrl(toml));
    const byHand = `openai_base_url = "${ours}"\n`;
    write(toml, byHand);
    assert.equal(await files.restore('codex', toml, isOurs), false);
    assert.deepEqual([textOf(toml), files.recorded()], [byHand, []]);
    // As where another editor has pointed it here.
    assert.equal(await files.restore('codex', toml, isOurs), false);
    assert.equal(await files.point('codex', toml, later), true);
    assert.equal(await files.restore('codex', toml, isOurs), true);
    assert.equal(await files.baseUrl(toml), null);
  });

  test('is written through a link, which stays one', async () => {
    mkdirSync(join(home, 'dotfiles'));
    writeFileSync(join(home, 'dotfiles/codex.toml'), config);
    mkdirSync(dirname(path(toml)));
    symlinkSync(join(home, 'dotfiles/codex.toml'), path(toml));
    await files.point('codex', toml, ours);
    assert.match(readFileSync(join(home, 'dotfiles/codex.toml'), 'utf8'), /^openai_base_url/);
  });

  test('that cannot be written is said to be so, and nothing of it is kept', {
    skip: process.platform !== 'linux',
  }, async () => {
    mkdirSync(dirname(path(toml)));
    // Not even root may write there.
    symlinkSync('/proc/sys/kernel/ostype', path(toml));
    for (const address of [ours, later]) await assert.rejects(files.point('codex', toml, address), /EACCES/);
    assert.deepEqual([folder(toml), files.recorded()], [['config.toml'], []]);
  });

  test('that was made through a link is gone again, and the link stays', async () => {
    for (const name of ['dotfiles', '.codex']) mkdirSync(join(home, name));
    symlinkSync(join(home, 'dotfiles/codex.toml'), path(toml));
    await files.point('codex', toml, ours);
    assert.equal(await files.restore('codex', toml, isOurs), true);
    assert.deepEqual([folder(toml), readdirSync(join(home, 'dotfiles'))], [['config.toml'], []]);
  });

  test('is where its variable says', async () => {
    const moved = new ToolFiles({ state, environment: { CODEX_HOME: join(home, 'elsewhere') }, home });
    await moved.point('codex', toml, ours);
    assert.equal(moved.pathOf(toml), join(home, 'elsewhere/config.toml'));
    assert.match(readFileSync(join(home, 'elsewhere/config.toml'), 'utf8'), /^openai_base_url/);
  });

  test('is nothing where it cannot be read, and no record is believed that is none', async () => {
    mkdirSync(path(toml), { recursive: true });
    assert.equal(await files.baseUrl(toml), null);
    await assert.rejects(files.point('codex', toml, ours));
    await state.update('keygauge.toolFiles', { codex: { before: 3 }, crush: null, 'claude-code': 'x' });
    assert.deepEqual(files.recorded(), []);
  });
});
