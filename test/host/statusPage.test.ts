import assert from 'node:assert/strict';
import { headlineWords } from '../../src/words/headlineWords.ts';
import { listWords } from '../../src/words/listWords.ts';
import { placeIn } from '../support/place.ts';
import { Stage } from './stage.ts';

const place = placeIn('vscode');
const real = globalThis.fetch;

suite('a status page', () => {
  teardown(() => {
    globalThis.fetch = real;
  });

  test('tells that others have it too while the provider is in trouble, and no longer afterwards', async () => {
    const stage = await Stage.open('gpt-5');
    const { simulator, shell } = stage;
    const asked: { readonly url: string; readonly key: string | null }[] = [];
    // The provider's own hosts, since a status page speaks for no other address.
    globalThis.fetch = (input, init) => {
      const { href, pathname } = new URL(String(input));
      asked.push({ url: href, key: new Headers(init?.headers).get('authorization') });
      return real(simulator.origin + pathname, init);
    };
    await shell.keyRing.remove('key');
    const record = { id: 'own', label: 'work', provider: 'openai', storage: 'session', fingerprint: '…' } as const;
    await shell.keyRing.put({ ...record, baseUrl: 'https://api.openai.com/v1', models: ['gpt-5'] }, 'sk-simulator');
    await stage.pass(20);
    const ofPages = () => asked.filter(({ url }) => url.startsWith('https://status.openai.com/'));
    assert.equal(stage.shown.keys[0]?.status, 'ok');
    assert.equal(ofPages().length, 0, 'nothing fails and nobody looks');

    simulator.setStatus({ level: 'outage', title: 'Elevated errors', since: stage.shown.at - 60_000 });
    simulator.setAnswer({ kind: 'overloaded' }, { path: simulator.requests.at(-1)?.path ?? '' });
    await shell.board.ask({ type: 'check-now', keyId: null });
    await told(stage, 'outage');
    await stage.pass(10);
    const { title, status } = headlineWords(shell.board.current, place);
    assert.match(title, /overloaded/);
    assert.match(status?.text ?? '', /^Others have this too: OpenAI reports an outage since /);
    assert.deepEqual(listed(stage), ['“Elevated errors”']);
    assert.deepEqual(ofPages(), [{ url: 'https://status.openai.com/api/v2/summary.json', key: null }]);

    await stage.pass(270);
    const notified = stage.warnings.map(({ text }) => text);
    assert.equal(notified.length, 1);
    assert.match(
      notified[0] ?? '',
      /The provider is overloaded\. Others have this too: OpenAI reports an outage since /,
    );

    simulator.setAnswer(null);
    simulator.setStatus(null);
    // A check comes every five minutes at least, and is on its way in real time.
    for (let minute = 0; stage.shown.keys[0]?.status !== 'ok'; minute++) {
      assert.ok(minute < 30, 'the trouble did not end');
      await stage.pass(60);
    }
    assert.equal(headlineWords(shell.board.current, place).status, null);
    // A page is read every five minutes at most.
    await stage.pass(300);
    void stage.engine.ask({ type: 'look' });
    await told(stage, 'fine');
    await stage.pass(10);
    assert.deepEqual(listed(stage), []);
    await stage.close();
  });
});

/** Waits until a status page has told so. */
async function told({ engine }: Stage, level: string): Promise<void> {
  for (let turn = 0; engine.current.statuses[0]?.level !== level; turn++) {
    assert.ok(turn < 2_000, `no page has told of ${level}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function listed({ shell }: Stage): (string | undefined)[] {
  const items = listWords(shell.board.current, place);
  return items.filter(({ label }) => label.includes('reports')).map(({ detail }) => detail);
}
