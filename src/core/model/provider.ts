/**
 * Every provider known by name. The order matters, because a pasted text is recognised from the end of the list: a
 * provider whose models or wordings others pass on comes before those that pass them on.
 */
export const providerIds = [
  'openai',
  'anthropic',
  'zai',
  'alibaba',
  'moonshot',
  'huggingface',
  'cohere',
  'cerebras',
  'deepseek',
  'together',
  'fireworks',
  'replicate',
  'perplexity',
  'xai',
  'mistral',
  'bedrock',
  'gemini',
  'groq',
  'github-models',
  'azure-openai',
  'openrouter',
  'compatible',
] as const;
export type ProviderId = (typeof providerIds)[number];

export type Protocol = 'openai' | 'anthropic';

/**
 * One provider. Small, because it is loaded at the start; what only rare screens need is in `core/dialects/presets.ts`.
 */
export interface Provider {
  /** A proper name, the same in every language; `null` for an endpoint that has none. */
  readonly name: string | null;
  /** The protocol of the client that speaks to it; `null` if it is known from pasted texts alone. */
  readonly protocol: Protocol | null;
  readonly dialect: DialectId;
  /** The address that its keys belong to; `null` if the user has to say. */
  readonly baseUrl: string | null;
  /** The only environment variables that its key is read from, each with the one that may move its base URL. */
  readonly variables: readonly { readonly key: string; readonly baseUrl: string | null }[];
}

function row(name: string | null, protocol: Protocol | null, dialect: DialectId, baseUrl: string | null = null) {
  return (key?: string, movedBy: string | null = null): Provider => {
    const variables = key === undefined ? [] : [{ key, baseUrl: movedBy }];
    return { name, protocol, dialect, baseUrl, variables };
  };
}

/** The row of each provider. Names, addresses and variables come from its own documentation. */
export const providers: Readonly<Record<ProviderId, Provider>> = {
  openai: row('OpenAI', 'openai', 'openai', 'https://api.openai.com/v1')('OPENAI_API_KEY', 'OPENAI_BASE_URL'),
  anthropic: row(
    'Anthropic',
    'anthropic',
    'anthropic',
    'https://api.anthropic.com',
  )('ANTHROPIC_API_KEY', 'ANTHROPIC_BASE_URL'),
  zai: row('Z.ai', null, 'none')(),
  alibaba: row('Alibaba Cloud', null, 'none')(),
  moonshot: row('Moonshot AI', null, 'none')(),
  huggingface: row('Hugging Face', null, 'none')(),
  cohere: row('Cohere', null, 'any')(),
  cerebras: row('Cerebras', 'openai', 'cerebras', 'https://api.cerebras.ai/v1')('CEREBRAS_API_KEY'),
  deepseek: row('DeepSeek', 'openai', 'none', 'https://api.deepseek.com')(),
  // Its limits are counted per second: full again before the next check, so that there is nothing to watch (other
  // providers).
  together: row('Together AI', null, 'together', 'https://api.together.xyz/v1')(),
  fireworks: row('Fireworks AI', 'openai', 'fireworks', 'https://api.fireworks.ai/inference/v1')('FIREWORKS_API_KEY'),
  replicate: row('Replicate', null, 'replicate')(),
  perplexity: row('Perplexity', null, 'any')(),
  xai: row('xAI', 'openai', 'xai', 'https://api.x.ai/v1')('XAI_API_KEY'),
  mistral: row('Mistral', 'openai', 'mistral', 'https://api.mistral.ai/v1')('MISTRAL_API_KEY'),
  bedrock: row('Amazon Bedrock', null, 'none')(),
  gemini: row('Google Gemini', 'openai', 'none', 'https://generativelanguage.googleapis.com/v1beta/openai')(),
  groq: row('Groq', 'openai', 'groq', 'https://api.groq.com/openai/v1')('GROQ_API_KEY'),
  // Its limits are counted per day and stand in no header: checking would use them up (docs/providers.md, Mistral and
  // Gemini).
  'github-models': row('GitHub Models', null, 'azure')(),
  'azure-openai': row('Azure OpenAI', 'openai', 'azure')(),
  openrouter: row('OpenRouter', 'openai', 'none', 'https://openrouter.ai/api/v1')(),
  compatible: row(null, 'openai', 'any')(),
};

export const dialectIds = [
  /** Any unknown endpoint: headers are read by the words in their names. */
  'any',
  /** Sends no limits with its answers; headers that a gateway adds are read by the words in their names. */
  'none',
  'openai',
  'anthropic',
  'groq',
  'mistral',
  'xai',
  'azure',
  'cerebras',
  'fireworks',
  'together',
  'replicate',
] as const;

export type DialectId = (typeof dialectIds)[number];
