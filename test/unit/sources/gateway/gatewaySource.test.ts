import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Emitter } from '../../../../src/base/disposable.ts';
import type { PassedUses } from '../../../../src/core/model/snapshot.ts';
import type { ToolConnection } from '../../../../src/sources/gateway/connection.ts';
import { GatewaySource } from '../../../../src/sources/gateway/gatewaySource.ts';
import type { Route } from '../../../../src/sources/gateway/routes.ts';
import { DrivenClock } from '../../engine/drivenClock.ts';

const connection: ToolConnection = {
  tool: 'codex',
  provider: 'openai',
  upstream: 'https://api.openai.com/v1',
  secret: 'secret',
  since: 0,
};

/** A source whose gateway cannot listen while `port.error` says why. */
function stage() {
  const clock = new DrivenClock();
  const port: { error: string | null; holders: number; opened: number } = { error: null, holders: 0, opened: 0 };
  const changed = new Emitter<void>();
  const connections = {
    all: [connection],
    port: 23_456,
    onDidChange: changed.event,
    choosePort: async () => connections.port,
  };
  const routes: (readonly Route[])[] = [];
  const states: string[] = [];
  const faults: unknown[] = [];
  const counts = { passed: { byAddress: [], withoutKey: [] } as PassedUses };
  let leads = true;
  const source = new GatewaySource({
    clock,
    isLeader: () => leads,
    fault: (thrown) => faults.push(thrown),
    open: async () => {
      port.opened++;
      let isOpen = false;
      const gateway = {
        set routes(next: readonly Route[]) {
          routes.push(next);
        },
        async listen(wanted: number) {
          if (port.error !== null) throw Object.assign(new Error('no'), { code: port.error });
          isOpen = true;
          port.holders++;
          return wanted;
        },
        async close() {
          if (isOpen) port.holders--;
          isOpen = false;
        },
      };
      return { gateway, held: { holds: [], holdsFor: 60, sendNow() {}, dispose() {} }, counts, connections };
    },
  });
  source.onDidChangeState(() => states.push(source.state.kind));
  const lose = () => {
    leads = false;
  };
  return { clock, port, counts, changed, connections, routes, states, faults, source, lose };
}

suite('the gateway of the window that leads', () => {
  test('is not even loaded until somebody wants it, and is gone when nobody does', async () => {
    const { clock, port, counts, source, states } = stage();
    source.allow(false);
    await clock.pass(60);
    assert.deepEqual([port.opened, clock.pending], [0, 0]);
    source.allow(true);
    await clock.pass(0);
    const live = { kind: 'live', port: 23_456, holdsFor: 60, connected: ['codex'] };
    assert.deepEqual([port.opened, port.holders, source.state], [1, 1, live]);
    counts.passed = { byAddress: [{ tool: 'codex', requests: 1, age: 0 }], withoutKey: [] };
    assert.deepEqual('passed' in source.state && source.state.passed, counts.passed);
    source.allow(true);
    source.allow(false);
    await clock.pass(60);
    assert.deepEqual([port.opened, port.holders, source.state.kind], [1, 0, 'off']);
    assert.deepEqual(states, ['starting', 'live', 'off']);
  });

  test('lets go of the port when its window leads no more, also while it waits for it', async () => {
    const { clock, port, source } = stage();
    port.error = 'EADDRINUSE';
    source.allow(true);
    await clock.pass(1);
    source.dispose();
    port.error = null;
    await clock.pass(60);
    assert.equal(port.holders, 0);
  });

  test('gets the port a moment after the window before has let it go, and speaks of it only if that takes long', async () => {
    const { clock, port, source, states } = stage();
    port.error = 'EADDRINUSE';
    source.allow(true);
    await clock.pass(0.4);
    port.error = null;
    await clock.pass(0.1);
    assert.deepEqual(states, ['starting', 'live']);
  });

  test('says who has its port, and has it once that one goes', async () => {
    const { clock, port, source } = stage();
    port.error = 'EADDRINUSE';
    source.allow(true);
    await clock.pass(3);
    assert.deepEqual(source.state, { kind: 'no-port', port: 23_456, isTaken: true });
    port.error = 'EACCES';
    await clock.pass(2);
    assert.deepEqual(source.state, { kind: 'no-port', port: 23_456, isTaken: false });
    port.error = null;
    await clock.pass(1);
    assert.equal(source.state.kind, 'live');
  });

  test('leaves the port to another window that leads instead', async () => {
    const { clock, port, source, lose } = stage();
    lose();
    source.allow(true);
    await clock.pass(10);
    assert.deepEqual([port.holders, source.state.kind], [0, 'no-port']);
  });

  test('serves the tools that are connected, whichever window connects them', async () => {
    const { clock, connections, changed, routes, states, source } = stage();
    source.allow(true);
    await clock.pass(0);
    const told = states.length;
    const aider = { ...connection, tool: 'aider', secret: 'other' };
    connections.all = [connection, aider, { ...aider, provider: 'anthropic', secret: 'third' }];
    changed.fire();
    assert.deepEqual('connected' in source.state && source.state.connected, ['codex', 'aider']);
    assert.equal(states.length, told + 1);
    assert.deepEqual(
      routes.map((some) => some.map(({ tool, upstream }) => [tool, upstream.href])),
      [[['codex', connection.upstream]], connections.all.map(({ tool, upstream }) => [tool, upstream])],
    );
  });

  test('serves a tool that is connected while the port is chosen', async () => {
    const { clock, connections, routes, source } = stage();
    connections.all = [];
    connections.choosePort = async () => {
      connections.all = [connection];
      return connections.port;
    };
    source.allow(true);
    await clock.pass(0);
    assert.deepEqual(
      routes.at(-1)?.map(({ tool }) => tool),
      ['codex'],
    );
  });

  test('goes to another port when the user chooses one, in whichever window', async () => {
    const { clock, port, connections, changed, source } = stage();
    port.error = 'EADDRINUSE';
    source.allow(true);
    await clock.pass(3);
    assert.equal(source.state.kind, 'no-port');
    connections.port = 23_457;
    port.error = null;
    changed.fire();
    await clock.pass(0);
    assert.deepEqual([source.state.kind, port.holders, port.opened], ['live', 1, 2]);
    changed.fire();
    await clock.pass(0);
    assert.equal(port.opened, 2, 'nothing has changed');
    source.allow(false);
    await clock.pass(1);
    assert.equal(port.holders, 0);
  });

  test('that cannot be opened says why, and is tried again', async () => {
    const { clock, port, faults, connections, source } = stage();
    const { choosePort } = connections;
    connections.choosePort = () => Promise.reject(new Error('no port is free'));
    source.allow(true);
    await clock.pass(1);
    const { state } = source;
    assert.deepEqual([state.kind, state.kind === 'trouble' && state.failure.cause], ['trouble', 'own-fault']);
    connections.choosePort = () => Promise.reject(Object.assign(new Error('gone'), { code: 'ERR_MODULE_NOT_FOUND' }));
    await clock.pass(10);
    assert.equal(source.state.kind === 'trouble' && source.state.failure.cause, 'outdated');
    assert.equal(faults.length, 1, 'one line in the log for all tries');
    connections.choosePort = choosePort;
    await clock.pass(10);
    assert.deepEqual([source.state.kind, port.holders], ['live', 1]);
  });

  test('that cannot be opened is tried no more once nobody wants it', async () => {
    const { clock, port, connections, source } = stage();
    connections.choosePort = () => Promise.reject(new Error('no port is free'));
    source.allow(true);
    await clock.pass(1);
    source.allow(false);
    await clock.pass(60);
    assert.deepEqual([source.state.kind, port.opened, clock.pending], ['off', 1, 0]);
  });
});
