import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, answerForms, parseAnswer } from '../../../src/simulator/answers.ts';
import { startScene } from './answerScene.ts';

const { simulator, chat, message } = await startScene();

test('an answer can be limited to a path and to a number of times', async () => {
  simulator.setAnswer({ kind: 'overloaded' }, { path: '/v1/messages', times: 2 });
  assert.equal((await chat()).status, 200);
  assert.deepEqual([(await message()).status, (await message()).status, (await message()).status], [529, 529, 200]);
  assert.deepEqual(
    simulator.requests.slice(-4).map(({ answer, status }) => [answer, status]),
    [
      [null, 200],
      ['overloaded', 529],
      ['overloaded', 529],
      [null, 200],
    ],
  );
});

test('answers in words', () => {
  const words: [string, Answer][] = [
    ['no-credit', { kind: 'no-credit' }],
    ['slow:3000', { kind: 'slow', milliseconds: 3000 }],
    ['cut-off', { kind: 'cut-off' }],
    ['cut-off:12', { kind: 'cut-off', bytes: 12 }],
    ['unavailable:7', { kind: 'unavailable', retryAfter: 7 }],
    ['rate', { kind: 'rate' }],
    ['daily-rate:9', { kind: 'daily-rate', retryAfter: 9 }],
    ['redirect:http://localhost:9/x', { kind: 'redirect', to: 'http://localhost:9/x' }],
  ];
  for (const [text, answer] of words) assert.deepEqual(parseAnswer(text), answer);
  for (const wrong of [
    '',
    'nothing',
    'slow',
    'slow:soon',
    'redirect:elsewhere',
    'no-credit:3',
    'toString',
    'cut-off:-1',
  ]) {
    assert.throws(() => parseAnswer(wrong), /unknown answer|not a whole number/, wrong);
  }
  for (const form of answerForms) {
    const text = form
      .replace(/\[.*\]/, '')
      .replace('URL', 'http://a.example')
      .replace(/[A-Z]{3,}/, '5');
    assert.ok(parseAnswer(text), form);
  }
});
