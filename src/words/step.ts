import type { Intent } from './advice/intent.ts';

/** How the headline looks; each tone has a colour and a sign of its own. */
export const tones = ['fine', 'low', 'soon', 'critical', 'empty', 'unknown', 'trouble', 'calm'] as const;

export type Tone = (typeof tones)[number];

/** Something to do about it: a sentence, and a button with its intent where the panel can help. */
export interface Step {
  readonly text: string;
  readonly button: string | null;
  readonly intent: Intent | null;
}

/** What the panel begins with. */
export interface HeadlineWords {
  readonly tone: Tone;
  /** One or two words: what is the matter. */
  readonly lead: string;
  /** The matter itself, in one sentence. */
  readonly title: string;
  readonly details: readonly string[];
  readonly steps: readonly Step[];
  /** Spoken when it changes: no number in it, or it would be spoken every second. */
  readonly announcement: string;
}
