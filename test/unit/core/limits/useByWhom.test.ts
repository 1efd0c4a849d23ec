import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Failure } from '../../../../src/core/model/failure.ts';
import type { Reading } from '../../../../src/core/model/limit.ts';
import { reading, refused } from './ledgerScene.ts';
import { Scene } from './useScene.ts';

const requestsLeft = (left: number): Reading => ({ ...reading(1000, left, 60), unit: 'requests' });

describe('Who used a limit', () => {
  it('counts tokens by what the level fell by, and checks by what they were charged', () => {
    const scene = new Scene();
    scene.check(0, [scene.read(100_000)]);
    scene.ask('Cline', 1, 30_000, { readings: [scene.read(70_000)] })();
    scene.ask('Continue', 2, 10_000, { readings: [scene.read(61_667)] })();
    scene.check(3, [scene.read(53_334)], 10_000);
    assert.deepEqual(scene.shares(4), { Cline: 60, Continue: 20, keygauge: 20 });
  });

  it('calls elsewhere what nobody here explains', () => {
    const scene = new Scene();
    scene.check(0, [scene.read(100_000)]);
    scene.ask('Cline', 1, 30_000, { readings: [scene.read(70_000)] })();
    scene.check(7, [scene.read(50_000)]);
    assert.deepEqual(scene.shares(8), { Cline: 50, elsewhere: 50 });
  });

  it('lets a request have taken the longest answer that it allowed, as far as the level fell by that', () => {
    const scene = new Scene();
    scene.check(0, [scene.read(100_000)]);
    const ask = (sent: number, left: number) => {
      const charged = { requests: 1, 'input-tokens': 4_000, 'output-tokens': 300, tokens: 4_300 };
      scene.ask('Qwen Code', sent, 4_000, { charged, answerAtMost: 64_000, readings: [scene.read(left)] })();
    };
    ask(1, 36_000);
    assert.deepEqual(scene.shares(2), { 'Qwen Code': 100 });
    // Whoever takes more was somebody else, and a provider that does not charge it is believed.
    ask(61, 12_000);
    ask(121, 95_700);
    assert.deepEqual(scene.shares(122), { 'Qwen Code': 87, elsewhere: 13 });
  });

  it('counts requests of a limit on requests', () => {
    const scene = new Scene();
    scene.check(0, [requestsLeft(1000)]);
    const answers = [1, 2, 3].map((second) => scene.ask('Cline', second, 10, { readings: [] }));
    for (const answer of answers) answer();
    scene.ask('Continue', 4, 10, { readings: [] })();
    assert.deepEqual(scene.shares(5), { Cline: 60, Continue: 20, keygauge: 20 });
  });

  it('takes requests that are under way at once for nobody else’s', () => {
    const scene = new Scene();
    scene.check(0, [scene.read(100_000)]);
    const slow = scene.ask('Cline', 1, 20_000, { receivedAt: 9_000, readings: [scene.read(80_000)] });
    const quick = scene.ask('Continue', 2, 20_000, { readings: [scene.read(60_000)] });
    quick();
    slow();
    assert.deepEqual(scene.shares(10), { Cline: 50, Continue: 50 });
  });

  it('takes back what it called elsewhere once the request ends that it was of', () => {
    const scene = new Scene();
    scene.check(0, [requestsLeft(1000)]);
    const slow = Array.from({ length: 20 }, (_, at) => scene.ask('Cline', 1 + at / 100, null, { receivedAt: 9_000 }));
    scene.ask('Continue', 2, null, { readings: [requestsLeft(979)] })();
    assert.ok((scene.shares(3)?.elsewhere ?? 0) > 80);
    for (const answer of slow) answer();
    assert.deepEqual(scene.shares(10), { Cline: 91, Continue: 5, keygauge: 5 });
  });

  it('lets a refusal take no tokens, and at most one request', () => {
    const scene = new Scene();
    scene.check(0, [scene.read(10_000), requestsLeft(900)]);
    const failure: Failure = refused({
      unit: 'tokens',
      window: 60,
      capacity: 100_000,
      left: 10_000,
      requested: 30_000,
    });
    scene.ask('Cline', 1, 30_000, { failure, readings: [scene.read(11_600), requestsLeft(915)] })();
    assert.equal(scene.shares(2), null);
  });

  it('takes neither a rise nor another capacity for use', () => {
    const scene = new Scene();
    scene.check(0, [scene.read(50_000)]);
    scene.check(1, [scene.read(40_000, 'tokens', 60_000)]);
    scene.check(2, [scene.read(60_000, 'tokens', 60_000)]);
    scene.check(3, [scene.read(30_000, 'tokens', 30_000)]);
    assert.equal(scene.shares(4), null);
  });

  it('asks of a day’s limit no more than that its level fell', () => {
    const scene = new Scene(86_400);
    scene.check(0, [scene.read(50_000)]);
    // Whoever counted on a refill would miss 2,500.
    scene.check(2160, [scene.read(50_000)]);
    assert.equal(scene.shares(2161), null);
    scene.check(2200, [scene.read(40_000)]);
    assert.deepEqual(scene.shares(2201), { elsewhere: 100 });
  });

  it('says nothing of output, which is charged after the level is told', () => {
    const scene = new Scene();
    scene.check(0, [scene.read(100_000, 'output-tokens')]);
    scene.check(1, [scene.read(50_000, 'output-tokens')]);
    assert.equal(scene.shares(2), null);
  });

  it('says nothing while requests are not heard', () => {
    const scene = new Scene(60, null);
    scene.check(0, [scene.read(100_000)]);
    scene.check(1, [scene.read(50_000)]);
    assert.equal(scene.used(2), undefined);
  });

  it('forgets what was used before requests were heard, and says since when', () => {
    const scene = new Scene(60, null);
    scene.check(0, [scene.read(100_000)]);
    scene.check(1, [scene.read(50_000)]);
    scene.ledger.hears(true, 30_000);
    assert.equal(scene.used(40), undefined);
    scene.check(600, [scene.read(100_000)]);
    scene.ask('Cline', 601, 30_000, { readings: [scene.read(70_000)] })();
    assert.deepEqual(scene.shares(660), { Cline: 100 });
    assert.equal(scene.used(660)?.since, 600);
    scene.ledger.hears(true, 650_000);
    assert.equal(scene.used(660)?.since, 600);
  });

  it('forgets what is an hour old', () => {
    const scene = new Scene();
    scene.check(0, [scene.read(100_000)]);
    scene.ask('Cline', 1, 30_000, { readings: [scene.read(70_000)] })();
    scene.ask('Continue', 3000, 30_000, { readings: [scene.read(70_000)] })();
    assert.deepEqual(scene.shares(3599), { Cline: 50, Continue: 50 });
    assert.deepEqual(scene.shares(3600), { Continue: 100 });
    assert.equal(scene.used(3659)?.since, 3599);
  });

  it('tells twelve tools apart, and counts the others together', () => {
    const scene = new Scene();
    scene.check(0, [requestsLeft(1000)]);
    for (let tool = 0; tool < 40; tool++) scene.ask(`tool ${tool}`, 1 + tool, 10)();
    const tools = (scene.used(50)?.shares ?? []).filter(({ user }) => user.kind === 'tool');
    assert.equal(tools.length, 12);
    assert.deepEqual(tools[0]?.user, { kind: 'tool', tool: null });
    assert.equal(Math.round((scene.used(50)?.units ?? 0) - 1), 40);
  });
});
