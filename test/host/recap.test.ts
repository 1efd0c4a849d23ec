import assert from 'node:assert/strict';
import { demoLoads } from '../../src/simulator/demoLoads.ts';
import { Stage } from './stage.ts';

suite('recap', () => {
  test('of a busy stretch is there once it is over, and not before', async () => {
    const stage = await Stage.open('gpt-5', { load: demoLoads });
    const room = await stage.shell.room;
    assert.ok(room);
    // In driven time nobody touches the window, which then counts as left.
    const passTouched = async (minutes: number) => {
      for (let left = minutes; left > 0; left--) {
        void room.engine.ask({ type: 'in-use', inUse: true });
        await stage.pass(60);
      }
    };
    await passTouched(12);
    assert.ok(!room.recaps.last);
    stage.simulator.setLoad({ kind: 'idle' });
    await passTouched(20);
    const last = (await stage.shell.room)?.recaps.last;
    assert.equal(last?.label, 'work');
    assert.ok(last && last.to - last.from > 5 * 60_000 && (last.requests ?? 0) > 5, JSON.stringify(last));
    await stage.close();
  });
});
