import type { Counted } from './conversation.ts';
import { LikelyConversations } from './likelyConversations.ts';
import { alarm, doubtfulAlarm, likelyAlarm, probeAlarm } from './parameters.ts';
import type { UserRequest } from './seenByLimit.ts';
import type { WarningRule } from './warning.ts';

/** Where nothing tells them apart, all requests count as one conversation. */
const unnamed = 'unnamed';

/** The conversations of the user's requests that are seen: as they are named, or else as their sizes tell. */
export class SeenConversations {
  readonly #counted: Counted;
  readonly #likely = new LikelyConversations();
  #isNamed = false;

  constructor(counted: Counted) {
    this.#counted = counted;
  }

  /** The alarm's rule where all that is used is seen: the better conversations are told apart, the surer is the forecast. */
  get warningRule(): WarningRule {
    if (this.#isNamed) return alarm;
    if (this.#counted !== 'input') return probeAlarm;
    return this.#likely.mayBeOver ? doubtfulAlarm : likelyAlarm;
  }

  /** The conversation of a request that leaves, and the tokens of its prompt. */
  leaves(request: UserRequest): { readonly conversation: string; readonly input: number } {
    const { conversation, input } = request;
    this.#isNamed = conversation !== null;
    if (conversation !== null) return { conversation, input };
    return this.#isSized(request) ? this.#likely.leaves(request) : { conversation: unnamed, input };
  }

  /** The conversation of a request that was answered; it took `charged` units, 0 if unknown. */
  ended(request: UserRequest, charged: number): string {
    if (request.conversation !== null) return request.conversation;
    return this.#isSized(request) ? this.#likely.ended(request, charged) : unnamed;
  }

  /**
   * Whether the limit counts what grows from request to request, and how much that is is known. Where only a part of it counts,
   * warnings that rest on sizes are mostly wrong.
   */
  #isSized({ input }: UserRequest): boolean {
    return this.#counted === 'input' && input > 0;
  }
}
