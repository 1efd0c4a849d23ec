import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import { amount, record, text } from '../wire/shape.ts';
import type { Link, Message } from './link.ts';

/**
 * Each end shows that it knows the secret without telling it, so that whoever takes the address first learns nothing:
 * the leader sends `hello`, the other end answers with `join`, and the leader with `welcome`.
 */
interface Hello extends Message {
  readonly nonce: string;
}
interface Join extends Message {
  readonly nonce: string;
  readonly proof: string;
  readonly version: string;
}
export interface Welcome extends Message {
  readonly proof: string;
  readonly version: string;
  readonly epoch: number;
}

const isHello = record<Hello>({ type: text, nonce: text });
const isJoin = record<Join>({ type: text, nonce: text, proof: text, version: text });
const isWelcome = record<Welcome>({ type: text, proof: text, version: text, epoch: amount });

export interface HandshakeParts {
  readonly clock: Clock;
  /** Known to the windows of this user alone. */
  readonly secret: string;
  /** The version of this extension. */
  readonly version: string;
  /** A text that was never used before. */
  readonly nonce: () => string;
}

/** Milliseconds that a handshake may take. */
const patience = 3_000;

/** Receives whoever connects: calls back once it has shown that it is a window of this user, and else closes. */
export function greet(link: Link, epoch: number, parts: HandshakeParts, joined: (version: string) => void): void {
  const { clock, secret, version } = parts;
  const own = parts.nonce();
  const timer = clock.after(patience, () => link.dispose());
  const listening = link.onDidReceive((message) => {
    listening.dispose();
    timer.dispose();
    const join = message.type === 'join' && isJoin(message) ? (message as Join) : null;
    if (!join || !isSame(join.proof, proofOf(secret, 'join', own, join.nonce))) return link.dispose();
    link.send({ type: 'welcome', proof: proofOf(secret, 'welcome', join.nonce, own), version, epoch } as Welcome);
    joined(join.version);
  });
  link.onDidClose(() => timer.dispose());
  link.send({ type: 'hello', nonce: own } as Hello);
}

/** Joins the leader at the other end. Resolves with `null`, and closes, if none is there or it does not answer in time. */
export function introduce(link: Link, parts: HandshakeParts): Promise<Welcome | null> {
  const { clock, secret, version } = parts;
  const own = parts.nonce();
  let theirs: string | null = null;
  return new Promise((resolve) => {
    const end = (welcome: Welcome | null) => {
      timer.dispose();
      listening.dispose();
      if (!welcome) link.dispose();
      resolve(welcome);
    };
    const timer = clock.after(patience, () => end(null));
    link.onDidClose(() => end(null));
    const listening = link.onDidReceive((message) => {
      if (message.type === 'hello' && isHello(message) && theirs === null) {
        theirs = (message as Hello).nonce;
        link.send({ type: 'join', nonce: own, proof: proofOf(secret, 'join', theirs, own), version } as Join);
      } else if (message.type === 'welcome' && isWelcome(message) && theirs !== null) {
        const welcome = message as Welcome;
        end(isSame(welcome.proof, proofOf(secret, 'welcome', own, theirs)) ? welcome : null);
      }
    });
  });
}

function proofOf(secret: string, role: 'join' | 'welcome', asked: string, own: string): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify([role, asked, own]))
    .digest('hex');
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
