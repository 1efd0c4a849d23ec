import type { ServerResponse } from 'node:http';
import { passedHead, trailersOf } from './passedHeaders.ts';
import type { PassedAnswer } from './readRefusal.ts';

/**
 * Passes an answer on as it comes: status, headers, bytes, trailers, and a break in the middle as one. `failed` is called
 * where its head is nothing that can be sent.
 */
export function passAnswer(answer: PassedAnswer, response: ServerResponse, failed: (error: unknown) => void): void {
  response.sendDate = false;
  const { method, httpVersion } = response.req;
  const head = passedHead(answer.rawHeaders, method !== 'HEAD' && httpVersion === '1.1');
  try {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage ?? '', head);
  } catch (error) {
    answer.destroy();
    failed(error);
    return;
  }
  let hasBegun = false;
  answer.once('data', () => {
    hasBegun = true;
  });
  answer.once('end', () => {
    hasBegun = true;
    const trailers = trailersOf(answer.rawTrailers);
    if (trailers.length > 0) response.addTrailers(trailers);
  });
  answer.on('error', () => response.destroy());
  answer.once('close', () => answer.readableEnded || response.destroy());
  response.once('close', () => answer.readableEnded || answer.destroy());
  answer.pipe(response);
  // With the first bytes of the body where they have come along, or else alone.
  setImmediate(() => hasBegun || response.flushHeaders());
}

/** Passes on what a provider says before its answer; it is left out where answers to earlier requests are still to come. */
export function passInformation(
  response: ServerResponse,
  status: number,
  message: string,
  rawHeaders: readonly string[],
): void {
  if (response.headersSent || response.req.httpVersion !== '1.1') return;
  const lines = [`HTTP/1.1 ${status} ${message}`, ...linesOf(passedHead(rawHeaders))];
  if (status === 100) response.writeContinue();
  else response.socket?.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

export function linesOf(raw: readonly string[]): string[] {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${raw[at + 1] ?? ''}`] : []));
}
