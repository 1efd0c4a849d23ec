import assert from 'node:assert/strict';
import { hasSubscribers } from 'node:diagnostics_channel';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { systemClock } from '../../../src/base/clock.ts';
import { openSharedState } from '../../../src/host/sharedState.ts';
import { headerChannels } from '../../../src/sources/listener/channels.ts';
import { askWith } from '../../support/listening/askWith.ts';
import { clientNames, clients } from '../../support/listening/clients.ts';
import { type Outcome, type RealProviders, startRealProviders } from '../../support/listening/realProvider.ts';
import { filesBelow, formsOf } from '../../support/traces.ts';
import { until } from '../../support/until.ts';
import { clipboard, created, logged, userSettings } from './fakeEditor.ts';
import { asked, details, offered, presented, willAnswer } from './fakeQuestions.ts';
import { openListeningWindow } from './listeningWindow.ts';

const skip = process.platform === 'win32';
const variables = ['XDG_STATE_HOME', 'XDG_RUNTIME_DIR', 'HOME', 'LOCALAPPDATA'];
const home = mkdtempSync(join(tmpdir(), 'kg-'));
const usual = variables.map((name) => [name, process.env[name]] as const);
let providers: RealProviders;

/** A key for each client, so that what is found tells whose it is. */
const keys = clientNames.map((name, index) => {
  const tail = `${'mQ7xLw4TzR8vBn3cYp6dHs1gJt5e9fK2'.slice(index)}${index}`;
  return { name, apiKey: `sk-proj-Canary${String.fromCharCode(65 + index)}${tail}` };
});
const bodies = ['canary of a prompt', 'canary of an answer', 'canary of an error'];
const outcomes: readonly Outcome[] = ['answered', 401, 429, 529];

/** What was asked and notified since the last script. */
const said = () => [...asked, ...details, ...offered, ...presented].join('\n');

/** Has every client ask once for each outcome. */
async function askAll(): Promise<void> {
  for (const outcome of outcomes) {
    for (const { name, apiKey } of keys) {
      const { version } = clients[name];
      const provider = providers[version];
      provider.outcome = outcome;
      const { origin, certificate } = provider;
      const { signal } = new AbortController();
      await askWith[name]({ origin, certificate, apiKey, isStreamed: false, signal }).catch(() => {});
    }
  }
}

// The hooks of a file count for all that run in its process; those of a suite do not.
suite('what is heard', { skip }, () => {
  before(async () => {
    for (const name of variables) process.env[name] = home;
    userSettings['keygauge.listen'] = true;
    providers = await startRealProviders();
  });

  after(async () => {
    await providers[Symbol.asyncDispose]();
    for (const [name, value] of usual) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    delete userSettings['keygauge.listen'];
    rmSync(home, { recursive: true, force: true });
  });

  test('keys, prompts and answers of all clients are in no state, log, panel, notification, report or clipboard', async (t) => {
    const clock = systemClock();
    const storage = join(home, 'code');
    const { shell, stored } = await openListeningWindow(clock, (globalState, warn) =>
      openSharedState({ storage, globalState, version: '1.0.0', clock, random: () => 0.5, warn }),
    );
    t.after(() => shell.dispose());
    const room = await shell.room;
    assert.ok(room);
    for (const [version, { origin }] of Object.entries({ 1: providers[1], 2: providers[2] })) {
      // Of this machine only addresses are listened to that a key of the user's own belongs to.
      const own = { id: version, label: version, provider: 'openai', storage: 'session', fingerprint: '…' } as const;
      await shell.keyRing.put({ ...own, baseUrl: `${origin}/v1`, models: [] }, 'sk-own-0123456789abcdefghij');
    }
    await until(() => Object.values(headerChannels).every((name) => hasSubscribers(name)), 10_000);
    const panels = created.length;
    await shell.panel.show();
    created[panels]?.panel.received.fire({ type: 'ready' });
    await askAll();
    const heard = () => room.engine.current.keys.filter((key) => key.storage === 'traffic');
    await until(() => heard().length === keys.length, 10_000);
    await until(() => shell.board.current.keys.length === keys.length + 2, 10_000);
    shell.panel.refresh();
    const posted = JSON.stringify(created[panels]?.panel.posted);
    const notified = said();
    willAnswer("Add the Provider's Words…", 'Copy This Report');
    await shell.perform('copyReport');
    const surfaces: Record<string, string> = {
      panel: posted,
      gauge: JSON.stringify([shell.gauge.text, room.engine.current]),
      clipboard: clipboard.text,
      notifications: notified,
      questions: said(),
      log: logged.join('\n'),
      secrets: JSON.stringify([...stored.secrets.values]),
      states: JSON.stringify([[...stored.globalState.values], [...stored.workspaceState.values]]),
    };
    shell.dispose();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const files = filesBelow(home);
    // It would find nothing where nothing is.
    assert.match(surfaces.panel ?? '', /OpenAI SDK/);
    assert.match(surfaces.notifications ?? '', /OpenAI/);
    assert.match(surfaces.questions ?? '', /The report is on the clipboard/);
    assert.match(surfaces.clipboard ?? '', /"storage": "traffic"/);
    assert.ok(files.size > 2, `${files.size} files`);
    const forms = keys.flatMap(({ name, apiKey }) => formsOf(apiKey).map((form) => [name, form] as const));
    const hidden = [...forms, ...bodies.map((body) => ['a body', body] as const)];
    const leaks = [...Object.entries(surfaces), ...files].flatMap(([place, text]) =>
      hidden.flatMap(([what, form]) => (text.includes(form) ? [`${place} holds ${what}`] : [])),
    );
    assert.deepEqual([...new Set(leaks)], []);
    assert.ok(!Object.values(headerChannels).some((name) => hasSubscribers(name)), 'still subscribed');
  });
});
