import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Counted } from '../../../../src/core/forecast/conversation.ts';
import { TrafficForecast } from '../../../../src/core/forecast/trafficForecast.ts';
import { Warning } from '../../../../src/core/forecast/warning.ts';
import { fc } from '../fastCheck.ts';

const capacity = 500_000;
const window = 60;
const second = 1000;

function exact(level: number) {
  return { low: level, high: level };
}

/** A loop that sends so large a request every so many seconds, with what the provider says after each. */
function loop(
  forecast: TrafficForecast,
  { size = 150_000, gap = 10, requests = 6, start = 0, fullAt = capacity, isLikely = false } = {},
): number {
  let level = fullAt;
  let at = start;
  for (let i = 0; i < requests; i++) {
    forecast.sent(at, 'loop', size, { isLikely });
    level -= size;
    forecast.charged(at + second, 'loop', size, 100);
    forecast.read(at, exact(level), capacity, window);
    if (i === requests - 1) return at + second;
    at += gap * second;
    level = Math.min(capacity, level + (gap * capacity) / window);
  }
  return at;
}

suite('a forecast', () => {
  test('knows nothing before the first reading', () => {
    assert.deepEqual(new TrafficForecast('input').look(0), { level: null, refusalWithinMinute: 0, timeToEmpty: null });
  });

  test('sees no refusal where nobody sends anything', () => {
    const forecast = new TrafficForecast('input');
    forecast.read(0, exact(1000), capacity, window);
    assert.equal(forecast.look(second).refusalWithinMinute, 0);
    assert.equal(forecast.look(second).timeToEmpty, null);
  });

  test('warns of a loop that takes more than the refill, and before its request is refused', () => {
    const forecast = new TrafficForecast('input');
    const now = loop(forecast, { requests: 6 });
    const { level, refusalWithinMinute, timeToEmpty } = forecast.look(now);
    assert.ok(level !== null && level > 0);
    assert.ok(refusalWithinMinute > 0.7, `${refusalWithinMinute}`);
    assert.ok(timeToEmpty !== null && timeToEmpty < 60);
    assert.ok(new Warning().look(refusalWithinMinute, level / capacity));
  });

  test('is played a few times a second where hundreds of requests come, and says what is new by the next', () => {
    const forecast = new TrafficForecast('input');
    const now = loop(forecast, { requests: 4, size: 1000 });
    const from = Math.ceil(now / second) * second;
    for (let request = 0; request < 100; request++) {
      forecast.read(from + request, exact(capacity), capacity, window);
      assert.equal(forecast.look(from + request).refusalWithinMinute, 0);
    }
    forecast.read(from + 100, exact(0), capacity, window);
    for (let more = 0; more < 20; more++) forecast.sent(from + 100, 'loop', 400_000);
    assert.equal(forecast.look(from + 100).refusalWithinMinute, 0);
    assert.ok(forecast.look(from + second).refusalWithinMinute > 0.5);
  });

  test('expects little of one that rests once another has begun, where sizes alone tell them apart, until it goes on', () => {
    const rested = (rest: number, isLikely = true, isNewLikely = isLikely) => {
      const forecast = new TrafficForecast('input');
      const now = loop(forecast, { size: 450_000, gap: 60, requests: 5, isLikely }) + rest * second;
      forecast.sent(now, 'new', 1000, { isLikely: isNewLikely });
      forecast.read(now, exact(100_000), capacity, window);
      const expected = forecast.look(now).refusalWithinMinute;
      forecast.sent(now + second, 'loop', 450_000, { isLikely });
      forecast.read(now + second, exact(0), capacity, window);
      return { expected, goesOn: forecast.look(now + 2 * second).refusalWithinMinute };
    };
    const [likely, named] = [rested(40), rested(40, false)];
    assert.ok(named.expected > 0.3 && likely.expected < named.expected / 3, `${likely.expected} of ${named.expected}`);
    assert.ok(named.goesOn > 0.3);
    assert.equal(likely.goesOn, named.goesOn);
    assert.deepEqual(rested(20), rested(20, false), 'it has not rested for long');
    assert.deepEqual(rested(40, false, true), named, 'a named one has not been replaced by one that nobody names');
  });

  test('takes the more of those that rest for over the fewer there are', () => {
    const expected = (others: number) => {
      const forecast = new TrafficForecast('input');
      for (let other = 0; other < others; other++) forecast.sent(0, `other ${other}`, 1000, { isLikely: true });
      const now = loop(forecast, { size: 450_000, gap: 60, requests: 5, isLikely: true }) + 40 * second;
      forecast.sent(now, 'new', 1000, { isLikely: true });
      forecast.read(now, exact(100_000), capacity, window);
      return forecast.look(now).refusalWithinMinute;
    };
    assert.ok(expected(0) < expected(1) && expected(1) < expected(6), `${[0, 1, 6].map(expected)}`);
  });

  test('calms down as the loop turns out to be pausing, and sees the next loop coming', () => {
    const forecast = new TrafficForecast('input');
    const warning = new Warning();
    const now = loop(forecast, { requests: 5 });
    const on = Array.from({ length: 150 }, (_, i) => {
      const { level, refusalWithinMinute } = forecast.look(now + i * second);
      return warning.look(refusalWithinMinute, (level ?? 0) / capacity);
    });
    assert.equal(on[0], true);
    assert.equal(on.at(-1), false);
    assert.equal(on.lastIndexOf(true) + 1, on.indexOf(false), 'ends once');
  });

  test('takes no notice of a loop that the refill feeds', () => {
    const forecast = new TrafficForecast('input');
    const now = loop(forecast, { size: 30_000, requests: 20 });
    assert.ok(forecast.look(now).refusalWithinMinute < 0.05);
  });

  test('does not count a request that would not even fit into a full bucket', () => {
    const forecast = new TrafficForecast('input');
    forecast.sent(0, 'huge', 2 * capacity);
    forecast.read(0, exact(capacity), capacity, window);
    assert.equal(forecast.look(second).refusalWithinMinute, 0);
    assert.equal(forecast.look(second).level, capacity);
  });

  test('expects a whole prompt from a conversation whose cache has gone cold, and only its growth from a warm one', () => {
    const forecast = new TrafficForecast('uncached');
    forecast.sent(0, 'cached', 200_000);
    forecast.charged(second, 'cached', 200_000, 100);
    forecast.sent(10 * second, 'cached', 201_000);
    forecast.charged(11 * second, 'cached', 1_000, 100);
    forecast.read(10 * second, exact(100_000), capacity, window);
    assert.equal(forecast.explain(20 * second).cold, 0);
    const warm = forecast.explain(20 * second).next?.amount ?? Number.NaN;
    assert.ok(warm < 2_000, `${warm}`);
    assert.ok(forecast.explain(320 * second).cold > 200_000);
  });

  test('takes an answer that was charged as it was written for gone bit by bit', () => {
    const written = (tokens: number, from: number, to: number) => {
      const forecast = new TrafficForecast('output');
      forecast.read(0, exact(capacity), capacity, window);
      forecast.sent(from, 'one', 1000);
      forecast.written(from, to, tokens);
      return forecast.shown(to);
    };
    // As fast as it refills: what was written first has come back.
    const slow = written((30 * capacity) / window, 0, 30 * second);
    assert.ok(slow && slow.estimate > 0.9 * capacity && slow.low < slow.estimate, JSON.stringify(slow));
    const fast = written(0.5 * capacity, 0, second);
    assert.ok(fast && fast.estimate < 0.55 * capacity && fast.estimate > 0.45 * capacity, JSON.stringify(fast));
    assert.ok(fast.low < 0.45 * capacity && fast.high > 0.55 * capacity, JSON.stringify(fast));
  });

  test('owes what an empty bucket was written beyond', () => {
    const forecast = new TrafficForecast('output');
    forecast.read(0, { low: 0, high: 500 }, capacity, window, 1.5 * window);
    assert.equal(forecast.shown(25 * second)?.high, 0);
    assert.ok((forecast.shown(40 * second)?.high ?? 0) > 0);
  });

  test('explains itself by what it was told', () => {
    const forecast = new TrafficForecast('input');
    const now = loop(forecast, { size: 96_000, gap: 15, requests: 12 });
    forecast.sent(now, 'other', 1_000);
    const basis = forecast.explain(now);
    assert.equal(basis.conversations, 2);
    assert.equal(basis.running, 2);
    assert.equal(basis.inFlight, 1);
    assert.equal(basis.cold, 0);
    assert.ok(basis.requestsPerMinute > 5 && basis.requestsPerMinute < 16, `${basis.requestsPerMinute}`);
    assert.ok(basis.typicalRequest > 1_000 && basis.typicalRequest < 96_000);
    assert.ok(basis.next && basis.next.within >= 0 && basis.next.within < 20);
  });

  test('knows a service without conversations by its rate', () => {
    const forecast = new TrafficForecast('input');
    const flow = (perSecond: number, from: number) => {
      for (let i = 0; i < 60 * perSecond; i++) forecast.sent(from + (i / perSecond) * second, null, 4_000);
      forecast.read(from + 60 * second, exact(capacity / 2), capacity, window);
    };
    flow(1, 0);
    assert.ok(forecast.look(60 * second).refusalWithinMinute < 0.1);
    flow(6, 60 * second);
    const { refusalWithinMinute } = forecast.look(120 * second);
    assert.ok(refusalWithinMinute > 0.5, `${refusalWithinMinute}`);
    const { conversations, requestsPerMinute } = forecast.explain(120 * second);
    assert.equal(conversations, 0);
    assert.ok(requestsPerMinute > 200 && requestsPerMinute < 400, `${requestsPerMinute}`);
    assert.equal(forecast.look(1000 * second).refusalWithinMinute, 0);
  });
});

const kinds = ['input', 'uncached', 'output', 'requests'] as const satisfies readonly Counted[];
const happening = fc.record({
  kind: fc.constantFrom('sent', 'charged', 'read', 'look'),
  /** Time goes back, too. */
  step: fc.integer({ min: -100_000, max: 400_000 }),
  who: fc.constantFrom('a', 'b', 'c', null),
  size: fc.integer({ min: 0, max: 1_000_000 }),
});

suite('whatever a forecast is told', () => {
  test('its probability is one, its level within the bucket, its times not negative', () => {
    const cases = fc.array(happening, { maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(...kinds), cases, (kind, happenings) => {
        const forecast = new TrafficForecast(kind);
        let now = 0;
        for (const { kind: what, step, who, size } of happenings) {
          now += step;
          if (what === 'sent') forecast.sent(now, who, size);
          else if (what === 'charged') forecast.charged(now, who, size, size / 100);
          else if (what === 'read') forecast.read(now, exact(Math.min(size, capacity)), capacity, window);
          const { level, refusalWithinMinute, timeToEmpty } = forecast.look(now);
          assert.ok(refusalWithinMinute >= 0 && refusalWithinMinute <= 1);
          assert.ok(level === null || (level >= 0 && level <= capacity));
          assert.ok(timeToEmpty === null || timeToEmpty >= 0);
          const { requestsPerMinute, typicalRequest, next, cold } = forecast.explain(now);
          for (const value of [requestsPerMinute, typicalRequest, next?.within ?? 0, next?.amount ?? 0, cold]) {
            assert.ok(value >= 0 && Number.isFinite(value), `${value}`);
          }
        }
      }),
    );
  });

  test('less left makes a refusal no less likely', () => {
    const requests = fc.array(
      fc.record({
        gap: fc.integer({ min: 1, max: 90 }),
        who: fc.constantFrom('a', 'b'),
        size: fc.integer({ min: 1, max: 400_000 }),
      }),
      { minLength: 1, maxLength: 20 },
    );
    const levels = fc.tuple(fc.integer({ min: 0, max: capacity }), fc.integer({ min: 0, max: capacity }));
    fc.assert(
      fc.property(requests, levels, (sent, [one, other]) => {
        const look = (level: number) => {
          const forecast = new TrafficForecast('input');
          let at = 0;
          for (const { gap, who, size } of sent) {
            at += gap * second;
            forecast.sent(at, who, size);
            forecast.charged(at, who, size, 200);
          }
          forecast.read(at, exact(level), capacity, window);
          return forecast.look(at + 2 * second).refusalWithinMinute;
        };
        assert.ok(look(Math.min(one, other)) >= look(Math.max(one, other)));
      }),
    );
  });

  test('it remembers no more conversations than a handful', () => {
    const forecast = new TrafficForecast('input');
    for (let i = 0; i < 1000; i++) forecast.sent(i * 100, `${i}`, 1000);
    forecast.read(0, exact(capacity), capacity, window);
    assert.ok(forecast.explain(100 * second).conversations <= 16);
  });

  test('the same question has the same answer', () => {
    const looks = Array.from({ length: 2 }, () => {
      const forecast = new TrafficForecast('input');
      const now = loop(forecast);
      return Array.from({ length: 90 }, (_, i) => forecast.look(now + i * second));
    });
    assert.deepEqual(looks[0], looks[1]);
  });
});
