import { UnexpectedAnswerError } from '../call.ts';
import type { AdminPage } from './adminClient.ts';

/** An object of an answer, unchecked. */
export type Fields = Readonly<Record<string, unknown>>;

/** No count, amount or sum of them is larger: what is has another meaning than we take it for. */
const largest = 1e15;
const longestName = 200;
const longestCursor = 4000;
/** More rows than any page that was asked for. */
const mostItems = 20_000;

/** An object of an answer. Throws for anything else. */
export function objectOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unexpected('objects');
  return value as Fields;
}

/** A list of an answer. Throws for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value) || value.length > mostItems) throw unexpected('a list');
  return value;
}

/** A page of `data`, with each item read by `read`, which leaves one out by `null`. */
export function pageOf<T>(body: unknown, next: unknown, read: (item: Fields) => T | null): AdminPage<T> {
  const items = listOf(objectOf(body).data).flatMap((item) => read(objectOf(item)) ?? []);
  return { items, next: cursorOf(next) };
}

/** The name of the page after this one, as it stands in the answer; `null` behind the last. */
export function nextPage(body: unknown): unknown {
  const { has_more, next_page } = objectOf(body);
  return has_more === false ? null : next_page;
}

function cursorOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= longestCursor ? value : null;
}

/** A number from 0 on. Throws for anything else. */
export function amountOf(value: unknown): number {
  if (typeof value !== 'number' || !(value >= 0 && value <= largest)) throw unexpected('amounts');
  return value;
}

/** An amount that may be absent, which is read as 0. */
export function amountIfAny(value: unknown): number {
  return value === undefined || value === null ? 0 : amountOf(value);
}

/** A name or id; `null` where there is none. One that is too long for a name is none. */
export function nameOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= longestName ? value : null;
}

/** The last characters of a value, as a provider shows them after dots or stars; `null` where it shows none. */
export function endingOf(redacted: unknown): string | null {
  const [, ending] = /[.*…•]([\w-]{2,8})$/.exec(nameOf(redacted) ?? '') ?? [];
  return ending ?? null;
}

export function unexpected(what: string): UnexpectedAnswerError {
  return new UnexpectedAnswerError(`The endpoint did not answer with ${what} that Keygauge can read`);
}
