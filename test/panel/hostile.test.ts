import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { gaugeOf, named, organizationLimit, organizationOf, useOf, withOrganizations } from './organizations.ts';
import type { OpenPanel, PanelBrowser } from './panelBrowser.ts';
import { sharedBrowser } from './sharedBrowser.ts';
import { situations } from './situations.ts';
import { failureOf, keyOf, limitOf, messageOf, modelOf } from './snapshots.ts';

const literal = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  '$(gear) $(sync~spin)',
  '[x](command:workbench.action.terminal.new)',
  '{0} {1} {__proto__}',
  '</script><iframe srcdoc="<script>alert(1)</script>">',
  'javascript:alert(1)',
];

function everywhere(text: string) {
  const user = named(text, text);
  const acme = organizationOf({
    label: text,
    gauges: [gaugeOf({ scope: 'workspace', name: text, currency: text })],
    usage: [{ span: 'hour', from: 0, to: 0, uses: [useOf(user, text, 5)] }],
    limits: [organizationLimit(text)],
  });
  return withOrganizations(
    [acme],
    keyOf({
      label: text,
      origin: text,
      fingerprint: text,
      status: 'trouble',
      models: [
        modelOf(text, {
          limits: [limitOf({ id: text, model: text, state: 'low' })],
          failure: failureOf({ message: text }),
        }),
      ],
      lastFailure: failureOf({ message: text, type: text, code: text }, { model: text }),
    }),
  );
}

describe('text from outside is only ever text', () => {
  let browser: PanelBrowser;
  let panel: OpenPanel;
  before(async () => {
    browser = await sharedBrowser();
    panel = await browser.open();
  });

  for (const text of literal) {
    it(`shows ${text} as it is`, async () => {
      await panel.show(everywhere(text), text);
      const found = await panel.page.evaluate(
        (wanted) => ({
          label: document.querySelector('.error > header bdi')?.textContent,
          model: document.querySelector('.row-name')?.textContent,
          whose: document.querySelector('.row-whose')?.textContent,
          message: document.querySelector('blockquote')?.textContent,
          code: document.querySelector('.codes code:nth-child(2)')?.textContent,
          foreign: document.querySelectorAll('main :is(img, script, iframe, a, [onerror], [onmouseover])').length,
          titled: [...document.querySelectorAll('[title]')].some((element) =>
            element.getAttribute('title')?.includes(wanted),
          ),
        }),
        text,
      );
      assert.deepEqual(found, {
        label: text,
        model: text,
        whose: `OpenAI · ${text}`,
        message: text,
        code: text,
        foreign: 0,
        titled: true,
      });
      assert.deepEqual(await panel.complaints(), []);
    });
  }

  it('makes invisible and direction-turning characters visible', async () => {
    await panel.show(everywhere('safe\u202egnp.exe\u0000\u2066\u001b[31m'));
    const label = await panel.page.locator('.row-name').first().textContent();
    assert.equal(label, 'safe\ufffdgnp.exe\ufffd\ufffd\ufffd[31m');
    assert.deepEqual(await panel.complaints(), []);
  });

  it('bounds a megabyte of text', async () => {
    await panel.show(everywhere('W'.repeat(1_000_000)));
    const { length, wide } = await panel.page.evaluate(() => ({
      length: document.body.innerText.length,
      wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    }));
    assert.ok(length < 10_000, `${length} characters on the page`);
    assert.equal(wide, false);
    assert.deepEqual(await panel.complaints(), []);
  });

  it('would notice a violation of the policy', async () => {
    const fresh = await browser.open();
    await fresh.page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<p style="color:red" onclick="alert(1)">x</p>');
    });
    await fresh.page.locator('p').click();
    await fresh.forbidden('style-src');
    await fresh.close();
  });

  it('lets no page in it move its addresses or send a form', async () => {
    const fresh = await browser.open();
    const before = await fresh.page.evaluate(() => document.baseURI);
    await fresh.page.evaluate(() => {
      document.head.insertAdjacentHTML('beforeend', '<base href="https://evil.example/">');
      document.body.insertAdjacentHTML('beforeend', '<form action="/taken"><button>x</button></form>');
      document.querySelector('form')?.requestSubmit();
    });
    assert.equal(await fresh.page.evaluate(() => document.baseURI), before);
    for (const directive of ['base-uri', 'form-action']) await fresh.forbidden(directive);
    await fresh.close();
  });

  it('ignores whatever is not one of its messages', async () => {
    await panel.show(situations.fine);
    const before = await panel.text();
    const garbage: unknown[] = [null, undefined, 0, 'snapshot', [], {}, { type: 'toString' }, { type: '__proto__' }];
    for (const message of garbage) await panel.send(message);
    assert.equal(await panel.text(), before);
    assert.deepEqual(await panel.complaints(), []);
  });

  it('shows nothing of a message that it does not know all of, and says that it is outdated', async () => {
    const { fine } = situations;
    const good = messageOf(fine);
    const key = keyOf({ models: [modelOf('gpt-5', { limits: [limitOf()] })] });
    const unknown: unknown[] = [
      { type: 'snapshot' },
      { ...good, snapshot: null },
      { ...good, quietUntil: 'soon' },
      { ...good, snapshot: { keys: [null], budget: fine.budget } },
      { ...good, snapshot: { ...fine, budget: {} } },
      { ...good, pinned: 7 },
      { ...good, snapshot: { ...fine, keys: [{ ...key, status: 'hacked' }] } },
      { ...good, snapshot: { ...fine, keys: [{ ...key, label: { toString: 'x' } }] } },
      {
        ...good,
        snapshot: { ...fine, keys: [{ ...key, models: [modelOf('m', { limits: [limitOf({ age: Number.NaN })] })] }] },
      },
      { ...good, words: null },
      { ...good, words: { ...good.words, headline: { ...good.words.headline, tone: '<b>' } } },
      { ...good, words: { ...good.words, accounts: [{ id: 'acme' }] } },
      { type: 'words', language: 5, translations: null },
      { type: 'words', language: 'en', translations: { 'Limits now': 5 } },
      { type: 'words', language: 'en', translations: ['x'] },
    ];
    for (const message of unknown) {
      const fresh = await browser.open();
      await fresh.show(fine);
      await fresh.send(message);
      assert.match(await fresh.text(), /This panel is older than the extension/, JSON.stringify(message));
      assert.match(await fresh.text(), /Fine/);
      assert.deepEqual((await fresh.intents()).at(-1), { type: 'message-refused' });
      assert.deepEqual(await fresh.complaints(), []);
      await fresh.page.close();
    }
  });
});
