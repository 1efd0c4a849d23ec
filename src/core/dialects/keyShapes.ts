import type { ProviderId } from '../model/provider.ts';
import { presets } from './presets.ts';

/** The provider that makes keys of such a shape. */
export interface KeyShape {
  readonly provider: ProviderId;
  /** Whether it manages an organization: such a key makes no requests. */
  readonly isAdmin: boolean;
}

/**
 * Whose key a text looks like, by how it begins; `null` where it begins as anybody's may: many providers' keys begin
 * with a plain `sk-`.
 */
export function shapeOf(text: string, known = presets): KeyShape | null {
  const shapes = (Object.keys(known) as ProviderId[]).flatMap((provider) => {
    const { usual = [], admin = [] } = known[provider].keyBeginnings ?? {};
    return [
      ...usual.map((beginning) => ({ provider, isAdmin: false, beginning })),
      ...admin.map((beginning) => ({ provider, isAdmin: true, beginning })),
    ];
  });
  const [found] = shapes
    .filter(({ beginning }) => text.startsWith(beginning) && text.length > beginning.length)
    .sort((one, other) => other.beginning.length - one.beginning.length);
  return found ? { provider: found.provider, isAdmin: found.isAdmin } : null;
}

/** The providers whose keys begin as a text does, where those of several do. */
export function possibleOwners(text: string, known = presets): ProviderId[] {
  if (shapeOf(text, known) !== null) return [];
  return (Object.keys(known) as ProviderId[]).filter((provider) =>
    known[provider].keyBeginnings?.shared?.some((beginning) => text.startsWith(beginning)),
  );
}

/** Whether a text is probably a key, whoever's it is, so that it must not be shown or kept in the open. */
export function looksLikeKey(text: string): boolean {
  const words = text.trim().split(/\s+/);
  return words.some(
    (word) => /^sk-[\w-]{8}/.test(word) || (word.length >= 16 && shapeOf(word) !== null) || isRandom(word),
  );
}

/** Long, without any sign that an address or a name has, and with digits among letters. */
function isRandom(word: string): boolean {
  return /^[\w-]{28,}$/.test(word) && /\d/.test(word) && /[a-z]/i.test(word);
}
