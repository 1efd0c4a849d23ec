import type { ToldCause } from '../../src/core/model/failure.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import {
  checking,
  keyRefused,
  largerThanLimit,
  needsMoney,
  notAllowed,
  notIncluded,
  opening,
  planUsedUp,
  spendLimit,
  tooLarge,
  trouble,
  usedUp,
  waiting,
} from '../support/expectedVerdicts.ts';
import { type ExpectedVerdict, KeyboardUser } from '../support/keyboardUser.ts';
import { addKey } from '../support/keys.ts';
import { story } from '../support/story.ts';
import { storyPorts } from '../support/storyPorts.ts';

const slowDown = /^Slow down, try again in \d s$/;
const low = /%|used up|refused/;

const ofOpenai: Readonly<Record<ToldCause, readonly ExpectedVerdict[]>> = {
  'request-too-large': [
    {
      answer: { kind: 'too-large' },
      ...tooLarge(/the request is too large for gpt-5$/, largerThanLimit),
      button: 'Will it fit?',
      does: { asks: /^Open files: about \d+ to \d+ tokens$/, item: 'gpt-5' },
    },
  ],
  ramp: [waiting('ramp', /^Your use rose faster than the provider allows$/, { lead: slowDown })],
  concurrency: [waiting('concurrency', /^Too many requests are running at the same time$/, { lead: slowDown })],
  throttled: [waiting('throttled', /^The provider slows you down and names no limit$/)],
  'quota-exhausted': [
    opening('no-credit', needsMoney(/OpenAI: the account has no credit left$/), 'Open billing page', 'openai-billing'),
  ],
  'spend-limit': [
    opening('spend-cap', spendLimit(/OpenAI: the spend limit is reached$/), 'Open limits page', 'openai-limits'),
  ],
  entitlement: [
    opening(
      'entitlement',
      notIncluded(/OpenAI: the account does not include this$/),
      'Open limits page',
      'openai-limits',
    ),
  ],
  'plan-window': [waiting('plan-window', planUsedUp)],
  overloaded: [trouble('overloaded', /^The provider is overloaded$/)],
  'server-error': [
    trouble('server-error', /^The provider had an error of its own$/),
    trouble('not-json', /^The provider had an error of its own$/),
  ],
  'key-invalid': [
    opening('refused-key', keyRefused(/OpenAI: the provider refused the key$/), 'Open key page', 'openai-keys'),
  ],
  // No key helps in a country that is not served.
  forbidden: [
    opening(
      'forbidden',
      {
        gauge: /not allowed/,
        label: /OpenAI: the key may not do this$/,
        lead: /^Switch model or access$/,
        title: notAllowed,
      },
      'Open key page',
      'openai-keys',
    ),
  ],
  'wrong-address': [
    opening(
      'wrong-address',
      {
        gauge: /wrong address/,
        label: /OpenAI: the API is not at this address$/,
        lead: /^Fix the address$/,
        title: /^The API is not at this address$/,
      },
      'About errors',
      'openai-errors',
    ),
  ],
  'model-not-found': [
    {
      answer: { kind: 'unknown-model' },
      gauge: /no such model/,
      label: /OpenAI has no such model for this key$/,
      lead: /^Switch model or access$/,
      title: /^This key cannot use this model$/,
      button: 'Choose models',
      does: { asks: /^Models to watch/, item: 'gpt-5-mini' },
    },
  ],
  'context-too-long': [
    opening(
      'too-long',
      tooLarge(/the request is too large for gpt-5$/, /^The request is longer than this model can read$/),
      'Open model pages',
      'openai-models',
    ),
  ],
  network: [
    checking(
      { kind: 'no-answer' },
      {
        gauge: /offline/,
        label: /OpenAI could not be reached$/,
        lead: /^Offline$/,
        title: /^The provider could not be reached$/,
      },
    ),
  ],
  unknown: [
    checking(
      { kind: 'bad-request' },
      {
        gauge: /unclear error/,
        label: /OpenAI gave a reason that is not known$/,
        lead: /^Look closer$/,
        title: /^The provider gave a reason that is not known here$/,
      },
    ),
  ],
  // Last, for they tell that a limit was used up, and that stays known after them.
  rate: [waiting('rate', usedUp, { after: low }), waiting('daily-rate', usedUp, { after: low })],
};

const port = storyPorts.verdicts;

story(
  'every cause leads to its verdict and to a first step that works',
  { hostEnv: { OPENAI_API_KEY: 'sk-simulator', OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1` } },
  async (workbench) => {
    await using simulator = await startSimulator({ port });
    const user = new KeyboardUser(workbench, simulator);
    await user.begin('OPENAI_API_KEY');
    for (const expected of Object.values(ofOpenai).flat()) await user.goesThrough(expected);
  },
);

story('a refused key that the editor keeps can be replaced at once', {}, async (workbench) => {
  await using simulator = await startSimulator();
  await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
  const user = new KeyboardUser(workbench, simulator);
  await user.opensPanel();
  await user.goesThrough({
    answer: { kind: 'refused-key' },
    ...keyRefused(/: the provider refused the key$/),
    button: 'Replace key',
    does: { asks: /^API key for 127/ },
  });
});
