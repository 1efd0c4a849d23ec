import { randomUUID } from 'node:crypto';
import { systemClock } from '../../../src/base/clock.ts';
import { Election, type Seat } from '../../../src/bus/election.ts';
import { openPlace, type System } from '../../../src/bus/place.ts';

/** One window as far as its election goes, with real sockets and files. */
export async function openWindow(system: System, version = '1.0.0') {
  const { secret, epochs, addressOf, network } = await openPlace(system);
  const election = new Election({
    clock: systemClock(),
    secret,
    version,
    nonce: randomUUID,
    network,
    epochs,
    addressOf,
    random: Math.random,
  });
  const seats: (Seat | null)[] = [];
  election.onDidChange((seat) => seats.push(seat));
  const seat = () => seats.at(-1) ?? null;
  const is = (kind: Seat['kind']) => seat()?.kind === kind;
  return { election, seats, seat, is, [Symbol.dispose]: () => election.dispose() };
}
