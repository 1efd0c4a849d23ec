import { type Provider, type ProviderId, providers } from '../model/provider.ts';

/** A page that several providers have, each at its own address. */
export const pages = [
  'usage',
  'limits',
  'billing',
  'keys',
  'status',
  'models',
  'rate-limits',
  'errors',
  /** The page on the several kinds of 429. */
  'errors-429',
  'regions',
  'caching',
  /** The usage of a subscription, beside the API. */
  'plan-usage',
] as const;
export type Page = (typeof pages)[number];

/**
 * What only rare screens need of a provider: adding a key, the panel's advice, a pasted text, and the client that is
 * loaded with the first check. Nothing on the way to the first paint may import it.
 */
export interface Preset {
  /** Hosts of its API, which give it away in a base URL and in a text; one that begins with a dot stands for all below it. */
  readonly hosts: readonly string[];
  /** Words that only its answers and pages hold, which give it away in a pasted text, in lower case. */
  readonly marks?: RegExp;
  /** What its models and libraries are called wherever they are used: it counts where nothing else is known. */
  readonly names?: RegExp;
  /** How its keys begin and no other provider's do; `admin` keys manage an organization and make no requests. */
  readonly keyBeginnings?: { readonly usual: readonly string[]; readonly admin?: readonly string[] };
  /** The paths are those that its own documentation and error texts name. A page that is not here cannot be opened. */
  readonly pages: Readonly<Partial<Record<Page, string>>>;
  /** Models that no probe can watch: they send no limits, or cost more than a few tokens. */
  readonly unwatchable?: RegExp;
  /** Models to watch first, best first. Of those that fit one, the highest number in its brackets counts, else the first. */
  readonly preferred?: readonly RegExp[];
  /** Its chat's name for the longest answer; `max_tokens` if left out. */
  readonly answerLimit?: 'max_completion_tokens';
  /** Whether it lists the models of a key: not all endpoints do, and Azure lists none that a request could name. */
  readonly models?: 'perhaps-listed' | 'not-listed';
  /** An example of its base URL, if every user has a different one. */
  readonly exampleUrl?: string;
}

const notText = /whisper|tts|image|audio|speech|transcri|moderation|video|ocr|rerank|guard/;

export const presets: Readonly<Record<ProviderId, Preset>> = {
  openai: {
    hosts: ['api.openai.com'],
    keyBeginnings: { usual: ['sk-proj-', 'sk-svcacct-'], admin: ['sk-admin-'] },
    marks:
      /(?:platform|help|developers)\.openai\.com|support@openai\.com|in organization org-|openaiexception|chatgpt\.com/,
    // Its library speaks to every endpoint that is compatible.
    names:
      /\bgpt-\d|\bo[134](?:-mini)?\b|chatgpt|\bopenai\b(?!\.[a-z_]{0,30}error|[/_]|[- ]compatible|\.error| sdk| api (?:[a-z]{1,20} )?error)/,
    pages: {
      usage: 'https://platform.openai.com/usage',
      limits: 'https://platform.openai.com/settings/organization/limits',
      billing: 'https://platform.openai.com/settings/organization/billing',
      keys: 'https://platform.openai.com/api-keys',
      status: 'https://status.openai.com',
      models: 'https://developers.openai.com/api/docs/models',
      'rate-limits': 'https://developers.openai.com/api/docs/guides/rate-limits',
      errors: 'https://developers.openai.com/api/docs/guides/error-codes',
      'errors-429': 'https://help.openai.com/en/articles/5955604-troubleshooting-api-rate-limits-and-429-errors',
      regions: 'https://developers.openai.com/api/docs/supported-countries',
      'plan-usage': 'https://chatgpt.com/codex/settings/usage',
    },
    // docs/providers.md, OpenAI: which answers carry headers.
    unwatchable:
      /whisper|tts|dall-e|image|audio|realtime|transcribe|moderation|sora|video|davinci|babbage|instruct|search|computer-use|deep-research|codex/,
    // What an editor's agent most likely uses: the newest full-size GPT.
    preferred: [/^gpt-(\d+(?:\.\d+)?)$/],
    answerLimit: 'max_completion_tokens',
  },
  anthropic: {
    hosts: ['api.anthropic.com'],
    keyBeginnings: { usual: ['sk-ant-'], admin: ['sk-ant-admin'] },
    marks: /\banthropic\.com|\bclaude\.(?:com|ai)\b|anthropicexception|request_id"?: ?"?req_01/,
    // Clouds and routers sell its models as well, and some endpoints answer in its form.
    names:
      /anthropic|claude|["']type["']: ?["']error["'].{0,80}["']type["']: ?["'](?:overloaded|rate_limit|authentication|permission|not_found|invalid_request|api|billing|timeout)_error/,
    pages: {
      usage: 'https://platform.claude.com/usage',
      limits: 'https://platform.claude.com/settings/limits',
      billing: 'https://platform.claude.com/settings/billing',
      keys: 'https://platform.claude.com/settings/keys',
      status: 'https://status.claude.com',
      models: 'https://platform.claude.com/docs/en/about-claude/models/overview',
      'rate-limits': 'https://platform.claude.com/docs/en/api/rate-limits',
      errors: 'https://platform.claude.com/docs/en/api/errors',
      regions: 'https://platform.claude.com/docs/en/api/supported-regions',
      caching: 'https://platform.claude.com/docs/en/build-with-claude/prompt-caching',
      'plan-usage': 'https://claude.ai/settings/usage',
    },
    // The newest Sonnet: the newest are listed first.
    preferred: [/sonnet/],
  },
  zai: {
    hosts: ['api.z.ai', 'open.bigmodel.cn'],
    marks: /\bz\.ai\b|bigmodel/,
    names: /\bglm-/,
    pages: { keys: 'https://z.ai/manage-apikey/apikey-list' },
  },
  alibaba: {
    hosts: ['dashscope-intl.aliyuncs.com', 'dashscope.aliyuncs.com'],
    marks: /aliyun|dashscope|alibabacloud/,
    pages: {
      models: 'https://www.alibabacloud.com/help/en/model-studio/models',
      'rate-limits': 'https://www.alibabacloud.com/help/en/model-studio/rate-limit',
      errors: 'https://www.alibabacloud.com/help/en/model-studio/error-code',
    },
  },
  moonshot: {
    hosts: ['api.moonshot.ai', 'api.moonshot.cn'],
    marks: /\bmoonshot\.(?:ai|cn)|exceeded_current_quota_error|rate_limit_reached_error|<ak-/,
    names: /moonshot|kimi/,
    pages: { keys: 'https://platform.moonshot.ai/console/api-keys' },
  },
  huggingface: {
    hosts: ['router.huggingface.co', 'api-inference.huggingface.co'],
    keyBeginnings: { usual: ['hf_'] },
    marks: /hugging ?face|hf\.co/,
    pages: {
      billing: 'https://huggingface.co/settings/billing',
      keys: 'https://huggingface.co/settings/tokens',
      status: 'https://status.huggingface.co',
      'rate-limits': 'https://huggingface.co/docs/inference-providers/pricing',
    },
  },
  cohere: {
    hosts: ['api.cohere.com', 'api.cohere.ai'],
    marks: /cohere|using a trial key/,
    pages: {
      billing: 'https://dashboard.cohere.com/billing',
      keys: 'https://dashboard.cohere.com/api-keys',
      status: 'https://status.cohere.com',
      models: 'https://docs.cohere.com/docs/models',
      'rate-limits': 'https://docs.cohere.com/docs/rate-limits',
    },
  },
  cerebras: {
    hosts: ['api.cerebras.ai'],
    keyBeginnings: { usual: ['csk-'] },
    marks: /cerebras/,
    pages: {
      keys: 'https://cloud.cerebras.ai/platform',
      status: 'https://status.cerebras.ai',
      'rate-limits': 'https://inference-docs.cerebras.ai/support/rate-limits',
    },
  },
  deepseek: {
    hosts: ['api.deepseek.com'],
    marks: /deepseek\.com/,
    names: /deepseek/,
    pages: {
      usage: 'https://platform.deepseek.com/usage',
      billing: 'https://platform.deepseek.com/top_up',
      keys: 'https://platform.deepseek.com/api_keys',
      status: 'https://status.deepseek.com',
      'rate-limits': 'https://api-docs.deepseek.com/quick_start/rate_limit',
      errors: 'https://api-docs.deepseek.com/quick_start/error_codes',
    },
  },
  together: {
    hosts: ['api.together.xyz', 'api.together.ai'],
    marks: /together\.(?:ai|xyz)|together ai/,
    pages: {
      billing: 'https://api.together.ai/settings/billing',
      keys: 'https://api.together.ai/settings/api-keys',
      status: 'https://status.together.ai',
      'rate-limits': 'https://docs.together.ai/docs/rate-limits',
    },
  },
  fireworks: {
    hosts: ['api.fireworks.ai'],
    keyBeginnings: { usual: ['fw_'] },
    marks: /fireworks\.ai|accounts\/fireworks|fireworks_ai/,
    pages: {
      billing: 'https://app.fireworks.ai/account/billing',
      keys: 'https://app.fireworks.ai/settings/users/api-keys',
      status: 'https://status.fireworks.ai',
      'rate-limits': 'https://docs.fireworks.ai/serverless/rate-limits',
    },
    unwatchable: /flux|stable-diffusion|whisper|rerank|guard|image/,
  },
  replicate: {
    hosts: ['api.replicate.com'],
    keyBeginnings: { usual: ['r8_'] },
    marks: /replicate\.com|replicateerror/,
    pages: {
      billing: 'https://replicate.com/account/billing',
      keys: 'https://replicate.com/account/api-tokens',
      'rate-limits': 'https://replicate.com/docs/topics/predictions/rate-limits',
    },
  },
  perplexity: {
    hosts: ['api.perplexity.ai'],
    keyBeginnings: { usual: ['pplx-'] },
    marks: /perplexity|\bpplx-/,
    pages: { keys: 'https://www.perplexity.ai/account/api/keys' },
  },
  xai: {
    hosts: ['api.x.ai'],
    keyBeginnings: { usual: ['xai-'] },
    marks: /\bx\.ai\b|\bgrok\.com\b|\(actual\/limit\)/,
    names: /\bxai\b|\bgrok\b/,
    pages: {
      usage: 'https://console.x.ai/team/default/usage',
      limits: 'https://console.x.ai/team/default/rate-limits',
      billing: 'https://console.x.ai/team/default/billing',
      keys: 'https://console.x.ai/team/default/api-keys',
      status: 'https://status.x.ai',
      models: 'https://docs.x.ai/docs/models',
      'rate-limits': 'https://docs.x.ai/developers/rate-limits',
    },
    unwatchable: /image|imagine|video|voice/,
    preferred: [/^grok-(\d+(?:\.\d+)?)$/],
  },
  mistral: {
    hosts: ['api.mistral.ai', 'codestral.mistral.ai'],
    marks: /\bmistral\.ai\b/,
    names: /mistral|codestral|devstral/,
    pages: {
      usage: 'https://admin.mistral.ai/organization/usage',
      limits: 'https://admin.mistral.ai/plateforme/limits',
      billing: 'https://admin.mistral.ai/organization/billing',
      keys: 'https://console.mistral.ai/api-keys',
      status: 'https://status.mistral.ai',
    },
    unwatchable: /moderation|ocr|transcri|tts|realtime/,
    preferred: [/^devstral.*latest$/, /^codestral-latest$/, /^mistral-large-latest$/],
  },
  bedrock: {
    hosts: ['.amazonaws.com'],
    marks:
      /bedrock|\bamazon\b|botocore|\barn:aws|aws-marketplace|\b(?:throttling|unrecognizedclient|expiredtoken|validation|accessdenied|servicequotaexceeded|modelnotready|modeltimeout|serviceunavailable|resourcenotfound)exception\b/,
    pages: {
      limits: 'https://console.aws.amazon.com/servicequotas/home',
      billing: 'https://console.aws.amazon.com/billing/home',
      status: 'https://health.aws.amazon.com/health/status',
      models: 'https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html',
      'rate-limits': 'https://docs.aws.amazon.com/bedrock/latest/userguide/quotas.html',
      errors: 'https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html',
    },
  },
  gemini: {
    hosts: ['generativelanguage.googleapis.com', '.aiplatform.googleapis.com'],
    keyBeginnings: { usual: ['AIza'] },
    marks:
      /ai\.google\.dev|\bai\.studio\b|gemini-api|vertex|aistudio|"resource_exhausted"|google\.rpc|googleapis|cloud code assist|\bpublisher model\b/,
    names: /gemini/,
    pages: {
      usage: 'https://aistudio.google.com/usage',
      keys: 'https://aistudio.google.com/apikey',
      status: 'https://aistudio.google.com/status',
      models: 'https://ai.google.dev/gemini-api/docs/models',
      'rate-limits': 'https://ai.google.dev/gemini-api/docs/rate-limits',
      errors: 'https://ai.google.dev/gemini-api/docs/troubleshooting',
      regions: 'https://ai.google.dev/gemini-api/docs/available-regions',
    },
    unwatchable: notText,
  },
  groq: {
    hosts: ['api.groq.com'],
    keyBeginnings: { usual: ['gsk_'] },
    marks: /groq|service tier on_demand/,
    pages: {
      usage: 'https://console.groq.com/dashboard/usage',
      limits: 'https://console.groq.com/settings/limits',
      billing: 'https://console.groq.com/settings/billing',
      keys: 'https://console.groq.com/keys',
      status: 'https://groqstatus.com',
      models: 'https://console.groq.com/docs/models',
      'rate-limits': 'https://console.groq.com/docs/rate-limits',
      errors: 'https://console.groq.com/docs/errors',
    },
    unwatchable: notText,
  },
  'github-models': {
    hosts: ['models.github.ai', 'models.inference.ai.azure.com'],
    keyBeginnings: { usual: ['ghp_', 'github_pat_'] },
    marks: /userbymodelby|userconcurrentrequests|userbyminute|models\.(?:github|inference)/,
    pages: {
      billing: 'https://github.com/settings/billing',
      keys: 'https://github.com/settings/personal-access-tokens',
      status: 'https://www.githubstatus.com',
      models: 'https://github.com/marketplace/models',
    },
  },
  'azure-openai': {
    hosts: ['.openai.azure.com', '.services.ai.azure.com', '.cognitiveservices.azure.com'],
    marks: /azure|aka\.ms\/oai|ai ?services s0|openai s0|cognitiveservices/,
    pages: {
      keys: 'https://portal.azure.com',
      status: 'https://azure.status.microsoft',
      'rate-limits': 'https://learn.microsoft.com/azure/ai-foundry/openai/quotas-limits',
    },
    answerLimit: 'max_completion_tokens',
    models: 'not-listed',
    exampleUrl: 'https://my-resource.openai.azure.com/openai/v1',
  },
  openrouter: {
    hosts: ['openrouter.ai'],
    keyBeginnings: { usual: ['sk-or-'] },
    marks: /openrouter|free-models-per-|user_2[a-z0-9]{20}/,
    pages: {
      usage: 'https://openrouter.ai/activity',
      billing: 'https://openrouter.ai/settings/credits',
      keys: 'https://openrouter.ai/settings/keys',
      status: 'https://status.openrouter.ai',
      models: 'https://openrouter.ai/models',
      'rate-limits': 'https://openrouter.ai/docs/api_reference/limits',
    },
  },
  // Many endpoints pass the flagship of another provider on under its own name.
  compatible: { hosts: [], pages: {}, models: 'perhaps-listed', preferred: [/(?:^|\/)gpt-(\d+(?:\.\d+)?)$/] },
};

/** All that is known of providers. Handed in where a further one is to be known without being in the list. */
export interface KnownProviders {
  readonly rows: Readonly<Record<ProviderId, Provider>>;
  /** In the order of `providerIds`. */
  readonly presets: Readonly<Record<ProviderId, Preset>>;
}

export const knownProviders: KnownProviders = { rows: providers, presets };

/** The provider whose API is at an address such as `https://api.openai.com/v1`; `null` for one that nobody listed. */
export function providerAt(address: string, known = presets): ProviderId | null {
  const host = URL.canParse(address) ? new URL(address).hostname : '';
  const isAt = (one: string) => host === one || (one.startsWith('.') && host.endsWith(one));
  return idsOf(known).find((id) => known[id].hosts.some(isAt)) ?? null;
}

/**
 * The sender of a text in lower case: of several, the one that passes the others on (`providerIds`). A model's or a
 * library's name counts only where nothing else tells and it is one provider's, and not at all where `byName` is
 * false; a text that names another one itself has none.
 */
export function providerIn(lower: string, known = presets, byName = true): ProviderId | null {
  const isAt = (host: string) => !host.startsWith('.') && lower.includes(host);
  const marked = idsOf(known).findLast((id) => known[id].hosts.some(isAt) || known[id].marks?.test(lower));
  if (marked) return marked;
  const stated = statedProvider.exec(lower)?.[1];
  if (stated !== undefined) return providerCalled(stated, known);
  if (!byName) return null;
  const named = idsOf(known).filter((id) => known[id].names?.test(lower));
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** "Provider: xAI", as tools head their reports. */
const statedProvider = /\bprovider["']?[:=] ?["']?(?!returned|error|null|none)([a-z][a-z .-]{1,30})/;

function providerCalled(name: string, known: KnownProviders['presets']): ProviderId | null {
  const ids = idsOf(known);
  const first = name.trim().split(' ')[0] ?? '';
  return (
    ids.find((id) => id === first) ??
    ids.find((id) => known[id].names?.test(name) || known[id].marks?.test(name)) ??
    null
  );
}

function idsOf(known: KnownProviders['presets']): ProviderId[] {
  return Object.keys(known) as ProviderId[];
}
