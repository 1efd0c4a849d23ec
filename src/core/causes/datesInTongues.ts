/** Months by the first letters of their names in English, German, Spanish, French, Portuguese and Italian, from January on. */
const months: readonly RegExp[] = [
  /^(?:jan|ene|gen)/,
  /^fe[bv]/,
  /^(?:mar|mrz)/,
  /^(?:apr|abr|avr)/,
  /^(?:mai|may|mag)/,
  /^(?:jun|juin|giu)/,
  /^(?:jul|juil|lug)/,
  /^(?:aug|ago|aou)/,
  /^(?:sep|set)/,
  /^(?:okt|oct|out|ott)/,
  /^nov/,
  /^(?:dez|dec|dic)/,
];

/** "until 10. Juli 2026 um 11:52 Uhr", "em 10 de jul. de 2026, 11:52", "le 10/07/2026 à 11h52". */
const dayFirst = new RegExp(
  [
    String.raw`(?:(?<english>\b(?:try again|retry|available(?: again)?|wait|resets?)(?: (?:at|on|until))? |\b(?:until|wait until) )`,
    String.raw`|(?<![\wà-ÿ])(?:am|ab(?: dem)?|bis(?: zum)?|el|desde el|hasta(?: el)?|le|jusqu'au|à partir du|em|no dia|a partir de|até(?: o dia)?|il|dal|fino al) (?:[a-zà-ÿ-]{3,13}\.?,? )?)`,
    String.raw`(?<day>\d{1,2})(?:(?:\.|º|er)? (?:de )?(?<name>[a-zà-ÿ]{3,10})\.?(?:,? (?:de )?(?<year>\d{4}))?`,
    String.raw`|(?<between>[./])(?<month>\d{1,2})[./](?<yearLast>\d{4}))`,
    String.raw`,? (?:(?:um|a las?|à|às|as|alle|alle ore|ore|at) )?(?<hour>\d{1,2})(?: ?[:h] ?(?<minute>\d\d)(?: ?uhr\b)?| ?(?:uhr|h)\b)(?::\d\d)?(?: ?(?<half>[ap])\.? ?m\b\.?)?`,
  ].join(''),
  'g',
);
/** "2026年7月10日 11:52", "7月10日午後3時". */
const yearFirst =
  /(?:(?<year>\d{4})[年년] ?)?(?<month>\d{1,2})[月월] ?(?<day>\d{1,2})[日일号](?: ?[(（].{1,3}[)）])? ?(?<half>上午|下午|午前|午後|오전|오후)? ?(?<hour>\d{1,2})(?:[:：](?<minute>\d\d)|[時时点點시](?: ?(?<minuteNamed>\d{1,2})[分분])?)(?::\d\d)?/g;
const afternoon = /下午|午後|오후/;

/** What is said beside a moment at which a wait ends. */
const ofReset =
  /zurückgesetzt|zurücksetz|erneut|wieder|verfügbar|warte|restablec|reinici|renuev|intént|intent|de nuevo|espera|disponib|réinitialis|réessay|nouveau|reprend|attend|redefin|renova|tent[ea]|novamente|aguard|ripristin|azzer|rinnov|riprova|di nuovo|attend|リセット|再試行|再開|回復|更新|まで|以降|お待ち|重置|重试|重試|恢复|恢復|再试|再試|可用|等待|이후|초기화|다시|재설정|기다/;
/** UTF-16 units around a moment in which that is looked for. */
const beside = 48;

type Parts = Readonly<Record<string, string | undefined>>;

/**
 * Words in lower case in which a moment that ends a wait, in the order and with the names of other languages, is
 * written as in English: "until 2026-07-10 11:52". What names no date stays as it is.
 */
export function withEnglishDates(said: string): string {
  if (!/\d/.test(said)) return said;
  return said
    .replace(dayFirst, (...found) => {
      const { english, day, name, year, between, month, yearLast, hour, minute, half } = found.at(-1) as Parts;
      const [written = '', at] = [String(found[0]), Number(found.at(-3))];
      // "10/07" is the seventh of October elsewhere.
      if (english === undefined ? !isReset(said, at, written) : between === '/') return written;
      const index = name === undefined ? Number(month) - 1 : monthCalled(name);
      return index < 0 ? written : until(year ?? yearLast, index + 1, day, hour, minute, half && `${half}m`);
    })
    .replace(yearFirst, (...found) => {
      const { year, month, day, half, hour, minute, minuteNamed } = found.at(-1) as Parts;
      const [written = '', all, at] = [String(found[0]), String(found.at(-2)), Number(found.at(-3))];
      if (!isReset(all, at, written)) return written;
      const ofDay = half === undefined ? undefined : afternoon.test(half) ? 'pm' : 'am';
      // Of noon and midnight "0時" is the usual name.
      const isZero = ofDay !== undefined && Number(hour) === 0;
      return until(year, Number(month), day, isZero ? '12' : hour, minute ?? minuteNamed, ofDay);
    });
}

function isReset(all: string, at: number, written: string): boolean {
  const end = at + written.length;
  return ofReset.test(all.slice(Math.max(0, at - beside), at)) || ofReset.test(all.slice(end, end + beside));
}

function monthCalled(name: string): number {
  const plain = name.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  return months.findIndex((month) => month.test(plain));
}

const englishMonths = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function until(
  year: string | undefined,
  month: number,
  day = '',
  hour = '',
  minute = '00',
  half: string | undefined = undefined,
): string {
  const time = `${hour}:${minute.padStart(2, '0')}${half ? ` ${half}` : ''}`;
  if (year === undefined) return ` until ${englishMonths[month - 1] ?? 'none'} ${day}, ${time}`;
  return ` until ${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')} ${time}`;
}
