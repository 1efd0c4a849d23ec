import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { undiciHeaders } from '../headerFields.ts';
import { AnswerMeter, type Metered } from './answerMeter.ts';

/** Bytes of a refusal; none is longer. */
const most = 64 * 1024;

/** An answer that can be passed on: one that comes, or one that was read. */
export type PassedAnswer = Readable &
  Pick<IncomingMessage, 'statusCode' | 'statusMessage' | 'rawHeaders' | 'rawTrailers'>;

/** A refusal that was read, and what passes it on after all, as it came. */
export interface ReadRefusal {
  /** `null` of one that is too long, or broke off: nobody knows its cause. */
  readonly metered: Metered | null;
  readonly answer: PassedAnswer;
  /** When its head came; monotonic milliseconds. */
  readonly receivedAt: number;
}

/** Reads a refusal, of which only its body tells the cause. */
export async function readRefusal(answer: IncomingMessage, receivedAt: number): Promise<ReadRefusal> {
  const header = undiciHeaders(answer.rawHeaders);
  const meter = new AnswerMeter(header('content-type'), header('content-encoding'), () => {});
  const chunks: Buffer[] = [];
  let bytes = 0;
  const rest = answer[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let isWhole = false;
  let broken: unknown;
  try {
    while (bytes <= most && !isWhole) {
      const { done, value } = await rest.next();
      isWhole = done === true;
      if (done) break;
      chunks.push(value);
      bytes += value.length;
      meter.push(value);
    }
  } catch (error) {
    broken = error;
  }
  await new Promise<void>((done) => meter.end(done));
  async function* again(): AsyncGenerator<Buffer> {
    yield* chunks;
    if (broken !== undefined) throw broken;
    if (!isWhole) yield* { [Symbol.asyncIterator]: () => rest };
  }
  const { statusCode, statusMessage, rawHeaders } = answer;
  const passed = Object.assign(Readable.from(again(), { objectMode: false }), {
    statusCode,
    statusMessage,
    rawHeaders,
  });
  // They come last, maybe later than this.
  Object.defineProperty(passed, 'rawTrailers', { get: () => answer.rawTrailers });
  return { metered: isWhole ? meter.metered : null, receivedAt, answer: passed as PassedAnswer };
}
