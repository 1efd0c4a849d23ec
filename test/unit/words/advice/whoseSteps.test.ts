import assert from 'node:assert/strict';
import { test } from 'node:test';
import { details } from '../../../../src/core/causes/detail.ts';
import { presets } from '../../../../src/core/dialects/presets.ts';
import { everyCause } from '../../../../src/core/model/failure.ts';
import { type ProviderId, providerIds, providers } from '../../../../src/core/model/provider.ts';
import { readable } from '../../../../src/core/pasted/readable.ts';
import { diagnoseText } from '../../../../src/host/actions/diagnoseText.ts';
import { adviceFor } from '../../../../src/words/advice/adviceFor.ts';
import { situations, type Topic } from '../../../../src/words/advice/step.ts';
import { pastedWords } from '../../../../src/words/pastedWords.ts';
import { placeIn } from '../../../support/place.ts';
import { fc } from '../../core/fastCheck.ts';
import { pastedErrors } from '../../core/pasted/pastedErrors.ts';
import { pastedAt, pastedKinds } from '../../core/pasted/pastedKinds.ts';

const topics: readonly Topic[] = [...everyCause, ...details, ...situations];
const editors = ['cursor', 'vscode', 'windsurf', 'other'] as const;

/** An editor is named where the reader is in it, whoever's key it is about. */
const vendors = providerIds.filter((id) => !presets[id].isEditor);

/** Names of the providers, and of what they sell under another name, each with whose it is. */
const names: readonly (readonly [RegExp, ProviderId])[] = [
  ...vendors.flatMap((id): (readonly [RegExp, ProviderId])[] => {
    const { name } = providers[id];
    return name === null ? [] : [[new RegExp(`(?<!Azure )\\b${name}(?![\\w-])`), id]];
  }),
  [/\b(?:ChatGPT|Codex|GPT)\b/, 'openai'],
  [/\bClaude\b/, 'anthropic'],
  [/\bAzure\b/, 'azure-openai'],
  [/\b(?:Gemini|Google)\b/, 'gemini'],
  [/\bBedrock\b/, 'bedrock'],
];

/** The providers that advice names in words, or leads to the pages of. */
function namedIn(texts: readonly string[], links: readonly string[]): ProviderId[] {
  const inWords = names.filter(([name]) => texts.some((text) => name.test(text))).map(([, id]) => id);
  const inLinks = vendors.filter((id) => links.some((link) => link.startsWith(`${id}-`)));
  return [...new Set([...inWords, ...inLinks])].sort();
}

function namedBy(topic: Topic, provider: ProviderId | null, editor: (typeof editors)[number]): ProviderId[] {
  const { title, explanation, never, steps } = adviceFor(topic, { ...placeIn(editor), provider });
  const texts = steps.map(({ text, args }) => text.replace(/\{(\d)\}/g, (_, index) => args[Number(index)] ?? ''));
  const links = steps.flatMap(({ action }) => (action && 'open' in action ? [action.open] : []));
  return namedIn([title, explanation, never, ...texts], links);
}

test('where the provider is not known, no step, title or explanation names one', () => {
  for (const provider of [null, 'compatible'] as const) {
    for (const topic of topics) {
      for (const editor of editors) assert.deepEqual(namedBy(topic, provider, editor), [], `${topic} in ${editor}`);
    }
  }
});

test('where it is known, no other one is named and no page of another is opened', () => {
  for (const provider of providerIds) {
    if (provider === 'compatible') continue;
    for (const topic of topics) {
      for (const editor of editors) {
        const others: ProviderId[] = namedBy(topic, provider, editor).filter((id) => id !== provider);
        assert.deepEqual(others, [], `${topic} of ${provider} in ${editor}`);
      }
    }
  }
});

/** Refusals as Cursor and other tools show them, and whose they are. */
const pasted: readonly (readonly [ProviderId, string])[] = [
  [
    'groq',
    'Request failed with status code 429: {"error":{"message":"Rate limit reached for model `llama-3.3-70b-versatile` in organization `org_01` service tier `on_demand` on tokens per day (TPD): Limit 100000, Used 99120, Requested 1290. Please try again in 5m54.24s. Need more tokens? Upgrade at https://console.groq.com/settings/billing","type":"tokens","code":"rate_limit_exceeded"}}',
  ],
  [
    'xai',
    '429 {"code":"resource-exhausted","error":"Too many requests for team 5c and model grok-4.5. Requests per Minute (actual/limit): 61/60."}',
  ],
  [
    'moonshot',
    'Error 429: request reached organization max RPM: 3, please try again after 1 seconds (https://api.moonshot.ai/v1)',
  ],
  [
    'openrouter',
    '{"error":{"message":"This request requires more credits, or fewer max_tokens. To increase, visit https://openrouter.ai/settings/credits","code":402}}',
  ],
  [
    'bedrock',
    'An error occurred (ThrottlingException) when calling the InvokeModel operation: Too many tokens, please wait before trying again. (botocore, anthropic.claude-sonnet-4)',
  ],
  [
    'azure-openai',
    'Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2025-01-01 have exceeded token rate limit of your current OpenAI S0 pricing tier. Please retry after 12 seconds.',
  ],
  [
    'gemini',
    '{"error":{"code":429,"message":"You exceeded your current quota. * Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 20. Please retry in 31.2s.","status":"RESOURCE_EXHAUSTED"}}',
  ],
  [
    'mistral',
    '429 from https://api.mistral.ai/v1: {"object":"error","message":"Requests rate limit exceeded","code":"1300"}',
  ],
  [
    'deepseek',
    'https://api.deepseek.com 402 {"error":{"message":"Insufficient Balance","code":"invalid_request_error"}}',
  ],
];

for (const [provider, text] of pasted) {
  test(`a pasted refusal of ${providers[provider].name} leads to its own steps and pages alone`, () => {
    for (const editor of editors) {
      const found = diagnoseText(text, Date.UTC(2026, 10, 23));
      assert.equal(found.provider, provider);
      const { title, details, steps } = pastedWords(found, editor, null);
      const links = steps.flatMap(({ intent }) => (intent?.type === 'open-link' ? [intent.link] : []));
      const named = namedIn([title, ...details, ...steps.map((step) => step.text)], links);
      assert.deepEqual(named, [provider], `${editor}: ${steps.map((step) => step.text).join('\n')}`);
    }
  });
}

test('a refusal that nobody can be recognized by names no provider, in Cursor either', () => {
  for (const text of [
    '429 {"error":{"message":"Rate limit exceeded"}}',
    'User provided API key rate limit exceeded',
    'HTTP 401',
  ]) {
    const found = diagnoseText(text, Date.UTC(2026, 10, 23));
    assert.equal(found.provider, null, text);
    const { title, details, steps } = pastedWords(found, 'cursor', null);
    assert.ok(steps.length > 0);
    const links = steps.flatMap(({ intent }) => (intent?.type === 'open-link' ? [intent.link] : []));
    assert.deepEqual(namedIn([title, ...details, ...steps.map((step) => step.text)], links), [], text);
  }
});

/** Tools, each with what stands for it in our words and in the texts that it shows. */
const tools: readonly (readonly [inWords: RegExp, inText: RegExp])[] = [
  [
    /\bCursor\b/,
    /cursor|user (?:provided )?api key|the model provider|monthly cycle|your openai key|reaching openai|plan or api key/,
  ],
  [
    /\b(?:Copilot|GitHub(?! Models)|VS Code)\b/,
    /copilot|switching to auto|switch to ask mode|rate_limited|server error: |\[title\]|request (?:failed|was rate-limited)|response type \(|quota exceeded server error/,
  ],
  [/\bWindsurf\b/, /windsurf|codeium|cascade/],
  [/\bCline\b/, /cline/],
];

test('no step names a vendor that the text does not name, whatever stands in it', () => {
  const texts = [...Object.values(pastedKinds).flat(), ...pastedErrors].map(({ text }) => text);
  const models = [
    '',
    'model: gpt-5',
    'claude-sonnet-5',
    'gemini-3-pro',
    'grok-5',
    'deepseek-chat',
    'openai.APIError: ',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.constantFrom(...models), (text, model) => {
      const whole = `${model}\n${text}`;
      const { steps } = pastedWords(diagnoseText(whole, pastedAt.now), 'other', null);
      for (const { text: step, intent } of steps) {
        const link = intent?.type === 'open-link' ? intent.link : '';
        for (const id of namedIn([step], [link])) assert.ok(isNamed(whole, id), `${step}\nfor: ${whole}`);
        for (const [inWords, inText] of tools)
          assert.ok(!inWords.test(step) || inText.test(whole.toLowerCase()), `${step}\nfor: ${whole}`);
      }
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 1500) },
  );
});

function isNamed(text: string, provider: ProviderId): boolean {
  const { hosts, marks, names: own } = presets[provider];
  const lower = readable(text).toLowerCase();
  return (
    hosts.some((host) => lower.includes(host)) ||
    (marks?.test(lower) ?? false) ||
    (own?.test(lower.replace(/\s+/g, ' ')) ?? false)
  );
}
