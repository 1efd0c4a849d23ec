import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockTime } from '../../../src/words/clockTime.ts';

const now = Date.UTC(2026, 7, 19, 12, 10);
const inHours = (hours: number, locale: string, zone = 'UTC') =>
  clockTime(now + hours * 3_600_000, now, locale, zone).replace(/\s/g, ' ');

test('a time of today is the hour and the minute, as the language writes them', () => {
  assert.equal(inHours(3.5, 'de'), '15:40');
  assert.equal(inHours(3.5, 'en-GB'), '15:40');
  assert.equal(inHours(3.5, 'en'), '3:40 PM');
});

test('a time of another day names it, and a time of next week its date', () => {
  assert.match(inHours(12, 'de'), /^Do\.?,? 00:10$/);
  assert.match(inHours(12, 'fr'), /^jeu\.? 00:10$/);
  assert.match(inHours(7 * 24, 'de'), /^26\. Aug\.?,? 12:10$/);
  assert.match(inHours(-24, 'en-GB'), /^Tue,? 12:10$/);
});

test('which day it is, is decided where the user is', () => {
  assert.equal(inHours(3.5, 'de', 'America/New_York'), '11:40');
  assert.equal(inHours(12, 'de', 'America/New_York'), '20:10');
  assert.match(inHours(3.5, 'de', 'Asia/Tokyo'), /^Do\.?,? 00:40$/);
});

test('without a language or a zone they are those of the system', () => {
  const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
  assert.equal(clockTime(now, now), clockTime(now, now, locale, timeZone));
});
