import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';

/** Unpacked bytes that are looked at of one body, and packed ones that may wait for it: a bomb costs no more. */
const mostUnpacked = 16 * 1024 * 1024;
const mostWaiting = 1024 * 1024;

/** Takes the bytes of a body as they pass, and hands them on unpacked. */
export interface PlainBytes {
  push(chunk: Buffer): void;
  /** Calls back once all that was pushed has been handed on, or will never be. */
  end(done: () => void): void;
}

/** `encoding` as the header has it. What is packed in a way that nobody knows is not looked at. */
export function plainBytes(encoding: string | null, see: (chunk: Buffer) => void): PlainBytes {
  const name = encoding?.trim().toLowerCase() ?? 'identity';
  if (name === 'identity' || name === '') return { push: see, end: (done) => done() };
  const unpack = unpackerOf(name);
  if (unpack === null) return { push: () => {}, end: (done) => done() };
  let unpacked = 0;
  unpack.on('error', () => unpack.destroy());
  unpack.on('data', (chunk: Buffer) => {
    unpacked += chunk.length;
    if (unpacked > mostUnpacked) unpack.destroy();
    else see(chunk);
  });
  return {
    push(chunk) {
      if (unpack.destroyed) return;
      if (unpack.writableLength > mostWaiting) unpack.destroy();
      else unpack.write(chunk);
    },
    end(done) {
      if (unpack.destroyed) return done();
      unpack.once('close', done);
      unpack.end();
    },
  };
}

function unpackerOf(name: string): Transform | null {
  // What is flushed is handed on at once, so that an event is read when it comes.
  if (name === 'gzip' || name === 'x-gzip') return zlib.createGunzip({ finishFlush: zlib.constants.Z_SYNC_FLUSH });
  if (name === 'deflate') return zlib.createInflate({ finishFlush: zlib.constants.Z_SYNC_FLUSH });
  if (name === 'br') return zlib.createBrotliDecompress();
  // Node 22.15 and later.
  return name === 'zstd' ? (zlib.createZstdDecompress?.() ?? null) : null;
}
