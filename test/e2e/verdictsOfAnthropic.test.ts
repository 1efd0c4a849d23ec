import { startSimulator } from '../../src/simulator/simulator.ts';
import {
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
import { story } from '../support/story.ts';
import { storyPorts } from '../support/storyPorts.ts';

/** Where Anthropic says it otherwise than OpenAI, or has other pages. */
const ofAnthropic: readonly ExpectedVerdict[] = [
  {
    answer: { kind: 'too-large' },
    ...tooLarge(/the request is too large for claude-sonnet-5$/, largerThanLimit),
    button: 'Will it fit?',
    does: { asks: /^Open files: about \d+ to \d+ tokens$/, item: 'claude-sonnet-5' },
  },
  opening(
    'no-credit',
    needsMoney(/Anthropic: the account has no credit left$/),
    'Open billing page',
    'anthropic-billing',
  ),
  opening('spend-cap', spendLimit(/Anthropic: the spend limit is reached$/), 'Open billing page', 'anthropic-billing'),
  opening(
    'entitlement',
    notIncluded(/Anthropic: the account does not include this$/),
    'Open plan usage',
    'anthropic-plan-usage',
  ),
  waiting('plan-window', planUsedUp),
  trouble('overloaded', /^The provider is overloaded$/),
  opening('refused-key', keyRefused(/Anthropic: the provider refused the key$/), 'Open key page', 'anthropic-keys'),
  opening(
    'forbidden',
    { gauge: /not allowed/, label: /Anthropic: the key may not do this$/, lead: /^Fix the key$/, title: notAllowed },
    'Open key page',
    'anthropic-keys',
  ),
  waiting('rate', usedUp, { after: /%|used up|refused/ }),
];

const port = storyPorts.verdictsOfAnthropic;

story(
  'what Anthropic says in words of its own leads to its verdict and to a first step that works',
  { hostEnv: { ANTHROPIC_API_KEY: 'sk-ant-simulator', ANTHROPIC_BASE_URL: `http://127.0.0.1:${port}` } },
  async (workbench) => {
    await using simulator = await startSimulator({ port });
    const user = new KeyboardUser(workbench, simulator);
    await user.begin('ANTHROPIC_API_KEY');
    for (const expected of ofAnthropic) await user.goesThrough(expected);
  },
);
