/**
 * A window in a process of its own, with the gateway that all windows wish: `node gatewayWindow.ts HOME`. Tells its seat and what its
 * gateway does as `SEAT STATE`. Real are the process, the election, the files, the port and the requests.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { systemClock } from '../../../../src/base/clock.ts';
import { openGateway } from '../../../../src/host/gateway/openGateway.ts';
import { openToolConnections } from '../../../../src/host/gateway/toolConnections.ts';
import { GatewaySource } from '../../../../src/sources/gateway/gatewaySource.ts';
import { openWindow } from '../../bus/window.ts';

const [home = ''] = process.argv.slice(2);
const userId = process.getuid?.() ?? null;
const environment = { XDG_RUNTIME_DIR: home };
const { election } = await openWindow({ platform: process.platform, environment, home, temporary: home, userId });
const clock = systemClock();
const parts = { folder: join(home, 'state'), clock, wall: () => Date.now(), random: Math.random, warn: console.error };
const connections = await openToolConnections(parts);
let seat = 'none';
let gateway: GatewaySource | null = null;
const tell = () => console.log(`${seat} ${gateway?.state.kind ?? 'none'}`);

election.onDidChange((taken) => {
  seat = taken?.kind ?? 'none';
  gateway?.dispose();
  gateway = null;
  if (seat === 'leader') {
    gateway = new GatewaySource({
      clock,
      isLeader: () => election.isLeader(),
      fault: console.error,
      open: async (changed) => ({
        ...openGateway({
          clock,
          digestOf: (value) => String(value.length),
          heard: () => {},
          wall: Date.now,
          shownBefore: null,
          shown: () => assert.fail(),
          patience: () => 60_000,
          onDidChangePatience: () => ({ dispose: () => {} }),
          known: () => null,
          keyIdOf: () => null,
          changed,
          statusSecret: () => null,
          lookForRoutes: () => connections.look(),
        }),
        connections,
      }),
    });
    gateway.onDidChangeState(tell);
    gateway.allow(true);
  }
  tell();
});
election.watch(true);
void election.start();
