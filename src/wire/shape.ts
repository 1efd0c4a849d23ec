declare const accepted: unique symbol;

/**
 * Tells whether a value has the shape of a `T`. A shape must accept every `T`; one that refuses some belongs to a
 * narrower type.
 */
export interface Shape<T = never> {
  (value: unknown): boolean;
  /**
   * Never present. Its parameter lets a shape that accepts more stand in for one that accepts less, and not the
   * reverse.
   */
  readonly [accepted]?: (value: T) => void;
}

export const text: Shape<string> = (value) => typeof value === 'string';
export const flag: Shape<boolean> = (value) => typeof value === 'boolean';
export const amount: Shape<number> = (value) => typeof value === 'number' && Number.isFinite(value);

/**
 * One of the names of a union. Takes the list that defines the union, so that the check cannot fall behind the type.
 */
export function oneOf<Name extends string>(names: readonly Name[]): Shape<Name> {
  return (value) => typeof value === 'string' && (names as readonly string[]).includes(value);
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value) => value === null || shape(value);
}

export function listOf<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value) => Array.isArray(value) && value.every(shape);
}

/** A field that may be left out. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value) => value === undefined || shape(value);
}

/** One of several shapes, told apart by `kind`. Every kind must be named. */
export function byKind<T extends { readonly kind: string }>(
  shapes: {
    readonly [Kind in T['kind']]: Shape<Extract<T, { readonly kind: Kind }>>;
  },
): Shape<T> {
  const known = new Map<string, Shape>(Object.entries<Shape>(shapes as Readonly<Record<string, Shape>>));
  return (value) => known.get(String((value as { kind?: unknown } | null)?.kind))?.(value) ?? false;
}

/** Every field of `T` must be named with a shape of its own type, so that the check cannot fall behind the type. */
export function record<T>(fields: { readonly [Name in keyof T]-?: Shape<T[Name]> }): Shape<T> {
  const shapes = Object.entries(fields as Readonly<Record<string, Shape>>);
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const found = value as Readonly<Record<string, unknown>>;
    return shapes.every(([name, shape]) => shape(Object.hasOwn(found, name) ? found[name] : undefined));
  };
}
