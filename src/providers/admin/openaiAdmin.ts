import type { Access } from '../provider.ts';
import type { AdminClient, AdminPage, AdminQuestion, BucketWidth } from './adminClient.ts';
import { askAdmin } from './askAdmin.ts';
import {
  readCompletionsUsage,
  readCosts,
  readProjectKeys,
  readProjectLimits,
  readProjects,
  readSpendLimit,
} from './openaiAnswers.ts';
import type { AllowedRequest } from './readOnly.ts';

/** All that an admin key of OpenAI is ever sent with. */
export const openaiAdminRequests: readonly AllowedRequest[] = [
  { method: 'GET', path: '/organization/projects' },
  { method: 'GET', path: '/organization/projects/*/rate_limits' },
  { method: 'GET', path: '/organization/projects/*/api_keys' },
  { method: 'GET', path: '/organization/projects/*/spend_limit' },
  { method: 'GET', path: '/organization/spend_limit' },
  { method: 'GET', path: '/organization/usage/completions' },
  { method: 'GET', path: '/organization/costs' },
];

/** The most buckets of a page (docs/providers.md, OpenAI: admin APIs). */
const mostBuckets: Readonly<Record<BucketWidth, number>> = { '1m': 1440, '1h': 168, '1d': 31 };
const perPage = { limit: 100 };

export const openaiAdmin: AdminClient = {
  id: 'openai',
  keyPage: 'https://platform.openai.com/settings/organization/admin-keys',
  offersReadOnly: true,
  divisionScope: 'project',
  divisions: question(readProjects, (client, after, options) =>
    client.projects.list({ ...perPage, ...(after && { after }) }, options),
  ),
  limits: (project) =>
    project &&
    question(readProjectLimits, (client, after, options) =>
      client.projects.rateLimits.listRateLimits(project.id, { ...perPage, ...(after && { after }) }, options),
    ),
  keys: (project) =>
    project &&
    question(readProjectKeys, (client, after, options) =>
      client.projects.apiKeys.list(
        project.id,
        { ...perPage, owner_project_access: 'any', ...(after && { after }) },
        options,
      ),
    ),
  spendLimits: (project) => [
    orNone(
      question(
        (body) => readSpendLimit(body, project?.id ?? null),
        ({ projects, spendLimit }, _, options) =>
          project ? projects.spendLimit.retrieve(project.id, options) : spendLimit.retrieve(options),
      ),
    ),
  ],
  usage: ({ from, to }, width) =>
    question(readCompletionsUsage, (client, page, options) =>
      client.usage.completions(
        {
          ...secondsOf(from, to),
          bucket_width: width,
          limit: mostBuckets[width],
          group_by: ['api_key_id', 'model'],
          ...(page && { page }),
        },
        options,
      ),
    ),
  costs: ({ from, to }) =>
    question(readCosts, (client, page, options) =>
      client.usage.costs(
        { ...secondsOf(from, to), limit: mostBuckets['1d'], group_by: ['project_id'], ...(page && { page }) },
        options,
      ),
    ),
};

type Organization = Awaited<ReturnType<typeof connect>>;

/** One question, asked through the SDK; only its raw response is used. */
function question<T>(
  read: (body: unknown) => AdminPage<T>,
  send: (
    organization: Organization,
    cursor: string | null,
    options: { signal: AbortSignal },
  ) => { asResponse(): Promise<Response> },
): AdminQuestion<T> {
  return (access, cursor, signal) =>
    askAdmin({
      access,
      signal,
      allowed: openaiAdminRequests,
      send: async (fetch, abort) => send(await connect(access, fetch), cursor, { signal: abort }).asResponse(),
      read,
    });
}

/** Where no limit is set, there is none to be found. */
function orNone<T>(ask: AdminQuestion<T>): AdminQuestion<T> {
  return async (...asked) => {
    const answer = await ask(...asked);
    const { cause, status, message } = answer.failure ?? {};
    const isNone = status === 404 && cause !== 'wrong-address' && /\bspend limit/i.test(message ?? '');
    return isNone ? { page: { items: [], next: null }, failure: null, date: answer.date } : answer;
  };
}

async function connect({ apiKey, baseUrl }: Access, fetch: typeof globalThis.fetch) {
  const { OpenAI } = await import('openai');
  // Set everything that the SDK would otherwise take from the environment (docs/providers.md, SDKs).
  const client = new OpenAI({
    adminAPIKey: apiKey,
    apiKey: null,
    baseURL: baseUrl,
    organization: null,
    project: null,
    maxRetries: 0,
    logLevel: 'off',
    fetch,
  });
  return client.admin.organization;
}

/** Whole seconds, the end rounded up: the bucket that has begun counts too. */
function secondsOf(from: number, to: number) {
  return { start_time: Math.floor(from / 1000), end_time: Math.ceil(to / 1000) };
}
