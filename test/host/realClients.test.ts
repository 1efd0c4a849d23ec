import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { clientNames, clients } from '../support/listening/clients.ts';
import { hearing } from '../support/listening/hearing.ts';
import { outcomes, type RealProviders, startRealProviders } from '../support/listening/realProvider.ts';
import { companion } from './companion/manifest.ts';

suite('Hearing the clients in another extension, by what becomes of their request', () => {
  let providers: RealProviders;

  suiteSetup(async () => {
    providers = await startRealProviders();
    assert.ok(vscode.extensions.getExtension('acme.coder'), 'the companion is not installed');
  });

  suiteTeardown(() => providers[Symbol.asyncDispose]());

  for (const outcome of outcomes) {
    for (const name of clientNames) {
      test(`${name}: ${outcome}`, () => {
        const client = clients[name];
        const ask = async (asked: object) => vscode.commands.executeCommand('coder.ask', name, asked);
        // The stack tells whose a request of Node's own is; `fetch` has lost it by the time it tells.
        const tool = client.through === 'http' ? companion.name : client.tool;
        return hearing({ client, provider: providers[client.version], outcome, ask, tool });
      });
    }
  }
});
