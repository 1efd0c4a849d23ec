import type { KeyIdentity } from '../core/model/snapshot.ts';
import { providerName } from './names.ts';
import { outsideText } from './outsideText.ts';

/** "claude-sonnet-5 · Anthropic · private". A label that names the provider stands alone: "gpt-5 · OpenAI 2". */
export function subjectText(
  model: string | null,
  { provider, label }: Pick<KeyIdentity, 'provider' | 'label'>,
): string {
  const name = providerName(provider);
  const parts = [model, label.includes(name) ? null : name, label].filter((part) => part !== null);
  return parts.map((part) => outsideText(part)).join(' · ');
}
