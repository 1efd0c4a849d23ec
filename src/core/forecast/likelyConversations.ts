import { likelyConversation as likely } from './parameters.ts';
import type { UserRequest } from './seenByLimit.ts';

/** The most conversations told apart; the one silent for longest makes room. */
const most = 16;
/** The most requests remembered until they are answered. */
const mostUnderWay = 64;

interface Likely {
  readonly name: string;
  /** When its last request left; monotonic milliseconds. */
  at: number;
  /** Tokens of its last prompt, as far as its bytes tell. */
  input: number;
  /** Units that its requests take for each of those tokens. */
  ratio: number;
}

interface Leaving {
  readonly sentAt: number;
  readonly input: number;
  readonly conversation: Likely;
}

/**
 * Tells conversations apart where nothing names them: a request sends again all that was said before, so its prompt is a
 * little longer than the last one, and it comes soon.
 */
export class LikelyConversations {
  #known: Likely[] = [];
  #begun = 0;
  #underWay: Leaving[] = [];

  /** The conversation of a request that leaves, and its tokens by what the earlier ones were charged for their bytes. */
  leaves(request: UserRequest): { readonly conversation: string; readonly input: number } {
    const leaving = this.#goesOn(request);
    this.#underWay.push(leaving);
    if (this.#underWay.length > mostUnderWay) this.#underWay.shift();
    const { conversation, input } = leaving;
    const { inputAtMost = input } = request;
    return { conversation: conversation.name, input: Math.min(inputAtMost, input * conversation.ratio) };
  }

  /** The conversation of a request that was answered. `charged`: the units that its prompt took, 0 if unknown. */
  ended(request: UserRequest, charged: number): string {
    const index = this.#underWay.findIndex(({ sentAt }) => sentAt === request.sentAt);
    const [known] = index < 0 ? [] : this.#underWay.splice(index, 1);
    const { conversation, input } = known ?? this.#goesOn(request);
    if (charged > 0 && input > 0) {
      const seen = Math.min(likely.mostRatio, Math.max(likely.leastRatio, charged / input));
      conversation.ratio += likely.learned * (seen - conversation.ratio);
    }
    return conversation.name;
  }

  #goesOn({ sentAt, input }: UserRequest): Leaving {
    const conversation = this.#find(sentAt, input) ?? this.#begin(sentAt, input);
    conversation.at = Math.max(conversation.at, sentAt);
    conversation.input = input;
    return { sentAt, input, conversation };
  }

  /** The conversation that a request most likely goes on with; `null` if it more likely begins one. */
  #find(sentAt: number, input: number): Likely | null {
    let found: Likely | null = null;
    let best = likely.begins / likely.widest;
    for (const one of this.#known) {
      const likelihood = rateAfter((sentAt - one.at) / 1000) * densityOfStep(input - one.input, one.input);
      if (likelihood <= best) continue;
      found = one;
      best = likelihood;
    }
    return found;
  }

  #begin(at: number, input: number): Likely {
    const one = { name: `likely ${this.#begun++}`, at, input, ratio: 1 };
    if (this.#known.length >= most) {
      const silent = this.#known.reduce((oldest, other) => (other.at < oldest.at ? other : oldest));
      this.#known = this.#known.filter((other) => other !== silent);
    }
    this.#known.push(one);
    return one;
  }
}

/** Requests a second of a conversation whose last one left `gap` seconds ago. */
function rateAfter(gap: number): number {
  return gap < likely.shortestGap ? likely.atOnce : 1 / (likely.loopGap + gap);
}

/** Probability for each token that the prompt after one of `before` tokens is longer by `step`. */
function densityOfStep(step: number, before: number): number {
  if (step < -likely.shrinks * before) return 0;
  const growth = Math.abs(step) + likely.leastGrowth;
  const deviation = Math.log(growth / likely.usualGrowth) / likely.growthSpread;
  return Math.exp(-(deviation ** 2) / 2) / (growth * likely.growthSpread * Math.sqrt(2 * Math.PI));
}
