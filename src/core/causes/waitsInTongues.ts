import { DAY, HOUR, MINUTE } from '../model/limit.ts';
import { amountIn } from './amounts.ts';

const number = String.raw`(\d{1,6}(?:[.,]\d{1,6})?) ?`;
const eastern = '秒|分钟|分鐘|分|小时|小時|時間|天|日|초|분|시간|일';
const western =
  'sekunden?|minuten?|stunden?|tagen?|secondes?|minutes?|heures?|jours?|segundos?|minutos?|horas?|d[ií]as?|secondi|minuti|ore|giorni|секунд[а-я]{0,2}|минут[а-я]{0,2}|час[а-я]{0,2}|дн[а-я]{1,2}';
const again =
  'erneut|wieder|nochmals?|réessay|ressay|nouveau|nuevo|nuevamente|reint|intent|novo|novamente|tente|riprov|nuovo|повтор|снова|попроб';

/** "请 78 秒后重试", "30秒後に再試行", "30초 후 다시". */
const later = new RegExp(`${number}(${eastern})(?:钟|鐘)?(?:之)?(?:后|後| ?후|以后|以後)`);
/** "请等待 30 秒", "5分お待ちください". */
const waiting = new RegExp(`(?:等待|稍等|再等|请等) ?${number}(${eastern})|${number}(${eastern})(?:間)?お待ち`);
/** "in 30 Sekunden erneut", "Inténtelo de nuevo en 30 segundos". */
const within = new RegExp(
  `(?:in|nach|en|dans|dentro de|em|tra|fra|через) ${number}(${western})(?![a-zа-я])[^.;{}]{0,24}?(?:${again})|(?:${again})[^.;{}]{0,40}?(?:in|nach|en|dans|dentro de|em|tra|fra|через) ${number}(${western})(?![a-zа-я])`,
);

const lengths: readonly (readonly [RegExp, number])[] = [
  [/^(?:秒|초|se[ckg]|сек)/, 1],
  [/^(?:分|분|min|мин)/, MINUTE],
  [/^(?:小|時|시|stunde|heure|hora|or[ae]|час)/, HOUR],
  [/^(?:天|日|일|tag|jour|d[ií]a|giorn|д[не])/, DAY],
];

/** The seconds that a word of another language than English stands for; `null` for any other word. */
export function secondsInTongues(unit: string): number | null {
  return lengths.find(([name]) => name.test(unit))?.[1] ?? null;
}

/** Seconds to wait as other languages than English say it; `null` where none is named. */
export function waitInTongues(said: string): number | null {
  for (const wording of [later, waiting, within]) {
    const [, ...parts] = wording.exec(said) ?? [];
    const [amount, unit] = parts.filter((part) => part !== undefined);
    const length = secondsInTongues(unit ?? '');
    const count = amountIn(amount?.replace(',', '.'));
    if (count !== null && length !== null) return count * length;
  }
  return null;
}
