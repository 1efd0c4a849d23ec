import { type Shape, text } from './shape.ts';

/** No name of a key, model or limit is longer; characters. */
const longestName = 1000;
/** Larger than any capacity, count or time; all that is kept is counted from 0. */
const largest = 1e15;

export const name: Shape<string> = (value) =>
  text(value) && (value as string).length > 0 && (value as string).length <= longestName;
export const quantity: Shape<number> = (value) => typeof value === 'number' && value >= 0 && value <= largest;
export const positive: Shape<number> = (value) => quantity(value) && (value as number) > 0;
