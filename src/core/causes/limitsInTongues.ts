import type { NamedLimit } from '../model/failure.ts';
import { amountIn } from './amounts.ts';
import { limit } from './limitVocabulary.ts';
import { secondsInTongues } from './waitsInTongues.ts';

const things =
  'anfragen|aufrufe|nachrichten|tokens?|solicitudes|peticiones|mensajes|requêtes|appels|messages|requisições|mensagens|richieste|messaggi|запрос(?:ов|а)|токенов';
const spans =
  'sekunde|minute|stunde|tag|segundo|minuto|hora|d[ií]a|seconde|heure|jour|secondo|ora|giorno|секунду|минуту|час|день';

/** "60 Anfragen pro Minute", "1.000 solicitudes por hora". */
const western = new RegExp(
  `(?<![\\d.,])(?<most>\\d[\\d.,]{0,11}) (?<what>${things}) (?:pro|je|por|par|al|alla|all'|ogni|в) ?(?<span>${spans})`,
);
/** "每分钟最多 60 次", "每小时限 1000 tokens". */
const chinese =
  /每(?<span>秒|分[钟鐘]|小[时時]|天|日)[^\d。，,;{}]{0,6}(?<most>\d{1,12}) ?(?:次|条|個|个)? ?(?<what>请求|請求|tokens?)?/;
/** "1分あたりのリクエスト数", "1分あたり 60 リクエスト". */
const japanese = /(?<!\d)1 ?(?<span>秒|分|時間|日)あたり(?:の)? ?(?<most>\d{1,12})? ?(?<what>リクエスト|トークン)/;

/** The limit that a sentence in another language than English names by its unit and its window. */
export function limitInTongues(said: string): NamedLimit | null {
  for (const form of [western, chinese, japanese]) {
    const { most, what = '', span = '' } = form.exec(said)?.groups ?? {};
    const seconds = secondsInTongues(span);
    if (seconds === null) continue;
    // Points and commas stand between thousands there.
    const capacity = amountIn(most?.replace(/[.,](?=\d{3}(?!\d))/g, ''));
    return limit(/token|トークン|токен/.test(what) ? 'tokens' : 'requests', seconds, { capacity });
  }
  return null;
}
