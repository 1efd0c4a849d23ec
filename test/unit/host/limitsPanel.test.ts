import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { Uri, WebviewPanel } from 'vscode';
import { limitIdOf } from '../../../src/core/model/limit.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import { diagnoseText } from '../../../src/host/actions/diagnoseText.ts';
import type { PanelContent } from '../../../src/host/panel/openPanel.ts';
import { parseToPanel } from '../../../src/wire/snapshotShape.ts';
import type { Intent } from '../../../src/words/advice/intent.ts';
import { pastedWords } from '../../../src/words/pastedWords.ts';
import { situations } from '../../panel/situations.ts';
import { created, Emitter, FakePanel, userSettings } from './fakeEditor.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { LimitsPanel } = await import('../../../src/host/panel/limitsPanel.ts');

const past = { at: 5, steps: { hour: [], day: [], month: [] }, sleeps: [], thresholds: { low: 0.2, critical: 0.05 } };

function start() {
  const changes = new Emitter<Snapshot>();
  const intents: Intent[] = [];
  const looks: number[] = [];
  const warnings: string[] = [];
  const content: { now: PanelContent } = {
    now: { snapshot: situations.fine, pinned: null, quietUntil: null, starred: [] },
  };
  const panel = new LimitsPanel({
    extensionUri: 'ext' as unknown as Uri,
    current: () => content.now,
    onDidChange: changes.event,
    room: () => ({
      past: async (limitId) => (limitId === 'known' ? past : null),
      look: () => looks.push(looks.length),
    }),
    onIntent: (intent) => intents.push(intent),
    warn: (message) => warnings.push(message),
  });
  return { panel, changes, intents, looks, warnings, content };
}

/** Opens the panel and lets the page say that it is ready. */
async function open(host: ReturnType<typeof start>): Promise<FakePanel> {
  await host.panel.show();
  const panel = created.at(-1)?.panel;
  assert.ok(panel);
  panel.received.fire({ type: 'ready' });
  return panel;
}

describe('the panel of a window', () => {
  let host: ReturnType<typeof start>;
  let now = 0;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setInterval'] });
    now = 1_000_000;
    mock.method(performance, 'now', () => now);
    created.length = 0;
    host = start();
  });
  afterEach(() => {
    host.panel.dispose();
    mock.timers.reset();
    mock.restoreAll();
  });
  const pass = (milliseconds: number) => {
    now += milliseconds;
    mock.timers.tick(milliseconds);
  };

  it('is one, and as closed as it can be', async () => {
    const panel = await open(host);
    await host.panel.show();
    assert.equal(created.length, 1);
    assert.equal(panel.reveals, 1);
    assert.deepEqual(panel.webview.options, {
      enableScripts: true,
      enableForms: false,
      enableCommandUris: false,
      localResourceRoots: ['ext/dist'],
    });
    assert.deepEqual(created[0]?.options[3], panel.webview.options);
  });

  it('passes on what is asked of keys and limits that are there, and of no others', async () => {
    const panel = await open(host);
    const [key] = host.content.now.snapshot.keys;
    const long = limitIdOf(`key\n${'m'.repeat(3000)}`);
    const model = key?.models[0];
    const limit = model?.limits[0];
    assert.ok(key && model && limit);
    const models = [{ ...model, limits: [limit, { ...limit, id: long }] }];
    host.content.now = { ...host.content.now, snapshot: { ...host.content.now.snapshot, keys: [{ ...key, models }] } };
    const asked = [
      { type: 'pin-limit', limitId: limit.id },
      { type: 'mute-limit', limitId: long },
      { type: 'unmute-limit', limitId: 'gone' },
      { type: 'tell-when-ready', keyId: key.id },
    ];
    const refused = [
      { type: 'pin-limit', limitId: 'no limit' },
      { type: 'pin-limit', limitId: 'lowest' },
      { type: 'mute-limit', limitId: `${limit.id} ` },
      { type: 'mute-limit', limitId: key.id },
      { type: 'tell-when-ready', keyId: 'no key' },
      { type: 'remove-key', keyId: '__proto__' },
    ];
    for (const intent of [...refused, ...asked]) panel.received.fire(intent);
    assert.deepEqual(host.intents, asked);
  });

  it('answers itself what the past of a limit was, and says nothing of one that is not there', async () => {
    const panel = await open(host);
    const asked = host.intents.length;
    panel.received.fire({ type: 'show-history', limitId: 'gone' });
    panel.news();
    panel.received.fire({ type: 'show-history', limitId: 'known' });
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(panel.posted.at(-1), { type: 'history', limitId: 'known', ...past });
    assert.ok(parseToPanel(panel.posted.at(-1)));
    assert.deepEqual(panel.news(), ['history']);
    assert.equal(host.intents.length, asked);
  });

  it('says nothing before the page is ready, then words before numbers', async () => {
    await host.panel.show();
    const panel = created[0]?.panel;
    assert.ok(panel);
    host.changes.fire(host.content.now.snapshot);
    pass(5_000);
    assert.deepEqual(panel.news(), []);
    panel.received.fire({ type: 'ready' });
    assert.deepEqual(panel.posted[0], { type: 'words', language: 'de', translations: null });
    assert.deepEqual(panel.news(), ['words', 'snapshot']);
  });

  it('says that somebody looks for as long as it is visible', async () => {
    const panel = await open(host);
    pass(10_000);
    assert.equal(host.looks.length, 3);
    panel.setVisible(false);
    pass(10_000);
    host.changes.fire(host.content.now.snapshot);
    assert.equal(host.looks.length, 3);
  });

  it('posts each calm snapshot, and anew every five seconds so that ages are right', async () => {
    const panel = await open(host);
    panel.news();
    host.changes.fire(host.content.now.snapshot);
    assert.deepEqual(panel.news(), ['snapshot']);
    pass(4_000);
    assert.deepEqual(panel.news(), []);
    pass(1_000);
    assert.deepEqual(panel.news(), ['snapshot']);
  });

  it('shows at once what the user has chosen', async () => {
    const panel = await open(host);
    panel.news();
    host.content.now = { ...host.content.now, pinned: limitIdOf('x') };
    host.panel.refresh();
    assert.deepEqual(panel.news(), ['snapshot']);
  });

  it('says where the editor hides requests from listening, as soon as it does', async () => {
    host.content.now = { ...host.content.now, snapshot: situations.heard };
    const panel = await open(host);
    const states = () => panel.posted.splice(0).flatMap((message) => parseToPanel(message) ?? []);
    const listening = () =>
      states().flatMap((one) => (one.type === 'snapshot' ? (one.words.sources.rows[0]?.state ?? []) : []));
    assert.deepEqual(listening(), ['on']);
    userSettings['http.electronFetch'] = true;
    pass(5_000);
    delete userSettings['http.electronFetch'];
    assert.deepEqual(listening(), ['trouble']);
  });

  it('is silent while hidden, and current as soon as it is seen again', async () => {
    const panel = await open(host);
    panel.news();
    panel.setVisible(false);
    host.content.now = { snapshot: situations.critical, pinned: null, quietUntil: null, starred: [] };
    host.changes.fire(host.content.now.snapshot);
    pass(60_000);
    assert.deepEqual(panel.news(), []);
    panel.setVisible(true);
    assert.deepEqual(panel.news(), ['snapshot']);
    panel.received.fire({ type: 'ready' });
    assert.deepEqual(panel.news(), ['words', 'snapshot']);
    pass(5_000);
    assert.deepEqual(panel.news(), ['snapshot']);
  });

  it('shows what a pasted text means as soon as the page is ready, and anew once there is another key', async () => {
    const told: number[] = [];
    host.content.now = { snapshot: situations.noKey, pinned: null, quietUntil: null, starred: [] };
    await host.panel.showDiagnosis(({ keys }) => {
      told.push(keys.length);
      return pastedWords(diagnoseText('429', 0), 'vscode', keys[0]?.id ?? null);
    });
    const panel = await open(host);
    const isNews = () => panel.posted.flatMap((message) => ('isNews' in message ? message.isNews : []));
    assert.deepEqual(isNews(), [true]);
    assert.deepEqual(panel.news(), ['words', 'diagnosis', 'snapshot']);
    host.content.now = { snapshot: situations.fine, pinned: null, quietUntil: null, starred: [] };
    host.changes.fire(host.content.now.snapshot);
    assert.deepEqual(isNews(), [false], 'nobody has asked again');
    assert.deepEqual(panel.news(), ['diagnosis', 'snapshot']);
    assert.deepEqual(told, [0, 1]);
  });

  it('focuses the box for an error once the page shows it, and not again', async () => {
    await host.panel.showPasteBox();
    const panel = await open(host);
    assert.deepEqual(panel.news(), ['words', 'snapshot', 'paste-box']);
    pass(5_000);
    assert.deepEqual(panel.news(), ['snapshot']);
    await host.panel.showPasteBox();
    assert.deepEqual(panel.news(), ['snapshot', 'paste-box']);
    panel.setVisible(false);
    await host.panel.showPasteBox();
    assert.deepEqual(panel.news(), []);
    panel.setVisible(true);
    assert.deepEqual(panel.news(), ['snapshot', 'paste-box']);
  });

  it('passes on intents and nothing else', async () => {
    const panel = await open(host);
    const others = [null, 'check-now', { type: 'evil' }, { type: 'remove-key' }, { type: 'pin-limit', limitId: 5 }];
    for (const message of others) panel.received.fire(message);
    assert.equal(host.warnings.length, others.length);
    panel.received.fire({ type: 'remove-key', keyId: 'work', command: 'rm' });
    assert.deepEqual(host.intents, [{ type: 'remove-key', keyId: 'work' }]);
    assert.equal(host.warnings.length, others.length);
  });

  it('lets go of everything when it is closed, and can be opened again', async () => {
    const panel = await open(host);
    panel.dispose();
    assert.equal(host.changes.listeners + panel.received.listeners + panel.viewState.listeners, 0);
    panel.news();
    host.changes.fire(host.content.now.snapshot);
    pass(5_000);
    assert.deepEqual(panel.news(), []);
    assert.notEqual(await open(host), panel);
  });

  it('is taken up again after a reload', async () => {
    const restored = new FakePanel();
    await host.panel.deserializeWebviewPanel(restored as unknown as WebviewPanel);
    assert.match(restored.webview.html, /panel\.js/);
    assert.equal(restored.webview.options.enableScripts, true);
    restored.received.fire({ type: 'ready' });
    assert.deepEqual(restored.news(), ['words', 'snapshot']);
    await host.panel.show();
    assert.equal(created.length, 0);
    assert.equal(restored.reveals, 1);
  });

  it('ends with its owner', async () => {
    const panel = await open(host);
    host.panel.dispose();
    assert.equal(panel.gone, true);
    assert.equal(host.changes.listeners, 0);
  });

  it('has a new nonce for every page', async () => {
    const nonceOf = () => /nonce="([^"]+)"/.exec(created.at(-1)?.panel.webview.html ?? '')?.[1] ?? '';
    (await open(host)).dispose();
    const first = nonceOf();
    await open(host);
    assert.match(first, /^[\w-]{24}$/);
    assert.notEqual(nonceOf(), first);
  });
});
