import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExchangeSeen } from '../../src/core/model/observation.ts';
import { answerPieces } from '../../src/simulator/prose.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import type { RequestEnd } from '../../src/sources/gateway/exchangeTold.ts';
import { chosenTools, installTool } from '../support/realTools.ts';
import { until } from '../support/until.ts';
import { stage } from '../unit/sources/gateway/gatewayStage.ts';
import { askTool } from './askTool.ts';
import { anthropicKey, openaiKey, toolRuns } from './toolRuns.ts';

const programs = chosenTools().map((name) => [name, installTool(name)] as const);

/** Seconds that tools are told to wait, and for how much of them whatever they send is refused. */
const wait = 2;
const refusing = 1.5;
/** Milliseconds that a timer of theirs may be early. */
const early = 50;
const answers = [0, 1, 2, 3].map((serial) => answerPieces(serial, Infinity).pieces.join(''));

suite('tools that people use, unchanged, through the gateway', { concurrency: true }, () => {
  for (const [name, program] of programs) {
    test(`${name}: hears of a refusal and how long to wait, then has its answer; tool, session, model, use and levels are known`, async (context) => {
      if (program === null) return context.skip('npm does not deliver it here');
      const run = toolRuns[name];
      await using simulator = await startSimulator();
      simulator.setAnswer({ kind: 'rate', retryAfter: wait }, { path: run.path });
      await using one = await stage(() => {}, { provider: run.provider, upstream: simulator.origin });
      const asked = askTool(program, run, one.url(''), 'Why does the test fail?');
      await until(() => simulator.requests.some(({ status }) => status === 429), 30_000);
      await sleep(refusing * 1000);
      simulator.setAnswer(null);
      const { code, said } = await asked;
      assert.equal(code, 0, said);
      assert.ok(
        answers.some((answer) => said.includes(answer)),
        said,
      );
      await until(() => one.ends.length === one.observed.filter(({ kind }) => kind === 'exchange').length);
      const exchanges = one.observed.filter((told): told is ExchangeSeen => told.kind === 'exchange');
      assert.ok(waits(one.ends, exchanges).every(Boolean), JSON.stringify([one.ends, exchanges]));

      const { failure } = exchanges[0] ?? {};
      assert.deepEqual([failure?.cause, failure?.retryAfter], ['rate', wait]);
      const last = exchanges.at(-1);
      assert.deepEqual([last?.tool, last?.model, last?.failure], [run.name, run.model, null]);
      assert.equal((last?.readings ?? []).length > 0, run.hearsLimits);
      // A title for the conversation, which some ask for beside the answer, is short.
      const { use, request } = one.ends.findLast((end) => (end.use?.input ?? 0) > 1000) ?? {};
      assert.ok((use?.input ?? 0) > 1000 && (use?.output ?? 0) > 10, JSON.stringify(use));
      if (run.session) assert.equal(request?.session, run.session.exec(said)?.[1]);
      const told = JSON.stringify([one.observed, one.ends]);
      for (const key of [openaiKey, anthropicKey, one.secret]) assert.ok(!told.includes(key));
    });
  }
});

/**
 * Of each request that was refused, whether it came again only once its wait was over, or was given up. A tool waits from when it
 * hears of the refusal, which is after the gateway has, however busy the machine is.
 */
function waits(ends: readonly RequestEnd[], exchanges: readonly ExchangeSeen[]): boolean[] {
  return ends.flatMap(({ failure, request: { id, size } }) => {
    if (failure === null) return [];
    const heardAt = exchanges.find(({ requestId }) => requestId === id)?.receivedAt;
    assert.ok(heardAt !== undefined, id);
    const again = ends.find(({ request }) => request.size === size && request.arrivedAt > heardAt);
    return [again === undefined || again.request.arrivedAt - heardAt >= wait * 1000 - early];
  });
}
