import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { until } from '../../support/until.ts';
import { addressOf, at, pick, read, setting, stageEach, write } from './connectStage.ts';
import { userSettings, window } from './fakeEditor.ts';
import { asked, willAnswer } from './fakeQuestions.ts';

const { connect } = await import('../../../src/host/tools/connectTool.ts');
const { offerRepair, staleTools } = await import('../../../src/host/tools/staleAddresses.ts');
const { WindowTools } = await import('../../../src/host/tools/windowTools.ts');

describe('an address of before', () => {
  stageEach();

  const stale = async () => (await staleTools(at.desk)).map(({ id }) => id);
  const pointCodex = async () => {
    userSettings[setting] = true;
    write('.codex/config.toml', 'model = "gpt-5"\n');
    willAnswer('Codex', 'Write it into ~/.codex/config.toml');
    await pick();
  };

  test('is found once it answers no more, and repaired with one click', async () => {
    await pointCodex();
    assert.deepEqual(await stale(), []);
    await at.known.disconnect('codex');
    assert.deepEqual(await stale(), ['codex']);
    willAnswer('Connect again');
    await offerRepair(at.desk, (tool) => connect(at.desk, tool));
    assert.ok(read('.codex/config.toml').includes(addressOf('codex') ?? 'none'));
    assert.deepEqual(await stale(), []);
  });

  test('is found after the gateway has taken another port', async () => {
    await pointCodex();
    const before = addressOf('codex') ?? '';
    await at.known.chooseAnotherPort();
    assert.notEqual(addressOf('codex'), before);
    assert.deepEqual(await stale(), ['codex']);
    willAnswer('Connect again');
    await offerRepair(at.desk, (tool) => connect(at.desk, tool));
    assert.equal(
      read('.codex/config.toml'),
      `openai_base_url = "${addressOf('codex')}" # set by Keygauge\nmodel = "gpt-5"\n`,
    );
  });

  test('that the user has put in by hand is said once it answers no more, unless the user has ended it', async () => {
    userSettings[setting] = true;
    const connectCrush = async () => {
      willAnswer('Crush', 'OpenAI');
      await pick();
    };
    await connectCrush();
    assert.deepEqual(await stale(), []);
    await at.known.chooseAnotherPort();
    assert.deepEqual(await stale(), ['crush']);
    willAnswer('Connect again', 'OpenAI');
    await offerRepair(at.desk, (tool) => connect(at.desk, tool));
    assert.ok(
      asked.some((text) => text.startsWith('Crush was given an address of the gateway')),
      asked.join('\n'),
    );
    assert.equal(at.desk.given.of('crush'), `${addressOf('crush')}/v1`);
    assert.deepEqual(await stale(), []);
    userSettings[setting] = false;
    assert.deepEqual(await stale(), ['crush']);
    userSettings[setting] = true;
    willAnswer('Crush', 'Disconnect');
    await pick();
    assert.deepEqual([await stale(), at.desk.given.tools], [[], []]);
    await connectCrush();
    await at.known.chooseAnotherPort();
    willAnswer(null);
    await offerRepair(at.desk, (tool) => connect(at.desk, tool));
    assert.deepEqual(await stale(), [], 'said once');
  });

  test('is offered for repair as soon as the gateway is turned off, in the window that the user looks at', async () => {
    await pointCodex();
    const faults: unknown[] = [];
    const connections = async () => at.known;
    const fault = (thrown: unknown) => faults.push(thrown);
    const tools = new WindowTools({
      environment: { CODEX_HOME: join(at.home, '.codex') },
      globalState: at.state,
      connections,
      fault,
    });
    const question = 'Codex goes to an address of the gateway where nobody answers';
    const isAsked = () => asked.some((text) => text.startsWith(question));
    const turn = async (isAllowed: boolean) => {
      willAnswer('Disconnect');
      userSettings[setting] = isAllowed;
      tools.turn();
      // Longer than a look takes.
      await new Promise((done) => setTimeout(done, 50));
    };
    await turn(false);
    await turn(true);
    assert.ok(!isAsked(), 'it was off before');
    Object.assign(window.state, { focused: false });
    await turn(false);
    assert.ok(!isAsked(), 'somebody looks at another window');
    Object.assign(window.state, { focused: true });
    await turn(true);
    await turn(false);
    await until(isAsked);
    await until(() => read('.codex/config.toml') === 'model = "gpt-5"\n');
    await until(() => at.known.all.length === 0);
    assert.deepEqual(faults, []);
  });

  test('is taken out with one click, also where the gateway was turned off', async () => {
    await pointCodex();
    userSettings[setting] = false;
    assert.deepEqual(await stale(), ['codex']);
    willAnswer('Disconnect');
    await offerRepair(at.desk, () => assert.fail());
    assert.equal(read('.codex/config.toml'), 'model = "gpt-5"\n');
    assert.deepEqual([await stale(), at.known.all], [[], []]);
  });
});
