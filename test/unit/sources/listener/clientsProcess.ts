/**
 * Has every client of extensions ask with a key and a prompt that nobody else knows, listened to or not, drops the clients, and
 * writes all that is left in memory to a file. Run with `--expose-gc`; it is told where to ask, and tells the secrets as
 * bytes, which are a text nowhere here.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeHeapSnapshot } from 'node:v8';
import { askWith } from '../../../support/listening/askWith.ts';
import { clientNames, clients } from '../../../support/listening/clients.ts';
import { listenTo } from './listening.ts';

/** What the process is told. `file`: of the snapshot. `origins`: by the version of HTTP. */
export interface ClientsTask {
  readonly origins: Readonly<Record<1 | 2, string>>;
  readonly certificate: string;
  readonly file: string;
  readonly listens: boolean;
}

/** What it tells once the snapshot is written, and “asked” before. */
export interface ClientsDone {
  /** In hex with a dash behind each byte. */
  readonly secrets: Readonly<Record<string, { readonly key: string; readonly prompt: string }>>;
  readonly heard: number;
}

const [{ origins, certificate, file, listens }] = (await once(process, 'message')) as [ClientsTask];
const listening = ([1, 2] as const).map((version) => listenTo(origins[version], 'openai'));
if (!listens) for (const { listener } of listening) listener.turn(false);
const secrets = clientNames.map((name) => ({ name, key: randomBytes(24), prompt: randomBytes(24) }));

for (let times = 0; times < 2; times++) for (const secret of secrets) await ask(secret);
let heard = 0;
for (const { told } of listening) heard += (await told()).length;
process.send?.('asked');
// Until nobody is connected any more: a connection that is kept keeps its last request.
await once(process, 'message');
for (let times = 0; times < 6; times++) {
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 50));
}
writeHeapSnapshot(file);
const spelled = (bytes: Buffer) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('-');
process.send?.({
  secrets: Object.fromEntries(
    secrets.map(({ name, key, prompt }) => [name, { key: spelled(key), prompt: spelled(prompt) }]),
  ),
  heard,
} satisfies ClientsDone);
process.disconnect();

async function ask({ name, key, prompt }: (typeof secrets)[number]): Promise<void> {
  const { version } = clients[name];
  const { signal } = new AbortController();
  const apiKey = `sk-proj-${key.toString('hex')}`;
  const asked = {
    origin: origins[version],
    certificate,
    apiKey,
    prompt: prompt.toString('hex'),
    isStreamed: false,
    signal,
  };
  await askWith[name](asked);
}
