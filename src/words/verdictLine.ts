import { plainText } from './plainText.ts';
import type { HeadlineWords } from './step.ts';

/** A verdict in one line for the editor's own labels: "Wait 8 s · A rate limit of your account is used up for now". */
export function verdictLine({ lead, title }: Pick<HeadlineWords, 'lead' | 'title'>): string {
  return plainText(`${lead} · ${title}`);
}
