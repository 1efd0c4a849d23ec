import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { presets } from '../../../src/core/dialects/presets.ts';
import { redact } from '../../../src/core/redact.ts';
import { fc } from './fastCheck.ts';
import { leaks, random } from './leaks.ts';

const around = fc.constantFrom('', 'Error: ', '\n', '429 {"error":"', '> ', '日本 ', '\\n', '(');

describe('what is private does not come through', () => {
  for (const [kind, ofKind] of Object.entries(leaks))
    it(kind, () => {
      fc.assert(
        fc.property(ofKind, around, around, ({ secret, text }, before, after) => {
          const clean = redact(`${before}${text}${after === '' ? '' : `\n${after}`}`);
          assert.equal(clean.includes(secret), false, `${JSON.stringify(text)} → ${JSON.stringify(clean)}`);
        }),
      );
    });
});

describe('no key of a provider that is known comes through', () => {
  const beginnings = Object.values(presets).flatMap(({ keyBeginnings = {} }) => Object.values(keyBeginnings).flat());
  for (const beginning of new Set(beginnings))
    it(beginning, () => {
      fc.assert(
        fc.property(random, (rest) => {
          const key = `${beginning}${rest}`;
          assert.equal(redact(`the key ${key} was refused`).includes(key), false);
        }),
      );
    });
});

const invisible = fc.constantFrom(
  '\u200b',
  '\u00ad',
  '\u2060',
  '\ufeff',
  '\u{e0041}',
  '\u034f',
  '\ufe0f',
  '\0',
  '\u200d',
);
const lineBreak = fc.constantFrom('\n', '\r\n', '\\n', '\n  ', ' \n    ', '"\n"', '\n> ', '\n│ ');
const keyed = fc
  .tuple(fc.constantFrom('sk-proj-', 'sk-ant-api03-', 'gsk_', 'xai-', 'ghp_', 'github_pat_', 'AIza', 'nvapi-'), random)
  .map(([begin, rest]) => begin + rest);

/** The longest piece of a key that a text still holds. */
function longestLeft(clean: string, key: string): number {
  let most = 0;
  for (let start = 0; start < key.length; start++)
    while (start + most < key.length && clean.includes(key.slice(start, start + most + 1))) most++;
  return most;
}

describe('a key that is hidden from whoever looks for it', () => {
  it('has invisible characters in it', () => {
    fc.assert(
      fc.property(keyed, invisible, fc.nat(), fc.nat(), (key, one, first, second) => {
        const at = 1 + (first % (key.length - 1));
        const to = 1 + (second % (key.length - 1));
        const text = `key ${key.slice(0, Math.min(at, to))}${one}${key.slice(Math.min(at, to), Math.max(at, to))}${one}${key.slice(Math.max(at, to))} refused`;
        assert.ok(longestLeft(redact(text), key) < 8, redact(text));
      }),
    );
  });

  it('has hyphens of another kind', () => {
    fc.assert(
      fc.property(random, fc.constantFrom('\u2010', '\u2011', '\u2013', '\u2212', '\uff0d'), (rest, hyphen) => {
        const text = `sk-proj-${rest.slice(0, 12)}-${rest.slice(12)}`.replaceAll('-', hyphen);
        assert.ok(longestLeft(redact(text), rest) < 8, redact(text));
      }),
    );
  });

  it('is cut by a line break, anywhere', () => {
    fc.assert(
      fc.property(keyed, lineBreak, fc.nat(), (key, cut, where) => {
        const at = 1 + (where % (key.length - 1));
        // Letters alone may by chance look like a word.
        fc.pre(/\d/.test(key.slice(at)) || key.length - at < 8);
        const clean = redact(`Authorization was ${key.slice(0, at)}${cut}${key.slice(at)}\nPlease try again.`);
        assert.ok(longestLeft(clean, key) < 12, `${at} ${JSON.stringify(clean)}`);
        assert.ok(clean.endsWith('\nPlease try again.'), clean);
      }),
    );
  });

  it('is cut by many', () => {
    const key = 'sk-proj-Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0Uv1Wx2Yz3Ab4Cd5Ef6';
    for (const width of [12, 16, 20]) {
      const lines = key.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
      assert.equal(redact(`key\n${lines.join('\n')}\nwas refused`), 'key\n[key]\nwas refused');
    }
  });

  it('is known, and cut at the end of what is looked at', () => {
    for (const length of [81_900, 81_910, 81_919]) {
      const clean = redact(`${'a '.repeat(length / 2)}sk-proj-Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8`);
      assert.doesNotMatch(clean, /Ab1Cd2/);
    }
  });
});

/** Texts of errors: numbers, models, limits and names of requests are what a diagnosis needs. */
const ordinary: readonly string[] = [
  'Rate limit reached for gpt-4o-mini on tokens per min (TPM): Limit 200000, Used 199937, Requested 385. Please try again in 97ms.',
  'You exceeded your current quota, please check your plan and billing details. For more information, read https://platform.openai.com/docs/guides/error-codes/api-errors.',
  'claude-sonnet-4-5-20250929, gpt-5.4-nano-2026-01-01, meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8, gemini-2.5-flash-lite, o4-mini, claude-3-5-sonnet@20240620',
  '{"type":"error","error":{"type":"rate_limit_error","message":"Number of request tokens has exceeded your per-minute rate limit"},"request_id":"req_011CSHoEeqs5C35K2UUqR7Fy"}',
  'anthropic-ratelimit-input-tokens-limit: 50000\nanthropic-ratelimit-input-tokens-reset: 2026-08-06T22:34:18Z\nretry-after: 21\nx-request-id: 4f1c2b3a4d5e6f708192a3b4c5d6e7f8',
  'x-ratelimit-limit-tokens: 30000\nx-ratelimit-remaining-tokens: 29937\nx-ratelimit-reset-tokens: 126ms',
  '{"max_tokens": 4096, "prompt_tokens": 123, "total_tokens": 5, "token": 7, "code": "invalid_api_key", "param": "api_key"}',
  'Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 20, model: gemini-2.5-flash. quotaId: GenerateRequestsPerDayPerProjectPerModel-FreeTier',
  'openai.RateLimitError: Error code: 429 - {"error": {"message": "Too many requests", "type": "requests", "code": "rate_limit_exceeded"}}',
  'connect ECONNREFUSED 127.0.0.1:11434, see http://localhost:11434/v1 and https://api.openai.com/v1/chat/completions',
  'getaddrinfo ENOTFOUND api.openai.com; SELF_SIGNED_CERT_IN_CHAIN; UND_ERR_CONNECT_TIMEOUT',
  'Contact support@openai.com or sales@anthropic.com. Bearer token is missing. invalid x-api-key. api_key: missing. "token": "expired"',
  'The user-provided, user-specified and organization-level limits of the key-value store; task_token; token: invalid; password: incorrect',
  'at 12:30:45, 2026-11-26T10:00:00.000Z, 1.2.3, Chrome/120.0.0.0, 99.9%, $0.05, 3:4, v18.17.1',
  'accounts/fireworks/models/llama-v3p1-70b-instruct is not found; https://github.com/microsoft/vscode/issues/213903',
  'credential: none; session: not found; secret is required; a home page at /home and users at /users/me',
  '👩‍💻 日本語 – “quotes” … naïve café, 5 × 4',
];

describe('what a diagnosis needs comes through', () => {
  for (const text of ordinary)
    it(text.slice(0, 60), () => {
      assert.equal(redact(text), text);
    });

  it('also beside a key that ends a line', () => {
    const key = 'sk-proj-Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8';
    for (const next of [
      'Rate limit reached',
      'gpt-5 is busy',
      '429 Too Many Requests',
      'RateLimitError: x',
      'retry-after: 21',
      'request_id: 5',
      '2026-11-26',
    ])
      assert.equal(redact(`${key}\n${next}`), `[key]\n${next}`);
  });
});
