import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { LateLog, type Logger } from '../../../src/host/lateLog.ts';

function start(load: () => Promise<void>) {
  const lines: string[] = [];
  let loads = 0;
  const say = (line: string) => void lines.push(line);
  const logger: Logger = { info: say, warn: say, warnOnce: say, error: say, show: () => {} };
  const log = new LateLog({ error: say, show: () => say('shown') }, async () => {
    loads++;
    await load();
    return logger;
  });
  return { log, lines, loads: () => loads };
}

test('what is said before the log is loaded is said afterwards, in order, and loads it once', async () => {
  const loaded = Promise.withResolvers<void>();
  const { log, lines, loads } = start(() => loaded.promise);
  assert.equal(loads(), 0);
  for (const how of ['info', 'warn', 'warnOnce', 'error'] as const) log[how](how);
  log.show();
  await setImmediate();
  assert.deepEqual(lines, ['shown']);
  loaded.resolve();
  await setImmediate();
  log.info('later');
  await setImmediate();
  assert.deepEqual(lines, ['shown', 'info', 'warn', 'warnOnce', 'error', 'later']);
  assert.equal(loads(), 1);
});

test('a message is left out, and that is said, where what removes keys from it is missing', async () => {
  const { log, lines } = start(() => Promise.reject(new Error('gone')));
  log.error('with sk-proj-0123456789');
  await setImmediate();
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /left out/);
  assert.doesNotMatch(lines[0] ?? '', /sk-proj/);
});

test('what is said once the channel has closed goes nowhere, and breaks nothing', async () => {
  const closed = () => {
    throw new Error('Channel has been closed');
  };
  const logger: Logger = { info: closed, warn: closed, warnOnce: closed, error: closed, show: () => {} };
  for (const load of [async () => logger, () => Promise.reject(new Error('gone'))]) {
    let isAsked = false;
    const log = new LateLog({ error: closed, show: () => {} }, () => {
      isAsked = true;
      return load();
    });
    log.warn('too late');
    await setImmediate();
    assert.ok(isAsked, 'an unhandled rejection would fail this run');
  }
});
