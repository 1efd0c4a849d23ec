import type { Rule } from './rule.ts';

/** Rules on the address: the API is not where the request went, so that it never came to a model. */
export const addressRules: readonly Rule[] = [
  {
    cause: 'wrong-address',
    source: 'OpenAI: errors; Others that are seen, with a wrong address',
    codes: ['unknown_url'],
    says: [
      'invalid url (get /',
      'invalid url (post /',
      'cannot get /',
      'cannot post /',
      'unknown request url',
      'please check the url and try again',
      'no route matched with those values',
      'the requested url was not found on the server',
      'unexpected endpoint or method',
      /\b(?:verify|check) (?:your |the )?(?:api )?base\b/,
    ],
    when: ({ status }) => status === null || status === 404 || status === 405 || status < 400,
  },
  {
    cause: 'wrong-address',
    source: 'Anthropic: errors: where a model is missing, its name follows',
    codes: ['not_found_error'],
    status: [404],
    when: ({ said }) => isOnlyNotFound(said),
  },
];

const ofModel = /model|deployment|engine|\bfor account\b/;
/** What a request speaks of that an API keeps, so that the address is right. */
const ofKept =
  /\b(?:item|response|file|thread|conversation|batch|assistant|run) (?:with )?(?:id\b|["'])|\bprevious_response/;

const onlyNotFound =
  /^\s*(?:error:? )?(?:404:? )?(?:(?:page|file|resource|route|url|path|endpoint) )?not found[.!]?(?= |$)/;

/** Whether words, as `plainWords` makes them, say that something is not there, but of no model. */
export function isOnlyNotFound(said: string): boolean {
  return onlyNotFound.test(said) && !ofModel.test(said);
}

/** Whether a page, or the want of any body, says that something is not there, but no model. */
export function isNotFoundPage(said: string): boolean {
  return (/\bnot found\b|\bno body\b/.test(said) || said.trim() === '') && !ofModel.test(said) && !ofKept.test(said);
}
