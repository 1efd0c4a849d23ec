import type { KeySnapshot } from '../core/model/snapshot.ts';
import { providerName } from './names.ts';
import { outsideText } from './outsideText.ts';

/** "claude-sonnet-5 · Anthropic · private". */
export function subjectText(model: string | null, { provider, label }: KeySnapshot): string {
  const name = providerName(provider);
  const parts = [model, name, label === name ? null : label].filter((part) => part !== null);
  return parts.map((part) => outsideText(part)).join(' · ');
}
