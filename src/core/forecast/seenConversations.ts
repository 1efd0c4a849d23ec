import type { Counted } from './conversation.ts';
import { LikelyConversations } from './likelyConversations.ts';
import { alarm, atWork, probeAlarm, severalAlarm } from './parameters.ts';
import type { UserRequest } from './seenByLimit.ts';
import type { WarningRule } from './warning.ts';

/** Where nothing tells them apart, all requests count as one conversation. */
const unnamed = 'unnamed';

interface SeenConversation {
  /** Its name. */
  readonly conversation: string;
  /** Whether sizes alone tell it. */
  readonly isLikely: boolean;
}

/** The conversations of the user's requests that are seen: as they are named, or else as their sizes tell. */
export class SeenConversations {
  readonly #counted: Counted;
  readonly #likely = new LikelyConversations();
  #isNamed = false;
  /** The one that sent the last request, and when; then when any other one sent its last. Monotonic milliseconds. */
  #last: string | null = null;
  #lastAt = -Infinity;
  #otherAt = -Infinity;

  constructor(counted: Counted) {
    this.#counted = counted;
  }

  /** The alarm's rule where all that is used is seen: its own where conversations can be told apart. */
  warningRule(now: number): WarningRule {
    if (!this.#isNamed && this.#counted !== 'input') return probeAlarm;
    return now - this.#otherAt < atWork ? severalAlarm : alarm;
  }

  /** The conversation of a request that leaves, and the tokens of its prompt. */
  leaves(request: UserRequest): SeenConversation & { readonly input: number } {
    const found = this.#find(request);
    if (found.conversation !== this.#last) this.#otherAt = this.#lastAt;
    this.#last = found.conversation;
    this.#lastAt = request.sentAt;
    return found;
  }

  #find(request: UserRequest): SeenConversation & { readonly input: number } {
    const { conversation, input } = request;
    this.#isNamed = conversation !== null;
    if (conversation !== null) return { conversation, isLikely: false, input };
    if (!this.#isSized(request)) return { conversation: unnamed, isLikely: false, input };
    return { isLikely: true, ...this.#likely.leaves(request) };
  }

  /** The conversation of a request that was answered; it took `charged` units, 0 if unknown. */
  ended(request: UserRequest, charged: number): SeenConversation {
    const isLikely = request.conversation === null && this.#isSized(request);
    if (isLikely) return { conversation: this.#likely.ended(request, charged), isLikely };
    return { conversation: request.conversation ?? unnamed, isLikely };
  }

  /**
   * Whether the limit counts what grows from request to request, and how much that is is known. Where only a part of it counts,
   * warnings that rest on sizes are mostly wrong.
   */
  #isSized({ input }: UserRequest): boolean {
    return this.#counted === 'input' && input > 0;
  }
}
