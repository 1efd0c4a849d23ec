import { providerIds } from './model/provider.ts';

/** Names that makers have given to their models, with versions and sizes as short as real ones. */
const families: readonly string[] = [
  'gpt-35-turbo|gpt-oss(?:-\\d{2,3}b)?',
  'gpt-\\d(?:\\.\\d{1,2})?(?:o|-turbo)?(?:-(?:mini|nano|pro|codex|chat|audio|realtime|search|max))*',
  'o[134](?:-(?:mini|pro|preview|deep-research))*',
  'text-embedding-(?:3-small|3-large|ada)|whisper|dall-e|davinci|babbage|computer-use|codex-mini',
  'claude-(?:\\d(?:[-.]\\d)?-)?(?:fable|opus|sonnet|haiku|instant)(?:-\\d(?:[-.]\\d)?)?',
  'gemini-\\d(?:\\.\\d)?-(?:pro|flash-lite|flash)|gemini-embedding|gemma-?\\d(?:-\\d{1,2}b)?',
  'grok-(?:code-fast|\\d(?:\\.\\d)?)(?:-(?:fast|mini|vision))*',
  '(?:mistral|ministral|magistral|codestral|devstral|pixtral|mixtral)(?:-(?:large|medium|small|tiny|nemo|embed|\\d{1,2}b|8x\\d{1,2}b))*',
  'llama-?v?\\d(?:[.p]\\d)?(?:-(?:\\d{1,3}b|scout|maverick|vision|instruct))*',
  'qwen-?\\d?(?:\\.\\d)?(?:-?(?:coder|max|plus|turbo|next|vl|\\d{1,3}b))*|qwq-32b',
  'deepseek-(?:chat|reasoner|coder|v\\d(?:\\.\\d)?|r\\d)',
  'kimi-k\\d(?:\\.\\d)?|glm-\\d(?:\\.\\d)?(?:-(?:air|flash|plus))?|minimax-m\\d|command-(?:r-plus|r|a)|sonar(?:-(?:pro|reasoning|deep-research))*',
  'phi-\\d(?:\\.\\d)?|jamba-(?:large|mini)|nova-(?:pro|lite|micro)|nemotron',
];

const family = new RegExp(`(?<![a-z0-9])(?:${families.join('|')})(?![a-z])(?!\\d)`);

/**
 * The family that everybody knows a model by, out of a name that may hold those of an organization, of a person or of a
 * deployment; `null` for a name that tells none, and for a model of somebody's own account.
 */
export function familyOf(model: string): string | null {
  const name = model.toLowerCase();
  const [, account] = /(?:^|\/)accounts\/([^/]*)/.exec(name) ?? [];
  if (account !== undefined && !providerIds.some((id) => id === account)) return null;
  return family.exec(name)?.[0] ?? null;
}
