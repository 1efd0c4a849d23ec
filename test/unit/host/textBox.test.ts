import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { beforeEach, test } from 'node:test';
import { newSecret } from '../../../src/sources/gateway/routes.ts';
import { opened, shown, willAnswer } from './fakeQuestions.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { askForBaseUrl, askForKey, askForLabel } = await import('../../../src/host/keys/questions.ts');

beforeEach(() => willAnswer());

const openai = { provider: 'openai', baseUrl: 'https://api.openai.com/v1' } as const;

function box() {
  const last = shown.at(-1);
  assert.ok(last, 'a box is open');
  return last;
}

test('what was typed is still there after a failure, with the reason until the text changes', async () => {
  const answer = askForKey({ ...openai, typed: 'sk-mistyped', complaint: 'OpenAI refused the key.' });
  assert.equal(box().value, 'sk-mistyped');
  assert.ok(box().password);
  assert.equal(box().validationMessage?.message, 'OpenAI refused the key.');
  await box().type('sk-mistyped-no-more');
  assert.equal(box().validationMessage, undefined);
  await box().enter();
  assert.equal(await answer, 'sk-mistyped-no-more');
});

test('the same text can be sent again as it is, since the network may be back', async () => {
  const answer = askForKey({ ...openai, typed: 'sk-same', complaint: 'No network.' });
  await box().enter();
  assert.equal(await answer, 'sk-same');
});

test('an address of the gateway is refused where that of a provider is asked for', async () => {
  const answer = askForBaseUrl();
  for (const path of ['', '/v1', '/v1/chat/completions']) {
    await box().type(`http://127.0.0.1:47113/${newSecret()}${path}`);
    assert.equal(box().validationMessage?.message, 'That is no address of a provider.');
    await box().enter();
    assert.ok(box().isOpen);
  }
  await box().type('http://127.0.0.1:4000/v1');
  await box().enter();
  assert.equal((await answer)?.baseUrl, 'http://127.0.0.1:4000/v1');
});

test('a key is taken from no other box and does not stay in it', async () => {
  for (const ask of [() => askForBaseUrl(), () => askForLabel([], undefined)]) {
    const answer = ask();
    await box().type('sk-ant-api03-0123456789abcdef');
    assert.equal(box().value, '');
    assert.match(box().validationMessage?.message ?? '', /looks like a key/);
    await box().enter();
    assert.ok(box().isOpen, 'Enter on the emptied box keeps it open');
    await box().type('https://a.example/v1');
    assert.equal(box().validationMessage, undefined);
    box().escape();
    assert.equal(await answer, undefined);
  }
});

test('an address and an admin key are not sent as a key to a provider', async () => {
  const answer = askForKey(openai);
  for (const [text, remark] of [
    ['https://api.openai.com/v1', /address/],
    ['two words', /one word/],
    ['sk-admin-0123456789abcdef', /admin key/],
    ['sk-ant-admin01-0123456789abcdef', /admin key/],
  ] as const) {
    await box().type(text);
    assert.match(box().validationMessage?.message ?? '', remark, text);
    await box().enter();
    assert.ok(box().isOpen, text);
  }
  box().escape();
  assert.equal(await answer, undefined);
});

test('an endpoint of one’s own may call its keys as it likes', async () => {
  const answer = askForKey({ provider: 'compatible', baseUrl: 'http://127.0.0.1:4000' });
  await box().type('sk-admin-0123456789abcdef');
  assert.match(box().validationMessage?.message ?? '', /admin key/);
  await box().enter();
  assert.equal(await answer, 'sk-admin-0123456789abcdef');
});

test('the box for a key leads to the page of keys, where the provider has one', async () => {
  const answer = askForKey(openai);
  box().press();
  assert.deepEqual(opened, ['https://platform.openai.com/api-keys']);
  box().escape();
  await answer;
  const other = askForKey({ provider: 'compatible', baseUrl: 'http://127.0.0.1:4000' });
  assert.deepEqual(box().buttons, []);
  box().escape();
  await other;
});
