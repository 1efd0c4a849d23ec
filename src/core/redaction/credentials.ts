import { looksSecret } from './looks.ts';
import type { SecretShape } from './shape.ts';

/** Names of credentials in headers, bodies, settings and environments; what stands before them does not matter. */
const machineNames = [
  '(?:api|access|secret|private|auth|subscription|account|shared|master|service|signing|encryption|licen[cs]e|client|app|deploy|admin|project)[-_]?(?:access[-_]?)?key(?:[-_]?id)?',
  '(?:access|refresh|id|auth|api|bearer|session|security|csrf|xsrf|personal|bot|user|service|registry|github|gitlab)[-_]?token',
  'client[-_]?secret|[-_]secret|[-_]token|[-_]key|[-_]password|[-_]signature|app[-_]?password',
  String.raw`(?:proxy-)?authorization|session[-_]?id|__cf_bm|_cfuvid|connect\.sid|phpsessid|jsessionid|csrftoken`,
];
/** Words that stand in sentences as well. */
const wordNames = 'api key(?: provided)?|token|secret|passw(?:or)?d|passphrase|pwd|credentials?|signature|session|sid';

const quote = String.raw`\\{0,3}["'\x60]?`;
const between = String.raw`(?:\s{0,3}(?:[:=]|=>|%3[ad])\s{0,3}|\s{0,3},\s{0,3}(?=\\{0,3}["']))`;
const scheme = '(?:(?:bearer|basic|token|apikey|api-key|key|digest|negotiate|aws4-hmac-sha256)\\s{1,4})?';
const value = String.raw`(?:(?<=["'\x60])[^"'\x60\r\n\\]{3,4000}|[^\s"'\x60,;&<>()[\]{}\\]{3,4000})`;

const named = new RegExp(
  `(${[...machineNames, wordNames].join('|')})(${quote}${between}${quote}${scheme})(${value})`,
  'gi',
);
const isMachineName = new RegExp(`^(?:${machineNames.join('|')})$`, 'i');

/** What stands for a value, or says that there is none. */
const noSecret =
  /^(?:\[key\].*|…|null|nil|none|undefined|true|false|string|missing|required|invalid|incorrect|empty|unset|expired|revoked|not[-_ ].*|\d{1,12}|\$\{?\w+\}?|<[^>]*>|(?:process\.env|os\.environ|env)\..*|(?:bearer|basic)(?: .*)?|\*+)$/i;

function hideValue(found: string, name = '', middle = '', text = ''): string {
  const said = text.replace(/[.,:!?]{1,3}$/, '');
  // In a list, what follows the name of a credential may be another name.
  const isCertain = !middle.includes(',') && (isMachineName.test(name) || /["'`]$|=$/.test(middle));
  const isProse = /\s/.test(said) && !/\d/.test(said);
  const isPassword = /^p(?:ass|wd)/i.test(name) && /\d/.test(said);
  if (noSecret.test(said) || isProse || !(isCertain || isPassword ? said.length >= 4 : looksSecret(said))) return found;
  return `${name}${middle}[key]${text.slice(said.length)}`;
}

/** Credentials by the places in which they stand. */
export const credentialShapes: readonly SecretShape[] = [
  {
    marks: ['private key-----'],
    find: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,10000}(?:-----END [A-Z ]{0,40}-----)?/g,
    put: '[key]',
  },
  {
    marks: ['hooks.slack.com', 'api/webhooks'],
    find: /(hooks\.slack\.com\/services\/|discord(?:app)?\.com\/api\/webhooks\/)[\w/-]{8,400}/g,
    put: '$1[key]',
  },
  // Distinct enough to match within a word as well.
  { marks: ['sk-'], find: /sk-(?:ant|proj|or|svcacct|admin)-[\w-]{16,}/g, put: '[key]' },
  { marks: [':aa'], find: /\b\d{8,10}:AA[\w-]{30,40}/g, put: '[key]' },
  // A header or an option of curl; its value is a list of names and values.
  {
    marks: ['cookie', '-b '],
    find: /((?:(?<![a-z])|(?<=\\[nrt]))(?:set-)?cookie2?\\{0,3}["']?\s{0,3}[:=,]\s{0,3}\\{0,3}["']?|-b ["']|--cookie ["'])([^\s=;"'\\]{1,200}=|(?=\S{16}))[^\r\n"'\\]{0,8000}/gi,
    put: '$1$2[key]',
  },
  {
    marks: ['--', ' -u '],
    find: /( --[a-z-]{0,30}(?:key|token|secret|password)\s{1,3}["']?| (?:-u|--user)\s{1,3}["']?[^\s:"']{1,100}:)[^\s"']{4,400}/gi,
    put: '$1[key]',
  },
  { marks: [':', '=', '%3', ','], find: named, put: hideValue },
  // "Basic authentication" is no credential: a digit or some length makes one.
  {
    marks: ['bearer', 'basic'],
    find: /(?:\b|(?<=\\[nrt]))(Bearer|Basic):?\s{1,4}([\w.~+/=-]{6,})/gi,
    put: (found, kind = '', said = '') => (/\d/.test(said) || said.length >= 16 ? `${kind} [key]` : found),
  },
  {
    marks: ['=', '%3d'],
    find: /([?&#;]|%3f|%26)((?:[a-z]{1,20}[-_]){0,4}(?:[a-z]{0,20}(?:key|token|secret|password|signature|credential)(?:id)?|sig|code|auth|sid|session|pass|jwt|assertion|hmac|ticket)(?:=|%3d))[^\s&"'<>#;]{1,4000}/gi,
    put: '$1$2[key]',
  },
  { marks: ['@'], find: /(\/\/)[^\s/"'<>@]{0,256}(?:@[^\s/"'<>@]{1,256}){0,3}@/g, put: '$1[key]@' },
];

/** What stands before a long number that is no secret: a request, a trace or a digest. */
const ofRequest =
  /(?:request|req|trace|span|correlation|operation|ray|sha\d{1,3}|digest|etag)[-_ ]?(?:id)?["']?\s{0,3}[:=]\s{0,3}["']?$/i;

/** What is long and random. */
export const randomShapes: readonly SecretShape[] = [
  {
    marks: [''],
    find: /(?<![\w./+-])[A-Za-z0-9-]{32,}(?![\w])/g,
    put: (found, at = '', text = '') => {
      if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(found)) return '…';
      const isMixed = /^(?=[^-]*\d)(?=[^-]*[A-Za-z])[^-]+$/.test(found);
      return isMixed && !ofRequest.test(text.slice(Math.max(0, Number(at) - 60), Number(at))) ? '[key]' : found;
    },
  },
];
