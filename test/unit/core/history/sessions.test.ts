import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvOf, exportedSteps, jsonOf } from '../../../../src/core/history/exportedHistory.ts';
import { History, type HistorySubject } from '../../../../src/core/history/history.ts';
import { nameOf, type PastSession, sessionOf, shortId } from '../../../../src/core/history/pastSession.ts';
import { pastSteps } from '../../../../src/core/history/pastView.ts';
import { whoAsked } from '../../../../src/core/history/whoAsked.ts';
import { limitIdOf } from '../../../../src/core/model/limit.ts';
import { parseHistory } from '../../../../src/state/parseHistory.ts';
import { fc } from '../fastCheck.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const began = Date.UTC(2026, 10, 1);
const limit: HistorySubject = {
  id: limitIdOf('k/claude/requests'),
  ...({ keyId: 'k', model: 'claude', unit: 'requests', pool: 'standard', window: 60, capacity: 50 } as const),
};

/** Counts requests of a session, one in each minute from `at` on. */
function ask(history: History, at: number, id: string, count = 1, isSubagent = false, tool = 'Claude Code'): void {
  const exchange = { by: 'user', source: 'gateway', tool, session: { id, isSubagent } } as const;
  for (let index = 0; index < count; index++)
    history.take(exchange, [{ limit, left: 0.5, hasRefused: false }], at + index * minute, true);
}

function seriesOf(history: History) {
  const found = history.of(limit.id);
  assert.ok(found);
  return found.series;
}

/** What is kept, as it comes back from the disk. */
function reopened(history: History, now: number): History {
  const again = new History();
  again.restore(parseHistory(JSON.parse(JSON.stringify(history.save(now)))), 0);
  return again;
}

test('a refusal that the gateway has kept from its tool is a refusal, and no request beside the one that was answered', () => {
  const history = new History();
  const exchange = { by: 'user', source: 'gateway', tool: 'Codex', session: { id: 'one', isSubagent: false } } as const;
  history.take({ ...exchange, leavesAgain: true }, [{ limit, left: 0, hasRefused: true }], began, true);
  history.take(exchange, [{ limit, left: 0.5, hasRefused: false }], began + 5_000, true);
  const { hour: steps } = pastSteps(seriesOf(history), began + minute);
  assert.deepEqual([whoAsked(steps)[0]?.requests, steps.reduce((sum, { refusals }) => sum + refusals, 0)], [1, 1]);
});

test('a tool’s requests are divided among its sessions and their agents, in each span', () => {
  const history = new History();
  const now = began + 3 * day;
  ask(history, began + hour, 'one', 30);
  ask(history, now - 5 * hour, 'two', 20);
  ask(history, now - 30 * minute, 'two', 10, true);
  ask(history, now - 10 * minute, 'two', 5);
  const exchange = { by: 'user', source: 'gateway', tool: 'Claude Code' } as const;
  history.take(exchange, [{ limit, left: 0.5, hasRefused: false }], now - minute, true);
  for (const known of [history, reopened(history, now)]) {
    const { hour: lastHour, day: lastDay, month } = pastSteps(seriesOf(known), now);
    const told = (steps: typeof month) =>
      whoAsked(steps).map(({ tool, requests, sessions, rest }) => [
        tool,
        requests,
        sessions.map((one) => `${one.id} ${one.isSubagent} ${one.requests}`),
        rest,
      ]);
    assert.deepEqual(told(lastHour), [['Claude Code', 16, ['two true 10', 'two false 5'], 1]]);
    assert.deepEqual(told(lastDay), [['Claude Code', 36, ['two false 25', 'two true 10'], 1]]);
    assert.deepEqual(told(month), [['Claude Code', 66, ['one false 30', 'two false 25', 'two true 10'], 1]]);
  }
});

test('a session and its agents began when it was seen first, also after a pause and a restart', () => {
  let history = new History();
  const first = began + 7 * minute;
  ask(history, first, 'one', 3);
  ask(history, began + 2 * day, 'other', 1);
  history = reopened(history, began + 2 * day);
  ask(history, began + 3 * day, 'one', 2, true);
  const [tool] = whoAsked(seriesOf(history).hours(0, began + 4 * day));
  const beginnings = tool?.sessions.map((one) => [one.id, one.began]);
  assert.deepEqual(beginnings, [
    ['one', first],
    ['one', first],
    ['other', began + 2 * day],
  ]);
});

test('one session is no division, and a tool that names none has none', () => {
  const history = new History();
  ask(history, began, 'one', 5);
  history.take(
    { by: 'user', source: 'listener', tool: 'Cline' },
    [{ limit, left: 0.5, hasRefused: false }],
    began,
    true,
  );
  const told = whoAsked(seriesOf(history).minutes(0, began + day));
  assert.deepEqual(told, [
    { tool: 'Claude Code', requests: 5, sessions: [], rest: 0 },
    { tool: 'Cline', requests: 1, sessions: [], rest: 0 },
  ]);
});

test('of a day with hundreds of sessions the large ones are told apart, and all requests count', () => {
  const history = new History();
  for (let index = 0; index < 300; index++) ask(history, began + 2 * index * minute, `s${index}`);
  for (let index = 0; index < 4; index++) ask(history, began + 10 * hour + index * hour, `large${index}`, 40);
  for (let index = 300; index < 500; index++) ask(history, began + (index + 540) * minute, `s${index}`);
  const now = began + day;
  const [tool] = whoAsked(seriesOf(history).minutes(0, now));
  assert.equal(tool?.requests, 660);
  assert.equal(tool?.sessions.length, 8);
  assert.deepEqual(
    tool?.sessions.slice(0, 4).map(({ id, requests }) => [id.slice(0, 5), requests]),
    [
      ['large', 40],
      ['large', 40],
      ['large', 40],
      ['large', 40],
    ],
  );
  const sum = tool?.sessions.reduce((all, { requests }) => all + requests, 0) ?? 0;
  assert.equal((tool?.rest ?? 0) + sum, 660);
});

test('what is kept of a month of many sessions stays small', () => {
  const history = new History();
  for (let step = 0; step < 31 * 1440; step += 2) ask(history, began + step * minute, `session ${step >> 4}`);
  const [saved] = history.save(began + 31 * day).limits;
  const bytes = JSON.stringify([saved?.past.minutes.sessions, saved?.past.hours.sessions]).length;
  assert.ok(bytes > 1_000 && bytes < 20_000, `${bytes} bytes`);
});

test('a file of before has no sessions, and is read whole', () => {
  const history = new History();
  ask(history, began, 'one', 5);
  ask(history, began, 'two', 5);
  const saved = JSON.parse(JSON.stringify(history.save(began + hour)));
  for (const { past } of saved.limits) for (const columns of [past.minutes, past.hours]) delete columns.sessions;
  const old = new History();
  old.restore(parseHistory(saved), 0);
  assert.deepEqual(whoAsked(seriesOf(old).minutes(0, began + day)), [
    { tool: 'Claude Code', requests: 10, sessions: [], rest: 0 },
  ]);
});

test('the latest that was kept twice over counts once', () => {
  const history = new History();
  ask(history, began, 'one', 5);
  const all = JSON.parse(JSON.stringify(history.save(began)));
  ask(history, began + 10 * minute, 'one', 5);
  const latest = JSON.parse(JSON.stringify(history.save(began, began + 10 * minute)));
  const again = new History();
  for (const saved of [latest, all, latest]) again.restore(parseHistory(saved), 0);
  assert.deepEqual(seriesOf(again).minutes(0, began + day), seriesOf(history).minutes(0, began + day));
});

test('whatever is kept as sessions, what comes of it is sound', () => {
  const names = fc.oneof(fc.string(), fc.constantFrom('ab 1 Cline', 'ab+1 Cline', '__proto__', ' 1 x'));
  const numbers = fc.array(fc.oneof(fc.integer({ min: -3, max: 30_000_000 }), fc.double()), { maxLength: 9 });
  fc.assert(
    fc.property(fc.dictionary(names, numbers), (sessions) => {
      const history = new History();
      ask(history, 7 * minute, 'one', 2);
      const [saved] = history.save(0).limits;
      assert.ok(saved);
      const minutes = { ...saved.past.minutes, sessions };
      const again = new History();
      again.restore({ limits: [{ ...saved, past: { ...saved.past, minutes } }], sleeps: [] }, 0);
      const steps = seriesOf(again).minutes(0, began);
      assert.deepEqual(
        steps.map(({ at }) => at),
        [7 * minute, 8 * minute],
      );
      for (const one of steps.flatMap((step) => step.sessions ?? []))
        assert.ok(Number.isInteger(one.requests) && one.requests > 0 && one.requests <= 0xffff, `${one.requests}`);
      for (const { requests, sessions: parts, rest } of whoAsked(steps))
        assert.ok(rest >= 0 && rest <= requests && parts.every((one) => one.requests <= requests));
    }),
  );
});

test('a session’s name is read again as it was written, and no other text is one', () => {
  const session = fc.record<PastSession>({
    tool: fc.string({ minLength: 1, maxLength: 60, unit: 'binary' }),
    id: fc
      .string({ minLength: 1, maxLength: 40 })
      .map(shortId)
      .filter((id) => id !== ''),
    isSubagent: fc.boolean(),
    began: fc.integer({ min: 0, max: 2_000_000_000 }).map((minutes) => minutes * minute),
  });
  fc.assert(fc.property(session, (one) => assert.deepEqual(sessionOf(nameOf(one)), { ...one })));
  for (const text of ['', 'ab', 'ab 1 ', 'ab  x', 'abcdefghi 1 x', 'a.b 1 x'])
    assert.equal(sessionOf(text), null, text);
});

test('the export names the session of each request by its digest, its name alone nowhere', () => {
  const history = new History();
  ask(history, began, 'f00dfeed-and-much-more', 2);
  ask(history, began, 'beefcafe', 1, true);
  const steps = exportedSteps({ about: limit, series: seriesOf(history) }, began + hour, () => 'work');
  const timeOf = (at: number) => new Date(at).toISOString();
  const [head, first, second] = csvOf(steps, timeOf).split('\r\n');
  assert.match(head ?? '', /,requests Claude Code,sessions$/);
  assert.match(
    first ?? '',
    /,3,Claude Code f00dfeed: 1; Claude Code beefcafe subagents: 1$|,2,Claude Code f00dfeed: 1; Claude Code beefcafe subagents: 1$/,
  );
  assert.match(second ?? '', /,1,Claude Code f00dfeed: 1$/);
  const json = JSON.stringify(steps.map((step) => jsonOf(step, timeOf)));
  assert.match(json, /"began":"2026-11-01T00:00:00\.000Z"/);
  assert.doesNotMatch(json + csvOf(steps, timeOf), /much-more/);
});
