/** Words as error texts hold them: in one case or as names of types, of models, of headers and of fields. */
const ordinary =
  /^(?:[a-z]{1,15}|[A-Z]{1,15}|[A-Z]?[a-z]{2,}(?:[-_.][a-z0-9]{1,15})+|[A-Z]{0,4}(?:[A-Z][a-z]{2,15}){1,5}[A-Z]{0,4}|[a-z]{2,15}(?:[A-Z][a-z]{2,15}){1,5}|[A-Z]{2,}(?:_[A-Z0-9]{1,15})+|\d{1,12}(?:[-.]\d{1,12}){0,4}(?:T\d{1,2})?|[a-z]{1,6}\d{1,3}[a-z]?)$/;

/** Whether a run of letters, digits and hyphens is a piece of a secret rather than a word. */
export function looksRandom(run: string): boolean {
  return run !== '' && !ordinary.test(run);
}

/** Whether a value is probably a secret where a sentence could stand as well. */
export function looksSecret(value: string): boolean {
  return value.length >= 8 && !/\s/.test(value) && (/\d/.test(value) || value.length >= 16) && looksRandom(value);
}
