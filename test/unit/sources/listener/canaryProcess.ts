/**
 * Listens to a request with a key, a prompt and other headers that nobody else knows, drops it, and writes all that is left
 * in memory to the file named. Run with `--expose-gc`; says the secret in hex, which is a text nowhere here.
 */
import { randomBytes } from 'node:crypto';
import { channel } from 'node:diagnostics_channel';
import { writeHeapSnapshot } from 'node:v8';
import { headerChannels } from '../../../../src/sources/listener/channels.ts';
import { listenTo } from './listening.ts';

const origin = 'https://api.openai.com';
const secret = randomBytes(24);
const { told, listener } = listenTo(origin, 'openai');

function ask(): void {
  const hidden = secret.toString('hex');
  const headers = ['authorization', `Bearer sk-proj-${hidden}`, 'user-agent', 'Cline/4', 'cookie', `session=${hidden}`];
  const request = { origin, method: 'POST', path: `/v1/responses?trace=${hidden}`, headers, body: `prompt ${hidden}` };
  channel(headerChannels.undiciMade).publish({ request: { ...request, contentLength: 99 } });
  const asked = { ...request, contentLength: 99 };
  channel(headerChannels.undiciMade).publish({ request: asked });
  channel(headerChannels.undiciLeaves).publish({ request: asked, headers: `cookie: ${hidden}`, socket: {} });
  const answer = ['x-ratelimit-limit-requests', '500', 'x-ratelimit-remaining-requests', '7', 'x-request-id', hidden];
  channel(headerChannels.undiciAnswers).publish({ request: asked, response: { statusCode: 200, headers: answer } });
}

for (let times = 0; times < 3; times++) ask();
const heard = await told();
for (let times = 0; times < 3; times++) {
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 20));
}
writeHeapSnapshot(process.argv[2]);
process.stdout.write(secret);
process.exitCode = heard.length === 3 && listener.isOn ? 0 : 1;
