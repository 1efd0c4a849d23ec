import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerOwn } from './ownAnswer.ts';

/** A document that is only read, made when somebody asks. */
export interface OwnPage {
  readonly type: string;
  body(): string;
}

/** Answers requests for pages behind a secret of theirs (`/SECRET/NAME`); `null` for all others. */
export function ownPages(
  secret: () => string,
  pages: ReadonlyMap<string, OwnPage>,
): (request: IncomingMessage) => ((response: ServerResponse) => void) | null {
  return ({ url = '', method }) => {
    const [, given = '', name = ''] = /^\/([^/?#]*)\/([^?#]*)(?:\?.*)?$/s.exec(url) ?? [];
    if (!isSame(given, secret())) return null;
    const page = pages.get(name);
    if (page === undefined) return (response) => answerOwn(response, { ...noPage, words: 'there is no such page.' });
    const isRead = method === 'GET' || method === 'HEAD';
    if (!isRead) return (response) => answerOwn(response, { ...noPage, status: 405, words: 'this is only read.' });
    return (response) => answerPage(response, page);
  };
}

const noPage = { status: 404, code: 'keygauge_no_page' };

function answerPage(response: ServerResponse, { type, body }: OwnPage): void {
  const bytes = Buffer.from(body());
  // Nobody is to keep it: it is old within seconds.
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': bytes.length, 'Cache-Control': 'no-store' });
  // Node sends no body in answer to HEAD.
  response.end(bytes);
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return other.length > 0 && one.length === other.length && timingSafeEqual(one, other);
}
