import type { LimitId } from '../core/model/limit.ts';
import type { ProviderId } from '../core/model/provider.ts';
import type { Intent } from './advice/intent.ts';

/** Looks of the headline; each tone has its own color and sign. */
export const tones = ['fine', 'low', 'soon', 'critical', 'empty', 'unknown', 'trouble', 'calm', 'held'] as const;

export type Tone = (typeof tones)[number];

/** Something to do: a sentence, and a button with its intent if the panel can help. */
export interface Step {
  readonly text: string;
  readonly button: string | null;
  readonly intent: Intent | null;
}

/** What a provider's status page tells of a failure. */
export interface StatusWords {
  readonly provider: ProviderId;
  readonly text: string;
}

/** The opening of the panel. */
export interface HeadlineWords {
  readonly tone: Tone;
  /** Which model of which key: "claude-sonnet-5 · Anthropic · private"; `null` where it is about none. */
  readonly subject: string | null;
  /** The answer in a few words: whether the next request fits, what to do, what is wrong. */
  readonly lead: string;
  /** The matter in one sentence, with its numbers. */
  readonly title: string;
  /** That others have it too; `null` where nobody tells so. */
  readonly status: StatusWords | null;
  /** The limit that it is about. */
  readonly limit: LimitId | null;
  readonly details: readonly string[];
  readonly steps: readonly Step[];
  /** Read aloud whenever it changes, so it holds no number: that would be read every second. */
  readonly announcement: string;
}
