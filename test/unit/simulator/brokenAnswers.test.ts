import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitHeaders, startScene } from './answerScene.ts';

const { clock, simulator, chat, message } = await startScene();

test('no answer at all', async () => {
  simulator.setAnswer({ kind: 'no-answer' });
  await assert.rejects(chat());
  await assert.rejects(message());
  assert.deepEqual(
    simulator.requests.slice(-2).map(({ answer, status }) => [answer, status]),
    [
      ['no-answer', 0],
      ['no-answer', 0],
    ],
  );
});

test('unavailable is not JSON, and names a wait if told to; neither is a web page', async () => {
  simulator.setAnswer({ kind: 'unavailable', retryAfter: 30 });
  const named = await chat();
  assert.deepEqual([named.status, named.headers.get('retry-after')], [503, '30']);
  assert.match(await named.text(), /^upstream connect error/);
  simulator.setAnswer({ kind: 'unavailable' });
  const unnamed = await message();
  assert.deepEqual([unnamed.status, unnamed.headers.get('retry-after')], [503, null]);
  simulator.setAnswer({ kind: 'not-json' });
  const page = await chat();
  assert.equal(page.status, 502);
  assert.match(page.headers.get('content-type') ?? '', /text\/html/);
});

test('a slow answer comes when the time is over and not before; its limits are those of the arrival', async () => {
  simulator.setAnswer({ kind: 'slow', milliseconds: 9_000 });
  let arrived = false;
  const answer = message().then((response) => {
    arrived = true;
    return response;
  });
  while (clock.sleeping === 0) await new Promise(setImmediate);
  const asked = clock.wallNow();
  clock.advance(8_999);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(arrived, false);
  clock.advance(1);
  const response = await answer;
  assert.equal(response.status, 200);
  assert.equal(Date.parse(response.headers.get('date') ?? ''), Math.floor((asked + 9_000) / 1000) * 1000);
  const reset = Date.parse(response.headers.get('anthropic-ratelimit-requests-reset') ?? '');
  assert.ok(reset < asked + 3_000, 'in the past by now');
});

test('a cut-off answer breaks in the middle of the body, streaming or not', async () => {
  simulator.setAnswer({ kind: 'cut-off', bytes: 40 });
  const whole = await chat();
  assert.equal(whole.status, 200);
  assert.equal(whole.headers.get('x-ratelimit-limit-requests'), '500');
  await assert.rejects(whole.json());

  simulator.setAnswer({ kind: 'cut-off' });
  const stream = await message({ stream: true });
  let text = '';
  await assert.rejects(async () => {
    for await (const chunk of stream.body ?? []) text += Buffer.from(chunk).toString();
  });
  assert.match(text, /^event: message_start/);
  assert.doesNotMatch(text, /message_stop/);

  simulator.setAnswer({ kind: 'cut-off', bytes: 0 });
  const nothing = await chat();
  assert.equal(nothing.status, 200);
  await assert.rejects(nothing.text());
});

test('malformed headers are junk of many kinds in every header about limits, and the answer is the ordinary one', async () => {
  simulator.setAnswer({ kind: 'malformed-headers' });
  const kinds = new Set<string>();
  const sound = /^(\d{1,9}|(\d+h)?(\d+m)?\d+(\.\d+)?m?s|\d{4}-[01]\d-[0-3]\dT[\d:]{8}Z)$/;
  for (let n = 0; n < 12; n++) {
    const [openai, anthropic] = [await chat(), await message()];
    assert.deepEqual([openai.status, anthropic.status], [200, 200]);
    assert.equal(limitHeaders(openai).length, 6);
    assert.equal(limitHeaders(anthropic).length, 12);
    for (const [name, value] of [...limitHeaders(openai), ...limitHeaders(anthropic)]) {
      assert.doesNotMatch(value, sound, name);
      kinds.add(value);
    }
    assert.ok((await openai.json()).choices[0].message.content);
    await anthropic.json();
  }
  assert.ok(kinds.size >= 12);
});

test('no headers, and a model that never has them', async () => {
  simulator.setAnswer({ kind: 'no-headers' });
  assert.deepEqual(limitHeaders(await chat()), []);
  simulator.setAnswer(null);
  assert.equal(limitHeaders(await chat()).length, 6);
  const silent = await chat('gpt-4');
  assert.equal(silent.status, 200);
  assert.deepEqual(limitHeaders(silent), []);
  assert.equal(simulator.trueLevel('gpt-4', 'requests'), 499);
});

test('a redirect to another origin keeps the path, answers any key, and is a 307 unless told otherwise', async () => {
  simulator.setAnswer({ kind: 'redirect', to: 'http://127.0.0.1:9' });
  const first = await chat();
  assert.deepEqual([first.status, first.headers.get('location')], [307, 'http://127.0.0.1:9/v1/chat/completions']);
  simulator.setAnswer({ kind: 'redirect', to: 'https://elsewhere.example/take', status: 302 });
  const second = await fetch(`${simulator.openaiBaseUrl}/models`, { redirect: 'manual' });
  assert.deepEqual([second.status, second.headers.get('location')], [302, 'https://elsewhere.example/take']);
});
