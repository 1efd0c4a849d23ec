import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { networkFailure } from '../../../../src/core/causes/failureOf.ts';
import { causes, type Failure } from '../../../../src/core/model/failure.ts';
import type { ProviderStatus } from '../../../../src/core/model/providerStatus.ts';
import type { KeySnapshot } from '../../../../src/core/model/snapshot.ts';
import { StatusSource } from '../../../../src/sources/status/statusSource.ts';
import { DrivenClock, settled } from '../../engine/drivenClock.ts';
import { failed } from '../../engine/stage.ts';
import { addressOf, incident, summary } from './statusPages.ts';

const url = addressOf('openai').url;
const healthy = summary({ components: { Responses: 'operational' } });
const down = summary({ components: { Responses: 'major_outage' }, incidents: [incident('Errors', ['Responses'])] });
const start = Date.UTC(2026, 10, 26, 14, 5);

/** A key with a model whose latest request came to this; `null` if it was answered. */
function key(failure: Failure | null, origin = 'https://api.openai.com'): KeySnapshot {
  const model = { model: 'gpt-5', limits: [], age: 0, headers: 'present' } as const;
  const failing = failure && { failure, by: 'keygauge' as const, model: 'gpt-5', age: 0, wait: null };
  return {
    ...{ id: 'k', label: 'work', provider: 'openai', origin, fingerprint: '…', storage: 'secret', status: 'ok' },
    models: [{ ...model, failure: failing }],
    lastFailure: failing,
    nextCheck: { wait: null, reason: 'calm' },
    tools: [],
    today: { requests: 0, tokens: 0, dollars: 0 },
    money: { readings: [], missing: [], gauges: [] },
  };
}

function stage(page: () => string | Promise<string> = () => healthy, besides: readonly 'cursor'[] = []) {
  const clock = new DrivenClock();
  const asked: { readonly url: string; readonly at: number }[] = [];
  const told: ProviderStatus[] = [];
  const source = new StatusSource({
    clock,
    wall: () => start + clock.now(),
    read: async (address) => {
      asked.push({ url: address, at: clock.now() / 1000 });
      return page();
    },
    besides: () => besides,
  });
  source.start((observation) => {
    if (observation.kind === 'status') told.push(observation.status);
  });
  const follow = (...keys: KeySnapshot[]) => source.follow({ keys, organizations: [] });
  const times = () => asked.map(({ at }) => at);
  return { clock, source, asked, told, follow, times };
}

describe('a status page', () => {
  it('is asked while something fails that could be the provider’s, every five minutes', async () => {
    const { clock, follow, asked, times } = stage();
    follow(key(null));
    await clock.pass(3600);
    assert.equal(asked.length, 0);
    follow(key(failed('overloaded')));
    await clock.pass(901);
    assert.deepEqual(times(), [3600, 3900, 4200, 4500]);
    assert.ok(asked.every((one) => one.url === url));
    follow(key(null));
    await clock.pass(3600);
    assert.equal(asked.length, 4);
  });

  it('is asked for no cause that is surely the user’s own', async () => {
    const worth = causes.filter((cause) => {
      const { follow, asked } = stage();
      follow(key(failed(cause)));
      return asked.length > 0;
    });
    assert.deepEqual(worth, ['rate', 'throttled', 'overloaded', 'server-error', 'network']);
    const { follow, asked } = stage();
    follow(key(networkFailure('self-signed certificate')));
    assert.deepEqual(asked, []);
  });

  it('is asked no sooner, however often somebody looks, something fails or a key changes', async () => {
    const { clock, source, follow, times } = stage();
    for (let second = 0; second < 700; second++) {
      follow(key(second % 3 === 0 ? failed('server-error') : null));
      if (second % 2 === 0) source.look();
      await clock.pass(1);
    }
    assert.deepEqual(times(), [0, 300, 600]);
  });

  it('is asked while somebody looks, and the editor’s maker too', async () => {
    const { clock, source, follow, asked } = stage(undefined, ['cursor']);
    follow(key(null));
    source.look();
    assert.deepEqual(asked.map((one) => one.url).sort(), [addressOf('cursor').url, url].sort());
    await clock.pass(900);
    assert.equal(asked.length, 2);
  });

  it('is asked neither in an unused window nor against the user’s wish', async () => {
    const { clock, source, follow, asked } = stage();
    source.setWindowInUse(false);
    follow(key(failed('overloaded')));
    source.look();
    await clock.pass(3600);
    source.allow(false);
    source.setWindowInUse(true);
    follow(key(failed('overloaded')));
    source.look();
    await clock.pass(3600);
    assert.deepEqual(asked, []);
    assert.deepEqual(source.state, { kind: 'off' });
    source.allow(true);
    assert.equal(asked.length, 1);
  });

  it('is asked only for a provider whose own address a key goes to', () => {
    const { follow, asked } = stage();
    for (const origin of ['http://127.0.0.1:4000', 'https://gateway.acme.test', 'https://api.openai.com.evil.test'])
      follow(key(failed('overloaded'), origin));
    assert.deepEqual(asked, []);
  });
});

describe('what it told', () => {
  it('is emitted as it was read', async () => {
    const { follow, told } = stage(() => down);
    follow(key(failed('server-error')));
    await settled();
    const since = Date.UTC(2026, 10, 26, 14, 2);
    const incidents = [{ title: 'Errors', level: 'degraded', since }];
    assert.deepEqual(told, [{ provider: 'openai', level: 'outage', incidents, readAt: start }]);
  });

  it('is unknown where the page cannot be read: no answer, none in time, no status page', async () => {
    const pages = [() => Promise.reject(new Error('ENOTFOUND')), () => new Promise<string>(() => {}), () => '<html>'];
    for (const page of pages) {
      const { clock, follow, told } = stage(page);
      follow(key(failed('network')));
      await clock.pass(11);
      assert.deepEqual(
        told.map(({ level }) => level),
        ['unknown'],
      );
    }
  });

  it('stays for a while when it was trouble, and never when all was fine', async () => {
    const levels = async (...pages: string[]) => {
      const { clock, follow, told } = stage(() => pages.shift() ?? '');
      follow(key(failed('server-error')));
      await clock.pass(1201);
      return told.map(({ level, readAt }) => [level, (readAt - start) / 1000]);
    };
    assert.deepEqual((await levels(healthy)).slice(0, 2), [
      ['fine', 0],
      ['unknown', 300],
    ]);
    assert.deepEqual(await levels(down), [
      ['outage', 0],
      ['unknown', 900],
      ['unknown', 1200],
    ]);
    assert.deepEqual((await levels(down, '', healthy)).slice(0, 2), [
      ['outage', 0],
      ['fine', 600],
    ]);
  });

  it('is taken back when the user no longer wants it', async () => {
    const { source, follow, told } = stage(() => down);
    follow(key(failed('server-error')));
    await settled();
    source.allow(false);
    assert.equal(told.at(-1)?.level, 'unknown');
  });

  it('is not heard after the source has ended, nor after it was switched off', async () => {
    for (const end of ['dispose', 'switch off'] as const) {
      const answer = Promise.withResolvers<string>();
      const { clock, source, follow, told } = stage(() => answer.promise);
      follow(key(failed('server-error')));
      if (end === 'dispose') source.dispose();
      else source.allow(false);
      answer.resolve(down);
      await clock.pass(3600);
      assert.deepEqual(told, []);
      assert.equal(clock.pending, 0);
    }
  });
});
