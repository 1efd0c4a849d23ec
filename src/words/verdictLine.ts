import { plainText } from './plainText.ts';
import type { HeadlineWords } from './step.ts';

/** A verdict in one line for the editor's own labels: "Try again in 8 s · gpt-4o · A rate limit … is used up for now". */
export function verdictLine({ lead, subject, title }: Pick<HeadlineWords, 'lead' | 'subject' | 'title'>): string {
  return plainText([lead, subject, title].filter((part) => part !== null).join(' · '));
}
