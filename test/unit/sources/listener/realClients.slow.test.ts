import { after, suite, test } from 'node:test';
import { askWith } from '../../../support/listening/askWith.ts';
import { clientNames, clients } from '../../../support/listening/clients.ts';
import { hearing } from '../../../support/listening/hearing.ts';
import { outcomes, startRealProviders } from '../../../support/listening/realProvider.ts';

/* The same table runs in the editors, with the clients in an extension of their own: test/host/realClients.test.ts. */

suite('the clients of extensions, by what becomes of their request', async () => {
  const providers = await startRealProviders();
  after(() => providers[Symbol.asyncDispose]());
  for (const outcome of outcomes) {
    for (const name of clientNames) {
      const client = clients[name];
      const provider = providers[client.version];
      test(`${name}: ${outcome}`, () => hearing({ client, provider, outcome, ask: askWith[name], tool: client.tool }));
    }
  }
});
