import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { suite, test } from 'node:test';
import { BodyRoom } from '../../../../src/sources/gateway/bodyRoom.ts';
import { BodyStart } from '../../../../src/sources/gateway/bodyStart.ts';
import { until } from '../../../support/until.ts';
import { DrivenClock } from '../../engine/drivenClock.ts';

const kilobyte = 1024;

/** What is held of a body that comes in pieces. */
async function startOf(room: BodyRoom, bytes: number, looks = true, tellsLength = true): Promise<BodyStart> {
  const request = Object.assign(new PassThrough({ highWaterMark: bytes + 1 }), {
    headers: tellsLength ? { 'content-length': `${bytes}` } : {},
  });
  for (let at = 0; at < bytes; at += 64 * kilobyte)
    request.write(Buffer.alloc(Math.min(64 * kilobyte, bytes - at), 'x'));
  request.end();
  const start = new BodyStart(room);
  await start.read(request as unknown as IncomingMessage, () => looks, new DrivenClock());
  return start;
}

const isWhole = ({ size }: BodyStart) => size !== null;
const heldOf = ({ chunks }: BodyStart) => chunks.reduce((sum, { length }) => sum + length, 0);

test('a body of which no more will come is waited for no longer', async () => {
  const request = Object.assign(new PassThrough(), { headers: { 'content-length': '9' } });
  request.write('1234');
  const start = new BodyStart(new BodyRoom());
  const reading = start.read(request as unknown as IncomingMessage, () => true, new DrivenClock());
  await until(() => heldOf(start) === 4);
  start.forget();
  await reading;
  assert.deepEqual([start.size, heldOf(start), request.listenerCount('data')], [null, 0, 0]);
});

suite('bodies that are held together', () => {
  test('have so much room; one for which there is none is held as far as any, and the next once that is free', async () => {
    for (const tellsLength of [true, false]) {
      const room = new BodyRoom(1_000 * kilobyte);
      const first = await startOf(room, 600 * kilobyte, true, tellsLength);
      assert.deepEqual([isWhole(first), heldOf(first)], [true, 600 * kilobyte]);
      const second = await startOf(room, 600 * kilobyte, true, tellsLength);
      assert.equal(isWhole(second), false);
      assert.ok(heldOf(second) <= (tellsLength ? 256 : 464) * kilobyte, `${heldOf(second)}`);
      second.forget();
      assert.ok(isWhole(await startOf(room, 200 * kilobyte, true, tellsLength)), 'a small one always is');
      first.forget();
      first.forget();
      assert.ok(isWhole(await startOf(room, 900 * kilobyte, true, tellsLength)));
      assert.ok(!isWhole(await startOf(room, 600 * kilobyte, true, tellsLength)), 'no room is given back twice');
    }
  });

  test('of what uses up no limit, such as an upload, nothing more is held than of any', async () => {
    const start = await startOf(new BodyRoom(), 600 * kilobyte, false);
    assert.deepEqual([isWhole(start), heldOf(start)], [false, 256 * kilobyte]);
  });
});
