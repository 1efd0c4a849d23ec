import type { IncomingMessage } from 'node:http';

/** Larger requests are refused. */
export const mostBodyBytes = 4 * 1024 * 1024;

/** The whole body as text; `null` if it exceeds `limit` bytes. */
export async function readBody(request: IncomingMessage, limit = mostBodyBytes): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Keeps the connection open if reading ends early, so that the refusal can still be sent.
  const incoming: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size > limit) {
      request.resume();
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export type JsonRecord = Readonly<Record<string, unknown>>;

/** The JSON object in a text; `null` if there is none. */
export function parseRecord(text: string): JsonRecord | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A number from 1 on; `null` for anything else. */
export function positiveOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 1 ? value : null;
}
