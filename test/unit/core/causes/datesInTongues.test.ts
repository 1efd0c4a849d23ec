import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainWords } from '../../../../src/core/causes/evidence.ts';
import { statedWait } from '../../../../src/core/causes/statedWait.ts';

const now = Date.UTC(2026, 10, 22, 14, 0, 0);
const day = 86_400;
const hour = 3600;
const waitIn = (text: string) => statedWait({}, plainWords(text), { now, zone: 'UTC' });

test('a date in the order and with the month names of another language is a wait from now on', () => {
  for (const [wait, text] of [
    [10 * day, 'Try again at 2 de dez. de 2026, 14:00.'],
    [10 * day, 'O limite será renovado em 2 de dezembro de 2026 às 14:00'],
    [10 * day, 'Das Limit wird am 2. Dezember 2026 um 14:00 Uhr zurückgesetzt.'],
    [10 * day, 'Erneut verfügbar ab Mittwoch, 2. Dez. 2026, 14 Uhr'],
    [10 * day, 'Wird am 02.12.2026, 14:00 zurückgesetzt'],
    [10 * day, 'Se restablece el 2 de diciembre de 2026 a las 2:00 p. m.'],
    [10 * day, 'Réessayez le 2 déc. 2026 à 14h00'],
    [9 * day + hour, 'Disponible à partir du 1er décembre à 15 h'],
    [10 * day, 'Riprova il 02/12/2026 alle ore 14:00'],
    [10 * day, '2026年12月2日 14:00 にリセットされます'],
    [10 * day, '12月2日午後2時以降に再試行してください'],
    [10 * day, '将于2026年12月2日 14:00 重置'],
    [10 * day, '2026년 12월 2일 오후 2:00 이후 다시 시도하세요'],
    [10 * day, 'Available again on 2 December 2026, 14:00 (UTC)'],
  ] as const)
    assert.equal(waitIn(text), wait, text);
});

test('a date at which nothing begins anew, or that reads in two ways, is no wait', () => {
  for (const text of [
    'Em 2 de dezembro de 2026, 14:00 sai a nova versão',
    'Am 2. Dezember 2026 um 14:00 Uhr ist die Sitzung',
    '2026年12月2日 14:00 会議',
    'Try again at 02/12/2026 14:00',
    'Try again at 2 de foo de 2026, 14:00',
    'Se restablece el 42 de diciembre de 2026, 14:00',
  ])
    assert.equal(waitIn(text), null, text);
});
