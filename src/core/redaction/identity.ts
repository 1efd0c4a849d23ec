import { presets } from '../dialects/presets.ts';
import { providerIds } from '../model/provider.ts';
import { looksSecret } from './looks.ts';
import type { SecretShape } from './shape.ts';

/** Some providers publish models in an account of their own name. */
function ofAccount(found: string, name = ''): string {
  return providerIds.some((id) => id === name) ? found : 'accounts/…';
}

/** Identifiers of the account: not secret, but nobody else's business (docs/providers.md, OpenAI: headers). */
const accounts: readonly SecretShape[] = [
  { marks: ['org-'], find: /(?:\b|(?<=\\[nrt]))org-[A-Za-z0-9]{6,}/g, put: 'org-…' },
  { marks: ['proj_'], find: /(?:\b|(?<=\\[nrt]))proj_[A-Za-z0-9]{6,}/g, put: 'proj_…' },
  {
    marks: ['user-', 'user_'],
    find: /(?:\b|(?<=\\[nrt]))user[-_]([A-Za-z0-9]{8,})/g,
    put: (found, id = '') => (looksSecret(id) ? `${found.slice(0, 5)}…` : found),
  },
  // Also within a longer word.
  { marks: ['-'], find: /(?<![0-9a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f])/gi, put: '…' },
  { marks: ['project'], find: /(?:\b|(?<=\\[nrt]))(projects\/|project_number:)[\w-]{3,100}/g, put: '$1…' },
  { marks: ['accounts/'], find: /(?:\b|(?<=\\[nrt]))accounts\/([\w-]{2,100})/g, put: ofAccount },
  { marks: ['ft:'], find: /(?:\b|(?<=\\[nrt]))(ft:[\w.-]{1,80}:)[\w:.-]{1,200}/g, put: '$1…' },
];

/** Mailboxes of companies, which error texts name for help. */
const ofCompanies =
  /^(?:support|help|sales|contact|info|billing|no-?reply|security|abuse|feedback|hello|team)(?:@|%40)/i;

/** People, and the folders that are called by their names. */
const people: readonly SecretShape[] = [
  {
    marks: ['@', '%40'],
    find: /(?<![\w.+%-])[\w.+-]{1,64}(?:@|%40)(?:[\w-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![\w@/-])/g,
    put: (found) => (ofCompanies.test(found) ? found : '[e-mail]'),
  },
  {
    marks: ['\\users\\', '\\documents and settings\\'],
    find: /([A-Za-z]:\\{1,4}(?:Users|Documents and Settings)\\{1,4})(?:[^\\/\r\n"'<>|:*?]{1,64}(?=\\)|[^\s\\/"'<>|:*?,;)]{1,64})/gi,
    put: '$1…',
  },
  { marks: ['/home/', '/users/'], find: /(\/(?:home|Users)\/)[^\s/\\"'`<>|:;,)]{1,64}/g, put: '$1…' },
];

const loopback = /^(?:127\.|0\.0\.0\.0$|255\.)/;
const ofOwners = ['internal', 'intranet', 'corp', 'local', 'localdomain', 'lan', 'private', 'svc', 'cluster'];
/** Hosts below which every customer has one of its own. */
const shared = Object.values(presets).flatMap(({ hosts }) => hosts.filter((host) => host.startsWith('.')));

const known = Object.values(presets).flatMap(({ hosts, pages }) => [
  ...hosts.filter((host) => !host.startsWith('.')),
  ...Object.values(pages).map((page) => new URL(page).hostname),
]);

/** Machines that only their owner has: an address of any, and names that nobody outside can look up. */
const machines: readonly SecretShape[] = [
  {
    marks: ['.'],
    find: /(?<![\w.-])(?<!\w\/)(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)/g,
    put: (found) => (loopback.test(found) || found.split('.').some((byte) => Number(byte) > 255) ? found : '[address]'),
  },
  {
    marks: [':'],
    find: /(?<![\w:.])(?:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]|2[0-9a-f]{3}):[0-9a-f:]{2,36}(?![\w:])/gi,
    put: (found) => (found.includes('::') || found.split(':').length === 8 ? '[address]' : found),
  },
  {
    marks: ofOwners.map((name) => `.${name}`),
    find: new RegExp(
      String.raw`(?<![\w.@-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}?\.(?:${ofOwners.join('|')})(?:\.[\w-]{1,63}){0,4}(?![\w(-])`,
      'gi',
    ),
    put: '[host]',
  },
  {
    marks: shared,
    find: new RegExp(String.raw`(?<![\w.-])[\w-]{1,63}(?=(?:${shared.join('|').replaceAll('.', '\\.')})\b)`, 'gi'),
    put: '[host]',
  },
  // What a failed connection was to.
  {
    marks: ['enotfound', 'eai_again', 'econn', 'etimedout', 'ehostunreach', 'resolve host', 'host:', 'cert altname'],
    find: /((?:\b|(?<=\\[nrt]))(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|resolve host:?|Host:(?: DNS:)?)\s{1,3}["']?)([\w-]{1,63}(?:(?:\.[\w-]{1,63}){1,8}|(?=:\d)))/gi,
    put: (found, before = '', host = '') =>
      host === 'localhost' || /^[\d.]+$/.test(host) || known.includes(host.toLowerCase()) ? found : `${before}[host]`,
  },
  // A name without a dot, but for this machine's own.
  {
    marks: ['://'],
    find: /(https?:\/\/)(?!localhost\b|\[)([\w-]{1,63})(?=[:/\s"'<>]|$)/gi,
    put: '$1[host]',
  },
];

export const identityShapes: readonly SecretShape[] = [...accounts, ...people, ...machines];
