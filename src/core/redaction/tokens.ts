import { presets } from '../dialects/presets.ts';
import { looksRandom } from './looks.ts';

/** How the providers' keys begin, without `olderAdmin`: words begin so too, so those are among the doubtful ones. */
const ofProviders = Object.values(presets).flatMap(
  ({ keyBeginnings: { usual = [], admin = [], shared = [] } = {} }) => [...usual, ...admin, ...shared],
);

/**
 * How tokens begin, and how many characters follow at least; with `digit`, at least one of them is a digit, because words
 * begin so too. From the services' own documentation and from public lists of what secret scanners look for.
 */
const beginnings: readonly Beginning[] = [
  // A longer beginning finds nothing that the shorter one in it would not.
  ...ofProviders.filter((one) => !ofProviders.some((other) => other !== one && one.startsWith(other))).map(short),
  // The same with the other stroke, providers of models that say nothing about their keys, and what stands before them.
  ...['sk_', 'pk-', 'pk_', 'rk-', 'rk_', 'gsk-', 'xai_', 'crsr-', 'csk_', 'pplx_', 'hf-', 'fw-', 'r8-'].map(short),
  ...['nvapi-', 'nvapi_', 'tgp_v1_', 'tgp_v1-'].map(short),
  ...['tvly-', 'jina_', 'pcsk_', 'lsv2_', 'e2b_', 'rpa_', 'phc_', 'phx_', 'whsec_'].map(short),
  ...['pa-', 'fc-', 'key-', 'key_', 'ntn_'].map(doubtful),
  // Code, packages, clouds, chats and payments.
  ...['gho_', 'ghu_', 'ghs_', 'ghr_', 'glpat-', 'gldt-', 'glrt-', 'glcbt-', 'glptt-', 'gloas-'].map(short),
  ...[
    'npm_',
    'pypi-',
    'dckr_pat_',
    'figd_',
    'lin_api_',
    'sntrys_',
    'sntryu_',
    'glsa_',
    'dop_v1_',
    'doo_v1_',
    'sbp_',
  ].map(short),
  ...[
    'shpat_',
    'shpss_',
    'shpca_',
    'pul-',
    'tskey-',
    'CFPAT-',
    'GOCSPX-',
    'ATATT3',
    'hvs.',
    'hvb.',
    'SG.',
    'ya29.',
  ].map(short),
  ...[
    'xoxa-',
    'xoxb-',
    'xoxe-',
    'xoxe.',
    'xoxo-',
    'xoxp-',
    'xoxr-',
    'xoxs-',
    'xoxc-',
    'xoxd-',
    'xapp-',
    'sq0atp-',
    'sq0csp-',
  ].map(short),
  ...['AKIA', 'ASIA', 'AROA', 'AIDA', 'AGPA', 'ANPA', 'ABIA', 'ACCA', 'dapi', 'eyJ', 'EAAC', 'EAAG'].map(doubtful),
];

interface Beginning {
  readonly begin: string;
  readonly least: number;
  readonly digit?: true;
}

function short(begin: string): Beginning {
  return { begin, least: 6 };
}

function doubtful(begin: string): Beginning {
  return { begin, least: 12, digit: true };
}

const hyphen = '\\-\\u2010-\\u2015\\u2212\\ufe58\\ufe63\\uff0d';
const run = `[\\w${hyphen}]+(?:\\.[\\w${hyphen}]+)*`;
/** A line break in the middle of a token, as it is or escaped, with what a terminal, a quotation or a program puts around it. */
const lineBreak = '[ \\t"\']{0,5}(?:\\\\?\\r?\\n|(?:\\\\r)?\\\\n)[ \\t]{0,40}[>|│+"\' ]{0,3}';
/** The same within a beginning, where it is rare: the pattern holds one for every letter. */
const bareBreak = '(?:[ \\t"\']{0,5}(?:\\r?\\n|\\\\n)[ >│"\']{0,8})?';

interface Branch {
  readonly branches: Map<string, Branch>;
  isEnd: boolean;
}

/** All beginnings as one pattern, a tree of their letters; any letter may come after a line break. */
function anyBeginning(): string {
  const root: Branch = { branches: new Map(), isEnd: false };
  for (const { begin } of beginnings) {
    let at = root;
    for (const letter of begin) {
      const next = at.branches.get(letter) ?? { branches: new Map(), isEnd: false };
      at.branches.set(letter, next);
      at = next;
    }
    at.isEnd = true;
  }
  const pattern = ({ branches, isEnd }: Branch): string => {
    const ways = [...branches].map(([letter, next]) => {
      const one = letter === '-' ? `[${hyphen}]` : letter === '.' ? '\\.' : letter;
      return next.branches.size === 0 ? one : `${one}${bareBreak}${pattern(next)}`;
    });
    const all = `(?:${ways.join('|')})`;
    return isEnd ? `${all}?` : all;
  };
  return pattern(root);
}

const letters = [...new Set(beginnings.map(({ begin }) => begin[0]))].join('');
const token = new RegExp(`(?:(?<![A-Za-z0-9])|(?<=\\\\[nrt]))(?=[${letters}])${anyBeginning()}(?:${run})?`, 'g');
const nextLine = new RegExp(`${lineBreak}(${run})`, 'y');
/** Lines in which a token shows itself to be one, and more than any takes up. */
const [telling, most] = [3, 8];

/** Removes tokens by how they begin, also where line breaks cut them into pieces. */
export function withoutTokens(text: string): string {
  let clean = '';
  let done = 0;
  token.lastIndex = 0;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const end = tokenEnd(text, found.index, token.lastIndex);
    if (end === null) continue;
    clean += `${text.slice(done, found.index)}[key]`;
    done = end;
    // What comes after a break and is no part of this token may begin another.
    token.lastIndex = end;
  }
  return clean + text.slice(done);
}

/** The end of the token that begins so; `null` if it is none. */
function tokenEnd(text: string, start: number, firstEnd: number): number | null {
  const first = text.slice(start, firstEnd);
  let joined = /\n/.test(first) || first.includes('\\n') ? first.replace(breaks, '') : first;
  let end = isToken(joined) ? firstEnd : null;
  nextLine.lastIndex = firstEnd;
  for (let line = 1; line < (end === null ? telling : most) && mayBreak.test(text.charAt(nextLine.lastIndex)); line++) {
    const next = nextLine.exec(text);
    const piece = next?.[1] ?? '';
    if (piece.length < 4 || !looksRandom(piece)) break;
    joined += piece;
    if (isToken(joined)) end = nextLine.lastIndex;
  }
  return end;
}

const breaks = new RegExp(lineBreak, 'g');
const mayBreak = /[\s"'\\]/;
const otherHyphens = new RegExp(`[${hyphen}]`, 'g');
const byLetter = Map.groupBy(beginnings, ({ begin }) => begin[0]);
/** No token is shorter. */
const shortest = 9;

function isToken(joined: string): boolean {
  if (joined.length < shortest) return false;
  const plain = joined.replace(otherHyphens, '-');
  return (byLetter.get(plain[0]) ?? []).some(({ begin, least, digit }) => {
    if (!plain.startsWith(begin)) return false;
    const rest = plain.slice(begin.length).replace(/\..*/s, '');
    return rest.length >= least && (digit === undefined || /\d/.test(rest));
  });
}
