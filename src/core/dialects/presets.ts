import { type Provider, type ProviderId, providers } from '../model/provider.ts';
import type { MoneyPlace } from './moneyPlace.ts';

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

/** A public status page as programs can read it (docs/providers.md, Status pages). */
export interface StatusAddress {
  /** Statuspage's summary, which others imitate; Better Stack's `index.json`; a feed of incidents. */
  readonly form: 'statuspage' | 'better-stack' | 'feed';
  readonly url: string;
  /** Names of the components that its API consists of; without it, all but those that are known to be something else. */
  readonly api?: RegExp;
}

/**
 * What only rare screens need of a provider: adding a key, the panel's advice, a pasted text, and the client that is
 * loaded with the first check. Nothing on the way to the first paint may import it.
 */
export interface Preset {
  /**
   * Hosts of its API, which give it away in a base URL and in a text; one that begins with a dot stands for all below
   * it. On the user's machine the port tells, not the name.
   */
  readonly hosts: readonly string[];
  /** Words that only its answers and pages hold, which give it away in a pasted text, in lower case. */
  readonly marks?: RegExp;
  /** What its models and libraries are called wherever they are used: it counts where nothing else is known. */
  readonly names?: RegExp;
  /** Others take requests of its form, and tools call them by its name: it counts only where nothing else is named. */
  readonly isForm?: true;
  /** An editor that passes on what others answer: no text is recognized as its own, whatever name stands in it. */
  readonly isEditor?: true;
  /**
   * How its keys begin and no other provider's do; `admin` keys manage an organization and make no requests. `shared`:
   * others' begin so too; `olderAdmin`: anybody's may, so that one is taken for it only where the user has said so.
   */
  readonly keyBeginnings?: {
    readonly usual?: readonly string[];
    readonly admin?: readonly string[];
    readonly olderAdmin?: readonly string[];
    readonly shared?: readonly string[];
  };
  /** The paths are those that its own documentation and error texts name. A page that is not here cannot be opened. */
  readonly pages: Readonly<Partial<Record<Page, string>>>;
  /** Left out where no program can read the page, or nobody has seen that one can. */
  readonly status?: StatusAddress;
  /** Models that no probe can watch: they send no limits, or cost more than a few tokens. */
  readonly unwatchable?: RegExp;
  /** Models to watch first, best first. Of those that fit one, the highest number in its brackets counts, else the first. */
  readonly preferred?: readonly RegExp[];
  /** Its chat's name for the longest answer; `max_tokens` if left out. */
  readonly answerLimit?: 'max_completion_tokens';
  /** Whether it lists the models of a key: not all endpoints do, and Azure lists none that a request could name. */
  readonly models?: 'perhaps-listed' | 'not-listed';
  /** Where it lists them, if not below its base URL; from the root of the origin. */
  readonly modelsPath?: string;
  /** Where a key can read its own money. Asked for calmly, since it costs nothing but a request. */
  readonly money?: readonly MoneyPlace[];
  /** The path of a single deployment, with its name in brackets: part of addresses that its own portal shows. */
  readonly deploymentPath?: RegExp;
  /** Its base URLs elsewhere, each with keys of its own. */
  readonly otherBaseUrls?: readonly string[];
  /** An example of its base URL, if every user has a different one. */
  readonly exampleUrl?: string;
}

const notText = /whisper|tts|image|audio|speech|transcri|moderation|video|ocr|rerank|guard/;

export const presets: Readonly<Record<ProviderId, Preset>> = {
  openai: {
    hosts: ['api.openai.com'],
    isForm: true,
    keyBeginnings: { usual: ['sk-proj-', 'sk-svcacct-'], admin: ['sk-admin-'], shared: ['sk-'] },
    marks:
      /(?:platform|help|developers)\.openai\.com|support@openai\.com|in organization org-|openaiexception|chatgpt\.com|\bunsupported_country_region_territory\b/,
    // Its library speaks to every endpoint that is compatible.
    names:
      /x-codex-(?:plan|primary|active)|the server had an error while processing your request|\bgpt-\d|\bo[134](?:-mini)?\b|chatgpt|\bopenai\b(?!\.[a-z_]{0,30}error|[/_]|[- ]compatible|\.error| sdk| api (?:[a-z]{1,20} )?error)/,
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
    // Most of its page is about ChatGPT.
    status: {
      form: 'statuspage',
      url: 'https://status.openai.com/api/v2/summary.json',
      api: /^(?:responses|(?:chat )?completions|embeddings|batch|(?:openai )?apis?)$/i,
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
    isForm: true,
    keyBeginnings: { usual: ['sk-ant-'], admin: ['sk-ant-admin'] },
    marks: /\banthropic\.com|\bclaude\.(?:com|ai)\b|anthropicexception|request_id["']?: ?["']?req_01/,
    // Clouds and routers sell its models as well, and some endpoints answer in its form, with messages of their own.
    names:
      /anthropic|claude(?!-(?:code|relay)-[a-z])|["']type["']: ?["']overloaded_error["'], ?["']message["']: ?["']overloaded["']|invalid x-api-key|organization['’]s rate limit of [\d,]{1,12} (?:input|output) tokens|you have reached your specified (?:workspace )?api usage limits|would exceed your (?:account|organization)['’]s rate limit|prompt is too long: \d{4,9} tokens > \d{4,9} maximum|input length and .?max_tokens.? exceed context limit|(?:extra usage is|usage credits are) required for long context/,
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
    status: { form: 'statuspage', url: 'https://status.claude.com/api/v2/summary.json', api: /\bapi\b/i },
    // The newest Sonnet: the newest are listed first.
    preferred: [/sonnet/],
  },
  zai: {
    hosts: ['api.z.ai', 'open.bigmodel.cn'],
    marks: /\bz\.ai\b|bigmodel/,
    names: /\bglm-/,
    pages: {
      limits: 'https://z.ai/manage-apikey/rate-limits',
      keys: 'https://z.ai/manage-apikey/apikey-list',
      errors: 'https://docs.z.ai/api-reference/api-code',
    },
    models: 'perhaps-listed',
    otherBaseUrls: ['https://open.bigmodel.cn/api/paas/v4'],
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
    keyBeginnings: { shared: ['sk-'] },
    otherBaseUrls: ['https://api.moonshot.cn/v1'],
    pages: {
      keys: 'https://platform.moonshot.ai/console/api-keys',
      'rate-limits': 'https://platform.moonshot.ai/docs/pricing/limits',
    },
    money: [
      {
        part: 'balance',
        path: '/v1/users/me/balance',
        provesKey: true,
        within: 'data',
        currency: 'USD',
        currencyAt: { 'api.moonshot.cn': 'CNY' },
        balance: { left: 'available_balance' },
      },
    ],
    status: { form: 'statuspage', url: 'https://status.moonshot.cn/api/v2/summary.json', api: /\bapi\b/i },
  },
  huggingface: {
    hosts: ['router.huggingface.co', 'api-inference.huggingface.co'],
    keyBeginnings: { usual: ['hf_'] },
    marks: /hugging ?face(?!\W{1,2}inference endpoints pass in|\/starcoder)|hf\.co/,
    pages: {
      billing: 'https://huggingface.co/settings/billing',
      keys: 'https://huggingface.co/settings/tokens',
      status: 'https://status.huggingface.co',
      'rate-limits': 'https://huggingface.co/docs/inference-providers/pricing',
    },
    status: { form: 'better-stack', url: 'https://status.huggingface.co/index.json', api: /inference/i },
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
    status: { form: 'statuspage', url: 'https://status.cohere.com/api/v2/summary.json' },
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
    status: { form: 'statuspage', url: 'https://status.cerebras.ai/api/v2/summary.json' },
  },
  deepseek: {
    hosts: ['api.deepseek.com'],
    marks: /deepseek\.com/,
    names: /deepseek/,
    keyBeginnings: { shared: ['sk-'] },
    pages: {
      usage: 'https://platform.deepseek.com/usage',
      billing: 'https://platform.deepseek.com/top_up',
      keys: 'https://platform.deepseek.com/api_keys',
      status: 'https://status.deepseek.com',
      'rate-limits': 'https://api-docs.deepseek.com/quick_start/rate_limit',
      errors: 'https://api-docs.deepseek.com/quick_start/error_codes',
    },
    money: [
      {
        part: 'balance',
        path: '/user/balance',
        provesKey: true,
        within: 'balance_infos',
        currency: { field: 'currency' },
        balance: { left: 'total_balance' },
      },
    ],
    status: { form: 'statuspage', url: 'https://status.deepseek.com/api/v2/summary.json', api: /\bapi\b/i },
  },
  together: {
    hosts: ['api.together.xyz', 'api.together.ai'],
    marks: /together\.(?:ai|xyz|error\b)|together ai/,
    pages: {
      billing: 'https://api.together.ai/settings/billing',
      keys: 'https://api.together.ai/settings/api-keys',
      status: 'https://status.together.ai',
      'rate-limits': 'https://docs.together.ai/docs/rate-limits',
    },
    unwatchable: notText,
    status: { form: 'better-stack', url: 'https://status.together.ai/index.json' },
  },
  fireworks: {
    hosts: ['api.fireworks.ai'],
    keyBeginnings: { usual: ['fw_'] },
    marks: /fireworks\.ai|accounts\/fireworks|fireworks_ai|\bcontact fireworks\b/,
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
  ollama: {
    hosts: ['localhost:11434', '127.0.0.1:11434'],
    names: /\bollama\b/,
    pages: { models: 'https://ollama.com/library' },
  },
  lmstudio: {
    hosts: ['localhost:1234', '127.0.0.1:1234'],
    names: /\blm ?studio\b/,
    pages: { models: 'https://lmstudio.ai/models' },
  },
  sambanova: {
    hosts: ['api.sambanova.ai'],
    marks: /sambanova/,
    pages: {
      billing: 'https://cloud.sambanova.ai/plans/billing',
      keys: 'https://cloud.sambanova.ai/apis',
      'rate-limits': 'https://docs.sambanova.ai/docs/en/models/rate-limits',
    },
    unwatchable: notText,
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
    status: { form: 'feed', url: 'https://status.x.ai/feed.xml', api: /\bapi\b(?! console)/i },
    unwatchable: /image|imagine|video|voice/,
    preferred: [/^grok-(\d+(?:\.\d+)?)$/],
  },
  mistral: {
    hosts: ['api.mistral.ai', 'codestral.mistral.ai'],
    marks: /\bmistral\.ai\b/,
    names: /mistral|codestral|devstral|service tier capacity exceeded/,
    pages: {
      usage: 'https://admin.mistral.ai/organization/usage',
      limits: 'https://admin.mistral.ai/plateforme/limits',
      billing: 'https://admin.mistral.ai/organization/billing',
      keys: 'https://console.mistral.ai/api-keys',
      status: 'https://status.mistral.ai',
    },
    status: { form: 'statuspage', url: 'https://status.mistral.ai/api/v1/status.json' },
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
      /ai\.google\.dev|\bai\.studio\b|gemini-api|vertex|aistudio|(?<!"code": ?)"resource_exhausted"|google\.(?:rpc|genai|generativeai)|googleapis|cloud code assist|\bpublisher model\b/,
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
    status: { form: 'statuspage', url: 'https://groqstatus.com/api/v2/summary.json' },
    unwatchable: notText,
  },
  'github-models': {
    hosts: ['models.github.ai', 'models.inference.ai.azure.com'],
    keyBeginnings: { usual: ['ghp_', 'github_pat_'] },
    marks: /userbymodelby|userconcurrentrequests|userbyminute|tokens_limit_reached|models\.(?:github|inference)/,
    pages: {
      billing: 'https://github.com/settings/billing',
      keys: 'https://github.com/settings/personal-access-tokens',
      status: 'https://www.githubstatus.com',
      models: 'https://github.com/marketplace/models',
      'rate-limits': 'https://docs.github.com/en/github-models/use-github-models/prototyping-with-ai-models',
    },
    modelsPath: '/catalog/models',
    unwatchable: notText,
    status: { form: 'statuspage', url: 'https://www.githubstatus.com/api/v2/summary.json', api: /\bmodels\b/i },
  },
  cursor: {
    hosts: ['api.cursor.com'],
    isEditor: true,
    keyBeginnings: { admin: ['crsr_'], olderAdmin: ['key_'] },
    pages: {
      usage: 'https://cursor.com/dashboard/usage',
      keys: 'https://cursor.com/dashboard/api',
      status: 'https://status.cursor.com',
    },
    // Whatever is in trouble there, requests go through it.
    status: { form: 'statuspage', url: 'https://status.cursor.com/api/v2/summary.json', api: /./ },
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
    deploymentPath: /^\/openai\/deployments\/([\w.-]+)(?:\/|$)/,
  },
  openrouter: {
    hosts: ['openrouter.ai'],
    keyBeginnings: { usual: ['sk-or-'] },
    marks: /openrouter|free-models-per-|\bno endpoints found (?:for|that support|matching)\b|user_2[a-z0-9]{20}/,
    pages: {
      usage: 'https://openrouter.ai/activity',
      billing: 'https://openrouter.ai/settings/credits',
      keys: 'https://openrouter.ai/settings/keys',
      status: 'https://status.openrouter.ai',
      models: 'https://openrouter.ai/models',
      'rate-limits': 'https://openrouter.ai/docs/api_reference/limits',
    },
    money: [
      {
        part: 'spend-limits',
        path: '/api/v1/key',
        provesKey: true,
        within: 'data',
        currency: 'USD',
        spend: {
          spent: { day: 'usage_daily', week: 'usage_weekly', month: 'usage_monthly', ever: 'usage' },
          limit: { amount: 'limit', left: 'limit_remaining', period: 'limit_reset' },
          calendar: 'utc',
        },
      },
      {
        part: 'balance',
        path: '/api/v1/credits',
        within: 'data',
        currency: 'USD',
        balance: { paid: 'total_credits', used: 'total_usage' },
      },
    ],
  },
  litellm: {
    hosts: [],
    // Its errors name whose they are; its own name stands in all of them, and so does OpenAI's where it refuses by itself.
    marks:
      /litellm[^{}]{0,60}\bbudget has been exceeded|litellm [a-z ]{2,30}: [^{}]{0,120}\bexceeded budget\b|\bexceededbudget\b|\bcrossed (?:budget|tpm \/ rpm)\b/,
    names: /\bprovider["']?[:=] ?["']?litellm\b/,
    pages: { 'rate-limits': 'https://docs.litellm.ai/docs/proxy/users' },
    keyBeginnings: { shared: ['sk-'] },
    exampleUrl: 'http://localhost:4000/v1',
    models: 'perhaps-listed',
    money: [
      {
        part: 'spend-limits',
        path: '/key/info',
        within: 'info',
        currency: 'USD',
        spend: { limit: { spent: 'spend', amount: 'max_budget', period: 'budget_duration', until: 'budget_reset_at' } },
      },
    ],
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
  const { host = '', hostname = '' } = URL.canParse(address) ? new URL(address) : {};
  const isAt = (one: string) => hostname === one || host === one || (one.startsWith('.') && hostname.endsWith(one));
  return idsOf(known).find((id) => known[id].hosts.some(isAt)) ?? null;
}

/**
 * The sender of a text in lower case: of several, the one that passes the others on (`providerIds`). A model's or a
 * library's name counts only where nothing else tells and it is one provider's, and not at all where `byName` is
 * false; a text that names another one itself has none.
 */
export function providerIn(lower: string, known = presets, byName = true): ProviderId | null {
  const isAt = (host: string) => !host.startsWith('.') && lower.includes(host);
  const answered = lower.replace(askedPath, '$1');
  const marked = sendersOf(known).findLast((id) => known[id].hosts.some(isAt) || known[id].marks?.test(answered));
  if (marked) return marked;
  const stated = statedProvider.exec(lower)?.[1];
  if (stated !== undefined) return providerStated(stated, lower, known);
  if (!byName || relayed.test(lower)) return null;
  const routed = lower.replace(routes, '$1').replace(resold, ' ').replace(turnedTo, ' ').replace(/\s+/g, ' ');
  const named = sendersOf(known).filter((id) => known[id].names?.test(routed));
  return named.length === 1 ? (named[0] ?? null) : null;
}

/**
 * The provider that one line of a log in lower case says it asked, by the address or as "provider azure"; `null` where
 * it says neither.
 */
export function providerAsked(line: string, known = presets): ProviderId | null {
  // A host of the user's own is hidden by now, and what is known of it stands behind.
  const [, hidden, host] = /https?:\/\/(\[host\]\.)?([\w.-]{4,120})/.exec(line) ?? [];
  const at = host === undefined ? null : providerAt(`https://${hidden ? 'hidden.' : ''}${host}`, known);
  const name = /\b(?:with|from|for|by) provider ["'[]?([a-z][a-z-]{1,20})/.exec(line)?.[1];
  return at ?? (name === undefined ? null : providerCalled(name, known));
}

/** "vendor/maker/model": whoever serves a model stands first, and who made it has refused nothing. */
const routes = /(?<![\w./:@-])([a-z][\w.-]{1,30})\/[a-z][\w.-]{1,30}\/[a-z][\w.:-]{1,60}/g;

/** What Databricks calls the models that it serves, whoever made them. */
const resold = /\bdatabricks-[a-z][\w.-]{1,60}/g;

/** "Switching to the gemini-2.5-flash model": what a tool turns to has refused nothing. */
const turnedTo = /\b(?:switch(?:ing|ed)?|fall(?:ing|s)? back|fell back) to (?:the )?(?:model )?[\w.:/-]{2,60}/g;

/** What one-api and its kin put behind all that they hand on, whoever made the model. */
const relayed = /\(request id: 20\d{12,40}[\w-]{0,40}\)/;

/** Where a relay sends a request on, its path names whom it asks, and the host alone who answers. */
const askedPath =
  /(https?:\/\/[\w.:[\]-]{3,120})(?:\/[\w.-]{1,60}){0,6}\/(?:completions|responses|messages|embeddings)\b/g;

/** "Provider: xAI", as tools head their reports. */
const statedProvider = /\bprovider["'*]{0,3}[:=]\*{0,2} ?["'*]{0,3}(?!returned|error|null|none)([a-z][a-z .-]{1,30})/;

/** The address that requests go to, in a text in lower case. */
const askedAddress =
  /\b(?:base[ _-]?url|api[ _-]?base|endpoint)["'`)\]]{0,2} {0,3}[:=]? {0,3}["'`(<]{0,2}https?:\/\/|https?:\/\/[\w.:[\]-]{3,120}(?:\/[\w.-]{1,60}){0,4}\/(?:completions|responses|messages|embeddings)\b/;
const statedModel = /\bmodel["']?[:=] ?["'`]?([a-z0-9][\w./:@-]{1,80})/;

/** The provider that a text says it asked, unless it has that name only for the form of its requests. */
function providerStated(stated: string, lower: string, known: KnownProviders['presets']): ProviderId | null {
  const called = providerCalled(stated, known);
  if (called === null || !known[called].isForm) return called;
  // An address of a known provider would have told.
  if (/\bcompatible\b/.test(stated) || askedAddress.test(lower)) return null;
  const model = statedModel.exec(lower)?.[1] ?? '';
  if (known[called].names?.test(model)) return called;
  return sendersOf(known).find((id) => id !== called && known[id].names?.test(model)) ?? called;
}

function providerCalled(name: string, known: KnownProviders['presets']): ProviderId | null {
  const ids = sendersOf(known);
  const first = name.trim().split(' ')[0] ?? '';
  return (
    ids.find((id) => id === first) ??
    ids.find((id) => known[id].names?.test(name) || known[id].marks?.test(name)) ??
    null
  );
}

/** Those whose answers a text can be. */
function sendersOf(known: KnownProviders['presets']): ProviderId[] {
  return idsOf(known).filter((id) => !known[id].isEditor);
}

function idsOf(known: KnownProviders['presets']): ProviderId[] {
  return Object.keys(known) as ProviderId[];
}
