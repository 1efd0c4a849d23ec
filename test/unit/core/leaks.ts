import { fc } from './fastCheck.ts';

const alnum = (least: number, most = least + 20) => fc.stringMatching(new RegExp(`^[A-Za-z0-9]{${least},${most}}$`));
const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));
const upper = (length: number) => fc.stringMatching(new RegExp(`^[A-Z0-9]{${length}}$`));
/** Random enough that it cannot be a word: those of real secrets are. */
export const random = alnum(24, 48).filter((text) => /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text));
const name = fc.stringMatching(/^[a-z]{4,10}q[0-9]$/);
const byte = fc.integer({ min: 1, max: 254 });

/** What a text holds that must not come through, and the text. */
export interface Leak {
  readonly secret: string;
  readonly text: string;
}

const put = (value: fc.Arbitrary<string>, ...texts: ((secret: string) => string)[]): fc.Arbitrary<Leak> =>
  fc.tuple(value, fc.constantFrom(...texts)).map(([secret, text]) => ({ secret, text: text(secret) }));

/** Every shape in which something private was pasted, each with random values. */
export const leaks: Readonly<Record<string, fc.Arbitrary<Leak>>> = {
  'keys of providers': put(
    random,
    ...['sk-', 'sk-proj-', 'sk-ant-api03-', 'sk-svcacct-', 'sk-or-v1-', 'gsk_', 'xai-', 'pplx-', 'csk-', 'nvapi-'].map(
      (begin) => (secret: string) => `key ${begin}${secret} was refused`,
    ),
    ...['hf_', 'fw_', 'r8_', 'tgp_v1_', 'tvly-', 'pa-', 'jina_', 'AIza', 'crsr_'].map(
      (begin) => (secret: string) => `{"k":"${begin}${secret}"}`,
    ),
  ),
  'tokens of other services': put(
    random,
    ...[
      'ghp_',
      'gho_',
      'ghs_',
      'github_pat_',
      'glpat-',
      'npm_',
      'pypi-',
      'xoxb-',
      'xoxp-',
      'xapp-',
      'ya29.',
      'SG.',
    ].map((begin) => (secret: string) => `remote: ${begin}${secret}`),
    ...['dop_v1_', 'shpat_', 'hvs.', 'figd_', 'lin_api_', 'glsa_', 'dckr_pat_', 'sk_live_', 'rk_test_', 'whsec_'].map(
      (begin) => (secret: string) => `'${begin}${secret}'`,
    ),
  ),
  'keys of Amazon': put(
    upper(16).filter((text) => /\d/.test(text)),
    (secret) => `AKIA${secret}`,
    (secret) => `id ASIA${secret}.`,
  ),
  'web tokens': fc
    .tuple(random, random, random)
    .map(([head, body, sign]) => ({ secret: body, text: `token eyJ${head}1.${body}.${sign} expired` })),
  headers: put(
    random,
    (secret) => `Authorization: Token ${secret}`,
    (secret) => `authorization: ${secret}`,
    (secret) => `Authorization: Bearer ${secret}`,
    (secret) => `"authorization":"ApiKey ${secret}"`,
    (secret) => `proxy-authorization: Basic ${secret}==`,
    (secret) => `x-api-key: ${secret}`,
    (secret) => `x-goog-api-key: ${secret}`,
    (secret) => `-H "api-key: ${secret}"`,
    (secret) => `('x-api-key', '${secret}')`,
    (secret) => `x-auth-token: ${secret}`,
    (secret) => `Ocp-Apim-Subscription-Key: ${secret}`,
  ),
  cookies: put(
    random,
    (secret) => `Cookie: session=${secret}; theme=dark`,
    (secret) => `cookie: a=b; __cf_bm=${secret}`,
    (secret) => `set-cookie: _cfuvid=${secret}; path=/; HttpOnly`,
    (secret) => `"set-cookie": "sid=${secret}; path=/"`,
    (secret) => `curl -b 'x=1; y=${secret}' https://api.example.com`,
    (secret) => `('Set-Cookie', 'x=${secret}')`,
    (secret) => `JSESSIONID=${secret}`,
    (secret) => `Cookie: ${secret}`,
  ),
  'query strings': put(
    alnum(8, 40),
    ...[
      'key',
      'token',
      'access_token',
      'sig',
      'api_key',
      'apikey',
      'signature',
      'X-Amz-Signature',
      'client_secret',
      'code',
      'id_token',
    ].flatMap((field) => [
      (secret: string) => `GET https://api.example.com/v1?a=1&${field}=${secret}&b=2`,
      (secret: string) => `https://api.example.com/v1?${field}=${secret}`,
      (secret: string) => `url=https%3A%2F%2Fx.com%3F${field}%3D${secret}`,
    ]),
  ),
  'settings and environments': put(
    random,
    ...[
      'api_key',
      'apiKey',
      'OPENAI_API_KEY',
      'secret_access_key',
      'clientSecret',
      'access_token',
      'db_password',
      'AUTH_TOKEN',
    ].flatMap((field) => [
      (secret: string) => `{"${field}": "${secret}"}`,
      (secret: string) => `{\\"${field}\\":\\"${secret}\\"}`,
      (secret: string) => `export ${field}=${secret}`,
      (secret: string) => `${field}: ${secret}`,
      (secret: string) => `${field}='${secret}',`,
      (secret: string) => `${field} => "${secret}"`,
    ]),
    (secret) => `Incorrect API key provided: ${secret}. You can find`,
    (secret) => `password=${secret}`,
    (secret) => `tool --api-key ${secret} --x`,
    (secret) => `curl -u user:${secret} https://api.example.com`,
    (secret) => `password: ${secret}`,
    (secret) => `Bearer: ${secret}`,
    (secret) => `//registry.npmjs.org/:_authToken=${secret}`,
  ),
  'keys without a beginning': put(
    fc.oneof(
      alnum(32, 64).filter((text) => /\d/.test(text) && /[a-z]/i.test(text)),
      hex(32).filter((text) => /\d/.test(text) && /[a-z]/.test(text)),
    ),
    (secret) => `the key ${secret} is not valid`,
    (secret) => `"${secret}"`,
  ),
  'users in addresses': put(
    random,
    (secret) => `https://user:${secret}@example.com/v1`,
    (secret) => `https://:${secret}@example.com`,
    (secret) => `https://${secret}@example.com`,
    (secret) => `redis://:p@${secret}@cache.example.com:6379`,
  ),
  'private keys': put(
    alnum(200, 400),
    (secret) => `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`,
    (secret) => `"-----BEGIN RSA PRIVATE KEY-----\\n${secret}`,
  ),
  'the last line of a private key': put(
    alnum(6, 20),
    (secret) =>
      `-----BEGIN EC PRIVATE KEY-----\n${'MHcCAQEE/b+x'.repeat(5)}\n${secret}==\n-----END EC PRIVATE KEY-----`,
  ),
  'addresses that are secrets': put(
    alnum(10, 24),
    (secret) => `POST https://hooks.slack.com/services/T01ABCDEF/B01ABCDEF/${secret} 404`,
    (secret) => `https://discord.com/api/webhooks/123456789012345678/${secret}`,
  ),
  'keys that stand within a word or hold a colon': put(
    fc.stringMatching(/^[A-Za-z]{30,36}$/),
    (secret) => `OPENAIsk-proj-${secret}`,
    (secret) => `_sk-ant-${secret}`,
    (secret) => `bot 123456789:AA${secret}`,
  ),
  'names of accounts within a word': fc.tuple(hex(8), hex(4), hex(12)).map(([first, middle, last]) => {
    const secret = [first, middle, middle, middle, last].join('-');
    return { secret, text: `of workspace_${secret}` };
  }),
  'e-mail': put(
    name,
    (person) => `{"user":"${person}.x@acme-corp.com"}`,
    (person) => `for ${person}@mail.example.co.uk.`,
    (person) => `email=${person}%40example.com`,
  ),
  'folders of users': put(
    name,
    (person) => `at /home/${person}/project/index.js:1:2`,
    (person) => `file:///Users/${person}/a.ts`,
    (person) => `C:\\Users\\${person}\\AppData`,
    (person) => `"c:\\\\Users\\\\${person} x\\\\AppData"`,
    (person) => `C:/Users/${person}/x`,
    (person) => `/mnt/c/Users/${person}`,
  ),
  accounts: put(
    alnum(20, 24).filter((text) => /\d/.test(text) && /[a-z]/.test(text)),
    (id) => `user-${id}`,
    (id) => `"user_id":"user_${id}"`,
    (id) => `in organization org-${id}`,
    (id) => `project proj_${id}`,
    (id) => `projects/${id}/locations`,
    (id) => `accounts/${id}/models/x`,
    (id) => `ft:gpt-4o-2024-08-06:${id}:name:x`,
  ),
  'addresses of machines': fc
    .tuple(byte, byte, byte, fc.constantFrom('10', '192.168', '172.16', '169.254', '100.64'))
    .map(([a, b, c, net]) => {
      const secret = `${net}.${[a, b, c].slice(net.split('.').length - 1).join('.')}`;
      return { secret, text: `connect ECONNREFUSED ${secret}:443` };
    }),
  'long addresses of machines': fc
    .tuple(
      fc.constantFrom('fd', 'fc'),
      hex(2),
      hex(4).filter((group) => !/^0+$/.test(group)),
    )
    .chain(([net, more, group]) =>
      put(
        fc.constant(`${net}${more}:${group}::${group}`),
        (secret) => `connect EHOSTUNREACH ${secret}`,
        (secret) => `at [${secret}]:443`,
      ),
    ),
  'names of machines': put(
    name,
    (host) => `getaddrinfo ENOTFOUND ${host}.internal`,
    (host) => `getaddrinfo ENOTFOUND llm.${host}.com`,
    (host) => `connect ECONNREFUSED ${host}:8000`,
    (host) => `Host: gateway.${host}.io`,
    (host) => `curl: (6) Could not resolve host: ${host}.example.com`,
    (host) => `https://${host}.corp.example.com/v1`,
    (host) => `http://${host}:8000/v1`,
    (host) => `llm.internal.${host}-corp.com`,
    (host) => `${host}.svc.cluster.local`,
    (host) => `https://${host}.openai.azure.com/openai`,
    (host) => `fd12:3456:789a::${host.length} at ${host}.lan`,
  ),
};
