import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AskedFiles } from '../../src/host/adminKeys/askedFiles.ts';
import type { EngineRoom } from '../../src/host/engineRoom.ts';
import { Stage } from './stage.ts';

suite('organization', () => {
  test('windows know from a file when an admin key was used last, and one that is damaged says nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keygauge-asked-'));
    const [one, other] = [new AskedFiles(folder), new AskedFiles(folder)];
    assert.equal(await one.last('acme'), null);
    await one.note('acme', 1_700_000_000_123.4);
    assert.equal(await other.last('acme'), 1_700_000_000_123);
    assert.equal(await other.last('another'), null);
    writeFileSync(join(folder, 'acme.txt'), 'soon');
    assert.equal(await other.last('acme'), null);
    assert.ok(await one.last('acme'), 'a window knows of itself whatever the disk says');
    rmSync(folder, { recursive: true });
  });

  test('an admin key shows what the servers of an editor did with the own key, within the lag of the report', async () => {
    const lag = 4 * 60;
    const stage = await Stage.open('gpt-5', {
      lag: lag * 1000,
      load: [
        { kind: 'servers', model: 'gpt-5' },
        { kind: 'steady', model: 'gpt-5-mini', requestsPerMinute: 6, inputTokens: 500, key: 'colleague' },
      ],
    });
    const { adminKeys } = (await stage.shell.room) as EngineRoom;
    await adminKeys.put({
      record: { id: 'acme', label: 'Acme', provider: 'openai' },
      access: { apiKey: 'sk-admin-simulator', baseUrl: stage.simulator.openaiBaseUrl },
    });
    const organization = () => stage.engine.current.organizations[0];
    const hour = () => organization()?.usage.find(({ span }) => span === 'hour');
    const isTold = () =>
      hour() !== undefined && (organization()?.limits.length ?? 0) > 5 && organization()?.readings.length !== 0;
    // At most one question a minute; each is on its way in real time.
    for (let minute = 0; minute < 30 || !isTold(); minute++) {
      assert.ok(minute < 90, 'not all was told in an hour and a half');
      await stage.pass(60);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    assert.equal(organization()?.label, 'Acme');
    assert.deepEqual(organization()?.missing, []);
    assert.ok(
      organization()?.readings.some(({ reading }) => reading.kind === 'spend' && reading.limit?.amount === 500),
    );
    const own = hour()?.uses.find(({ key }) => key?.name === 'Own key' && key.ending === 'ator');
    const colleague = hour()?.uses.find(({ key }) => key?.name === 'Colleague');
    assert.ok(own && colleague, JSON.stringify(hour()));
    // Our own checks are of a few tokens: nearly all of it came from elsewhere.
    assert.ok(own.model === 'gpt-5' && own.tokens.input > 100_000, JSON.stringify(own));
    const behind = (stage.engine.current.at - (hour()?.to ?? 0)) / 1000;
    assert.ok(behind >= lag && behind < lag + 10 * 60, `${behind} s behind`);
    await adminKeys.remove('acme');
    assert.deepEqual(stage.engine.current.organizations, []);
    await stage.close();
  });
});
