import assert from 'node:assert/strict';
import { get } from 'node:http';
import * as vscode from 'vscode';
import { until } from '../support/until.ts';
import { Stage } from './stage.ts';

function allow(isAllowed: boolean | undefined) {
  const settings = vscode.workspace.getConfiguration();
  return settings.update('keygauge.gateway.enabled', isAllowed, vscode.ConfigurationTarget.Global);
}

/** As a status line reads it. */
function read(address: string): Promise<{ status: number; type: string; body: string }> {
  return new Promise((resolve, reject) => {
    get(address, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (chunk) => {
        body += chunk;
      });
      const { statusCode = 0, headers } = answer;
      answer.on('end', () => resolve({ status: statusCode, type: headers['content-type'] ?? '', body }));
    }).on('error', reject);
  });
}

suite('The status for other programs', () => {
  test('is what the gauge shows, behind an address of its own, and only while the gateway is on', async () => {
    const stage = await Stage.open('gpt-5');
    const room = await stage.shell.room;
    assert.ok(room);
    try {
      const live = () => stage.engine.current.sources.find(({ id }) => id === 'gateway')?.state.kind === 'live';
      await allow(true);
      await until(live, 10_000);
      const address = (await room.connections()).statusAddress ?? '';
      const { status, type, body } = await read(`${address}/status.json`);
      assert.deepEqual([status, type], [200, 'application/json']);
      const document = JSON.parse(body);
      assert.deepEqual([document.version, document.alert], [1, 'none']);
      assert.equal(document.text, stage.text.replace(/\$\([^)]*\)|\s/g, ''));
      assert.deepEqual(
        document.keys.map(({ label, status: state }: { label: string; status: string }) => [label, state]),
        [['work', 'ok']],
      );
      assert.ok(document.limits.length >= 2);
      const metrics = await read(`${address}/metrics`);
      assert.match(metrics.type, /^application\/openmetrics-text/);
      assert.match(metrics.body, /^keygauge_limit_left_ratio\{.*model="gpt-5",unit="tokens".*\} [\d.]+$/m);
      for (const text of [body, metrics.body]) assert.doesNotMatch(text, /sk-simulator/);
      assert.equal((await read(address.replace(/[^/]+$/, 'guessed/status.json'))).status, 401);
      await allow(undefined);
      await until(() => !live(), 10_000);
      await assert.rejects(read(`${address}/status.json`), { code: 'ECONNREFUSED' });
    } finally {
      await allow(undefined);
      await stage.close();
    }
  });
});
