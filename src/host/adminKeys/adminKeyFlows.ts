/* What asks the user about admin keys, in one chunk: apart, two of them would need a third for what they share. */

export { addAdminKey } from './addAdminKey.ts';
export { removeAdminKey } from './removeAdminKey.ts';
