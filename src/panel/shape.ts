/** Says whether a value has the shape that is expected of it. */
export type Shape = (value: unknown) => boolean;

export const text: Shape = (value) => typeof value === 'string';
export const flag: Shape = (value) => typeof value === 'boolean';
export const amount: Shape = (value) => typeof value === 'number' && Number.isFinite(value);

export function oneOf(...names: readonly string[]): Shape {
  return (value) => typeof value === 'string' && names.includes(value);
}

export function orNull(shape: Shape): Shape {
  return (value) => value === null || shape(value);
}

export function listOf(shape: Shape): Shape {
  return (value) => Array.isArray(value) && value.every(shape);
}

/** Every field of `T` must be named, so that the check cannot fall behind the type. */
export function record<T>(fields: { readonly [Name in keyof T]-?: Shape }): Shape {
  const shapes = Object.entries<Shape>(fields);
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const found = value as Readonly<Record<string, unknown>>;
    return shapes.every(([name, shape]) => Object.hasOwn(found, name) && shape(found[name]));
  };
}
