import type { HeardExchange, HeardLeaving } from '../bus/heardExchange.ts';
import type { EngineWindows } from '../bus/ledEngine.ts';
import { SharedEngine } from '../bus/sharedEngine.ts';
import { Purse } from '../engine/purse.ts';
import type { Access } from '../providers/provider.ts';
import { AdminSource } from '../sources/admin/adminSource.ts';
import type { AskedTimes } from '../sources/admin/turns.ts';
import { GatewaySource } from '../sources/gateway/gatewaySource.ts';
import { ownRequests } from '../sources/probe/ownRequest.ts';
import { ProbeSource } from '../sources/probe/probeSource.ts';
import { readPage } from '../sources/status/readPage.ts';
import { StatusSource } from '../sources/status/statusSource.ts';
import type { AdminKeyRing } from './adminKeys/adminKeyRing.ts';
import { type EngineRoomParts, preferencesIn } from './engineRoomParts.ts';
import type { Known } from './gateway/knownLimits.ts';
import type { GatewayWork } from './gateway/openGateway.ts';
import { usualPatience } from './gateway/patience.ts';
import type { ToolConnections } from './gateway/toolConnections.ts';
import { KeptEngine, type OpenKept } from './keptEngine.ts';
import { agreedDigest } from './keys/heldKeys.ts';
import type { ObservationLog } from './observationLog.ts';
import { seatSentence } from './seatSentence.ts';

export interface AdminReading extends EngineRoomParts {
  readonly adminKeys: AdminKeyRing;
  readonly asked: AskedTimes;
  /** Whether this window is still the one to ask. */
  mayRead(): boolean;
}

/** Reads organizations with this window's admin keys, those that the leader has it read. */
export function adminSourceOf({ clock, wall, random, asked, adminKeys, mayRead }: AdminReading): AdminSource {
  return new AdminSource({
    clock,
    wall,
    random,
    asked,
    clientOf: async (id) => (await import('../providers/admin/adminClients.ts')).adminClientOf(id),
    askCursor: async (...question) => (await import('../sources/admin/cursorApi.ts')).askCursor(...question),
    access: async (id) => (mayRead() ? adminKeys.access(id) : null),
  });
}

/** Names the values that are heard: as all windows do, or in a window that is alone as nobody else does. */
export function heardDigests(secret: string | null, random: () => number): (value: string) => string {
  const own = secret ?? String(random());
  return (value) => agreedDigest(own, value);
}

export interface WindowEngineParts extends EngineRoomParts, Pick<GatewayWork, 'digestOf' | 'shown'> {
  readonly adminKeys: AdminKeyRing;
  readonly admin: AdminSource;
  readonly observations: ObservationLog;
  /** A key's value, as `KeyRing` gives it. */
  access(keyId: string): Promise<Access | 'changed' | null>;
  /** Tools that were given an address of the gateway. */
  connections(): Promise<ToolConnections>;
}

/** The gateway while this window leads; loaded once the user wants it. */
function gatewaySourceOf(
  parts: WindowEngineParts,
  { traffic, term, shownBefore, patience: wished }: EngineWindows,
  known: () => Known | null,
): GatewaySource {
  const { clock, wall, digestOf, shown, observations } = parts;
  return new GatewaySource({
    clock,
    isLeader: () => term.isLeader(),
    fault: (thrown) => observations.fault(thrown),
    async open(changed) {
      const [{ openGateway }, connections] = await Promise.all([
        import('./gateway/openGateway.ts'),
        parts.connections(),
      ]);
      const patience = () => wished.current ?? usualPatience;
      traffic.gatewayOrigin = `http://127.0.0.1:${await connections.choosePort()}`;
      const statusSecret = () => connections.statusSecret;
      const lookForRoutes = () => connections.look();
      const heard = (seen: HeardExchange | HeardLeaving) => traffic.heard(seen);
      const keyIdOf: GatewayWork['keyIdOf'] = (account) => traffic.keyIdOf(account);
      const held = { patience, onDidChangePatience: wished.onDidChange, known, keyIdOf, changed };
      return {
        ...openGateway({ clock, digestOf, heard, statusSecret, lookForRoutes, shown, wall, shownBefore, ...held }),
        connections,
      };
    },
  });
}

/** The engine of all windows, which runs in this one while it leads. */
export function sharedEngineOf(parts: WindowEngineParts): SharedEngine {
  const { clock, wall, random, shared, keyRing, adminKeys, admin, log, observations, quiet, starting } = parts;
  let accountOf: (keyId: string) => string | null = (keyId) => keyId;
  // One for this window however often it leads, since its counts are one file.
  const purse = new Purse(clock, shared.spending, (keyId) => accountOf(keyId));
  const { openState } = shared;
  const kept = { clock, wall, warn: (message: string) => log.warnOnce(message) };
  const open: OpenKept | null = openState && ((...asked) => openState(...asked, kept));
  return new SharedEngine({
    clock,
    election: shared.meeting?.election ?? null,
    starting: () => starting(null),
    seated: (seat) => log.info(seatSentence(seat)),
    fault: (thrown) => observations.fault(thrown),
    request: ownRequests({
      clock,
      wall,
      clientOf: async (id) => (await import('../providers/clients.ts')).clientOf(id),
      access: (keyId) => parts.access(keyId),
    }),
    read: (organizations, inUse) => {
      admin.setWindowInUse(inUse);
      admin.watch(adminKeys.organizations().filter(({ id }) => organizations.includes(id)));
    },
    keysChanged: () => {
      void keyRing.refresh();
      void adminKeys.refresh();
    },
    quiet: (until) => {
      if (until !== quiet.until) void quiet.keep(until, false);
    },
    quietUntil: () => quiet.until,
    outdated: () => {
      log.warnOnce(
        'The window that checks for this one is of another version. Reload this window, or update Keygauge in this editor.',
      );
      return starting('outdated');
    },
    engine: (windows) => {
      accountOf = windows.accountOf;
      const checks = new ProbeSource({ clock, random, wall, purse, request: windows.request });
      const statuses = new StatusSource({ clock, wall, read: readPage, besides: windows.editors });
      let known: Known | null = null;
      const gateway = gatewaySourceOf(parts, windows, () => known);
      const sources = [windows.organizations, windows.traffic, gateway, statuses];
      const engineParts = { clock, wall, random, purse, checks, sources, log: observations };
      const engine = new KeptEngine(engineParts, preferencesIn(parts), windows, open);
      engine.onDidChange((snapshot) => {
        known = { snapshot, at: clock.now() };
        statuses.follow(windows.heardMarks.withoutHidden(snapshot));
      });
      return engine;
    },
  });
}
