import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { baseUrlIn, withBaseUrl, withoutBaseUrl } from '../../../../src/core/tools/toolFileText.ts';
import { fc } from '../fastCheck.ts';

const toml = { format: 'toml', name: 'openai_base_url' } as const;
const json = { format: 'json', name: 'ANTHROPIC_BASE_URL' } as const;
const ours = 'http://127.0.0.1:4711/0123456789abcdefghijkl';
const theirs = 'https://llm.example.com/v1';
const config = 'model = "gpt-5"\n\n[mcp_servers.x]\ncommand = "y"\n';

describe("a tool's file in TOML", () => {
  test('gets a line above all tables, and loses it again', () => {
    const changed = withBaseUrl(config, toml, ours);
    assert.equal(changed, `openai_base_url = "${ours}" # set by Keygauge\n${config}`);
    assert.equal(baseUrlIn(changed ?? '', toml), ours);
    assert.equal(withoutBaseUrl(changed ?? '', toml, null), config);
    assert.equal(withBaseUrl('', toml, ours), `openai_base_url = "${ours}" # set by Keygauge\n`);
    assert.equal(withoutBaseUrl(config, toml, null), config);
  });

  test('keeps a line that is there, but for its value', () => {
    for (const line of [`openai_base_url="${theirs}"`, `  "openai_base_url" = '${theirs}'  # mine`]) {
      const before = `# of 2026\r\n${line}\r\n${config}`;
      assert.equal(baseUrlIn(before, toml), theirs);
      const changed = withBaseUrl(before, toml, ours) ?? '';
      assert.equal(baseUrlIn(changed, toml), ours);
      assert.equal(withoutBaseUrl(changed, toml, theirs), before);
      assert.equal(changed, before.replace(theirs, ours));
    }
  });

  test('is left alone where nobody can tell what it says', () => {
    for (const text of [
      `openai_base_url = "a"\nopenai_base_url = "b"\n`,
      `[profiles.work]\nopenai_base_url = "${theirs}"\n`,
      'openai_base_url = """\nhttps://a.example\n"""\n',
      'openai_base_url = 3\n',
      'openai_base_url = "https:\\u002f\\u002fa.example"\n',
    ]) {
      assert.equal(baseUrlIn(text, toml), null, text);
      assert.equal(withBaseUrl(text, toml, ours), null, text);
      assert.equal(withoutBaseUrl(text, toml, null), null, text);
    }
    assert.equal(baseUrlIn(`# openai_base_url = "${theirs}"\nmy_openai_base_url = "x"\n`, toml), null);
  });

  test('comes back byte for byte, whatever is in it', () => {
    const line = fc.constantFrom('', 'model = "x"', '# note', '\tapproval = "never"', 'list = [1, 2]');
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\ufeff'), (lines, end, bom) => {
        const text = bom + [...lines, '[table]', 'a = 1'].join(end);
        const changed = withBaseUrl(text, toml, ours);
        assert.ok(changed !== null);
        assert.equal(baseUrlIn(changed, toml), ours);
        assert.equal(withoutBaseUrl(changed, toml, null), text);
      }),
    );
  });
});

describe("a tool's file in JSON", () => {
  const settings = `{\n  // as I like it\n  "env": { "ANTHROPIC_BASE_URL" : "${theirs}", "X": "1" },\n}`;

  test('keeps everything but the value, comments too', () => {
    assert.equal(baseUrlIn(settings, json), theirs);
    const changed = withBaseUrl(settings, json, ours);
    assert.equal(changed, settings.replace(theirs, ours));
    assert.equal(withoutBaseUrl(changed ?? '', json, theirs), settings);
  });

  test('gets no field that is not there', () => {
    assert.equal(withBaseUrl('{}', json, ours), null);
    assert.equal(baseUrlIn('{}', json), null);
    assert.equal(withBaseUrl('{"ANTHROPIC_BASE_URL": null}', json, ours), null);
  });
});
