import assert from 'node:assert/strict';
import { DAY, MINUTE } from '../../src/core/model/limit.ts';
import { demoLoads } from '../../src/simulator/demoLoads.ts';
import { Stage } from './stage.ts';

suite('gauge', () => {
  for (const model of ['gpt-5', 'claude-sonnet-5']) {
    test(`follows a coding agent down to a refusal and back (${model})`, async () => {
      const limits = { 'claude-sonnet-5': { requests: 4000 } };
      const stage = await Stage.open(model, { load: demoLoads, limits });
      const unit = model === 'gpt-5' ? 'tokens' : 'input-tokens';
      const shown: number[] = [];
      let probes = 0;
      const look = () => {
        const { age, level } = stage.limit(unit);
        if (age !== 0 || !level) return;
        probes++;
        const truth = stage.simulator.trueLevel(model, unit, MINUTE);
        assert.ok(
          level.low - 1e-6 <= truth && truth <= level.high + 1e-6,
          `${truth} is not in ${level.low}–${level.high}`,
        );
      };
      for (let second = 0; second < 300; second++) {
        await stage.pass(1, look);
        const { level, capacity } = stage.limit(unit);
        if (level && capacity) shown.push(level.estimate / capacity);
      }
      assert.ok(probes >= 10, `only ${probes} probes`);
      assert.ok(stage.simulator.loadStatistics().refused > 0, 'the agent met no refusal');
      const low = shown.findIndex((left) => left < 0.2);
      assert.ok(low >= 0, `the gauge never showed less than ${Math.min(...shown)}`);
      assert.ok(Math.max(...shown.slice(low)) > 0.9, 'the gauge did not come back');
      await stage.close();
    });
  }

  test('announces low, critical, empty and ready again once each, says them in the status bar and notifies once', async function () {
    // It lives through a day.
    this.timeout(60_000);
    const limits = { 'gpt-5': { tokens: 0, 'tokens-per-day': 2_000_000 } };
    const stage = await Stage.open('gpt-5', { limits });
    const capacity = stage.limit('tokens').capacity ?? 0;
    const look = async () => {
      await stage.pass(0.0001);
      await stage.shell.board.ask({ type: 'check-now', keyId: null });
      return stage.text;
    };
    const checks = () => stage.engine.current.keys[0]?.today.requests;
    /** Nobody is answered twice in a second. */
    const rest = async () => {
      let before: number | undefined;
      do {
        before = checks();
        await stage.pass(1);
      } while (checks() !== before);
    };
    const leave = async (left: number) => {
      await rest();
      await stage.useElsewhere(Math.floor(stage.simulator.trueLevel('gpt-5', 'tokens', DAY)) - left);
    };
    await rest();
    assert.match(await look(), /95%/, 'a first look cannot promise all of it');

    await leave(0.16 * capacity);
    assert.match(await look(), /\$\(warning\) 15% tokens\/day/);
    await leave(0.045 * capacity);
    assert.match(await look(), /\$\(warning\) 4% tokens\/day/);
    await leave(0);
    assert.match(await look(), /\$\(error\) tokens\/day · \d+/);
    assert.deepEqual(stage.crossings, ['low', 'critical', 'empty']);
    assert.deepEqual(
      stage.warnings.map(({ text }) => text),
      ['gpt-5: only 300K of 2M tokens per day are left.'],
    );

    await stage.pass(DAY);
    await rest();
    await stage.shell.board.ask({ type: 'check-now', keyId: null });
    await stage.pass(60);
    assert.match(stage.text, /^\$\(keygauge-8\) 100%$/);
    await stage.pass(200);
    assert.deepEqual(stage.crossings, ['low', 'critical', 'empty', 'ready', 'over']);

    await leave(0.1 * capacity);
    await look();
    // Ninety percent within minutes is more than a low level.
    assert.deepEqual(stage.crossings.slice(5), ['soon']);
    assert.equal(stage.warnings.length, 2);
    await stage.close();
  });

  test('warns that a limit will soon be empty while much is left of it, and on what that rests', async () => {
    const stage = await Stage.open('gpt-5');
    await stage.pass(30);
    for (let request = 0; request < 6 && !stage.crossings.includes('soon'); request++) {
      await stage.useElsewhere(150_000);
      await stage.pass(8);
    }
    const { level, capacity } = stage.limit('tokens');
    assert.ok(level && capacity && level.high > 0.3 * capacity, JSON.stringify(level));
    assert.match(stage.text, /\$\(warning\) \d+% · (?:next at risk|fits in \d+ s)/);
    assert.equal(stage.warnings.length, 1);
    assert.match(
      stage.warnings[0]?.text ?? '',
      /^gpt-5: (?:the next request will probably be refused\. .* yours take about \d+K|only .* are left, at this pace empty in \d+ s)/,
    );
    await stage.close();
  });

  test('checking writes nothing that a key added in another window could be lost with', async () => {
    const stage = await Stage.open('gpt-5');
    const writes: string[] = [];
    stage.globalState.update = async (name) => void writes.push(name);
    await stage.pass(120);
    await stage.shell.board.ask({ type: 'check-now', keyId: null });
    assert.deepEqual(writes, []);
    await stage.close();
  });

  test('a level that nobody reads again is unknown after its window, not full and not empty', async () => {
    const stage = await Stage.open('gpt-5');
    assert.match(stage.text, /%/);
    void stage.engine.ask({ type: 'in-use', inUse: false });
    await stage.pass(70);
    assert.match(stage.text, /^\$\(keygauge-stale\) (?:100|99)% at /);
    await stage.close();
  });
});
