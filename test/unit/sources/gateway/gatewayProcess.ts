/** A gateway before the provider whose address is given; tells its own, and how much memory it takes when asked. */
import { createHmac } from 'node:crypto';
import { writeHeapSnapshot } from 'node:v8';
import { systemClock } from '../../../../src/base/clock.ts';
import { passAll } from '../../../../src/sources/gateway/admission.ts';
import { Gateway } from '../../../../src/sources/gateway/gateway.ts';
import { newSecret } from '../../../../src/sources/gateway/routes.ts';
import { usualDeadlines } from '../../../../src/sources/gateway/sending.ts';
import { nodeClients } from '../../../../src/sources/gateway/upstreams.ts';

const observed: unknown[] = [];
const gateway = new Gateway({
  clock: systemClock(),
  clients: nodeClients,
  deadlines: usualDeadlines,
  nonce: 'process',
  digestOf: (value) => createHmac('sha256', 'of the tests').update(value).digest('hex'),
  admission: { ...passAll, ended: (end) => observed.push(end) },
  emit: (observation) => observed.push(observation),
});
const secret = newSecret();
gateway.routes = [{ tool: 'some-tool', secret, provider: 'openai', upstream: new URL(process.argv[2] ?? '') }];
const port = await gateway.listen(0);
process.send?.({ url: `http://127.0.0.1:${port}/${secret}` });
process.on('message', async (what) => {
  for (let times = 0; times < 3; times++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  if (what !== 'memory') writeHeapSnapshot(String(what));
  process.send?.({ rss: process.memoryUsage.rss(), told: observed.length });
});
