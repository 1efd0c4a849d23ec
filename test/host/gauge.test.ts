import assert from 'node:assert/strict';
import type { Crossing } from '../../src/core/alarms.ts';
import { MINUTE } from '../../src/core/limits.ts';
import type { LimitSnapshot } from '../../src/core/snapshot.ts';
import { Keygauge } from '../../src/host/keygauge.ts';
import { demoLoads } from '../../src/simulator/demoLoads.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/simulator.ts';
import { MemoryMemento, MemorySecrets } from '../support/memory.ts';
import { DrivenClock } from '../unit/engine/drivenClock.ts';

/** Keygauge with a real status bar item, watching a simulator; both live in one driven time. */
class Stage {
  readonly clock = new DrivenClock();
  readonly simulator: Simulator;
  readonly keygauge: Keygauge;
  readonly crossings: Crossing[] = [];

  private constructor(simulator: Simulator, clock: DrivenClock) {
    this.simulator = simulator;
    this.clock = clock;
    this.keygauge = new Keygauge({
      globalState: new MemoryMemento(),
      secrets: new MemorySecrets(),
      clock,
      random: () => 0.5,
      environment: {},
    });
    this.keygauge.engine.setWindowInUse(true);
    this.keygauge.engine.onDidAnnounce(({ crossing }) => this.crossings.push(crossing));
  }

  static async open(model: string, options: SimulatorOptions = {}): Promise<Stage> {
    const clock = new DrivenClock();
    const wallAtZero = Date.UTC(2026, 0, 1);
    const simulatorClock = { now: () => clock.now(), wallNow: () => wallAtZero + clock.now(), sleep: async () => {} };
    const stage = new Stage(await startSimulator({ ...options, clock: simulatorClock }), clock);
    const anthropic = model.startsWith('claude');
    await stage.keygauge.keyRing.put(
      {
        id: 'key',
        label: 'work',
        provider: anthropic ? 'anthropic' : 'openai',
        storage: 'session',
        baseUrl: anthropic ? stage.simulator.anthropicBaseUrl : stage.simulator.openaiBaseUrl,
        fingerprint: '…',
        models: [model],
      },
      anthropic ? 'sk-ant-simulator' : 'sk-simulator',
    );
    await stage.pass(0.1);
    return stage;
  }

  get text(): string {
    return this.keygauge.gauge.text;
  }

  limit(unit: string): LimitSnapshot {
    const limits = this.keygauge.engine.snapshot().keys.flatMap((key) => key.models.flatMap((model) => model.limits));
    const found = limits.find((limit) => limit.unit === unit);
    assert.ok(found, `no limit for ${unit}`);
    return found;
  }

  /** Lets time pass and every request that became due be answered. */
  async pass(seconds: number): Promise<void> {
    await this.clock.pass(seconds);
    while (this.keygauge.engine.snapshot().keys.some((key) => key.nextCheck.reason === 'in-flight')) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  /** Another tool uses the same key. */
  async useElsewhere(tokens: number): Promise<void> {
    await fetch(`${this.simulator.openaiBaseUrl}/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-simulator', 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'gpt-5',
        max_completion_tokens: tokens,
        messages: [{ role: 'user', content: '.' }],
      }),
    });
  }

  async close(): Promise<void> {
    this.keygauge.dispose();
    await this.simulator.close();
  }
}

suite('gauge', () => {
  for (const model of ['gpt-5', 'claude-sonnet-5']) {
    test(`follows a coding agent down to a refusal and back (${model})`, async () => {
      const limits = { 'claude-sonnet-5': { requests: 4000 } };
      const stage = await Stage.open(model, { load: demoLoads, limits });
      const unit = model === 'gpt-5' ? 'tokens' : 'input-tokens';
      const shown: number[] = [];
      let probes = 0;
      for (let second = 0; second < 300; second++) {
        await stage.pass(1);
        const { age, level, capacity } = stage.limit(unit);
        if (age === 0 && level && capacity) {
          probes++;
          const truth = stage.simulator.trueLevel(model, unit, MINUTE);
          assert.ok(
            level.low - 1e-6 <= truth && truth <= level.high + 1e-6,
            `${truth} is not in ${level.low}–${level.high}`,
          );
        }
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

  test('announces low, critical, empty and ready again once each, and says them in the status bar', async () => {
    const stage = await Stage.open('gpt-5');
    const capacity = stage.limit('tokens').capacity ?? 0;
    const look = async () => {
      await stage.pass(0.0001);
      await stage.keygauge.engine.checkNow();
      return stage.text;
    };
    const leave = (left: number) => stage.useElsewhere(Math.floor(stage.simulator.trueLevel('gpt-5', 'tokens')) - left);
    assert.match(await look(), /100%/);

    await leave(0.15 * capacity);
    assert.match(await look(), /\$\(warning\) 15% tokens\/min/);
    await leave(0.04 * capacity);
    assert.match(await look(), /\$\(error\) 4% tokens\/min/);
    await leave(0);
    assert.match(await look(), /\$\(error\) wait 1 s/);
    assert.deepEqual(stage.crossings, ['low', 'critical', 'empty']);

    await stage.pass(70);
    await stage.keygauge.engine.checkNow();
    assert.match(stage.text, /^▰▰▰▰▰ 100%$/);
    assert.deepEqual(stage.crossings, ['low', 'critical', 'empty', 'ready']);

    await leave(0.1 * capacity);
    await look();
    assert.deepEqual(stage.crossings, ['low', 'critical', 'empty', 'ready', 'low']);
    await stage.close();
  });

  test('a level that nobody reads again is unknown after its window, not full and not empty', async () => {
    const stage = await Stage.open('gpt-5');
    assert.match(stage.text, /%/);
    stage.keygauge.engine.setWindowInUse(false);
    await stage.pass(61);
    assert.equal(stage.text, '$(question) was 100%');
    await stage.close();
  });
});
