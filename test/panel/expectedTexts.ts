import type { situations } from './situations.ts';

/** What must be readable in each situation, and what would be a lie there. */
export const expectations: Record<keyof typeof situations, { says: readonly string[]; not?: readonly string[] }> = {
  noKey: {
    says: ["See what is left of your API key's limits", 'Add a key…', 'Start the demo', 'Settings'],
    not: ['Limits now', 'Check now', 'Manage keys', '%'],
  },
  nothingHeard: {
    says: [
      'Listening, nothing heard yet',
      'the first answer that it gets tells its limits',
      'Does not hear most requests of Copilot',
      'Connect a tool…',
      'Add a key…',
    ],
    not: ['Allow listening…', 'Checks', 'Check now', 'No key yet'],
  },
  nothingPassed: {
    says: [
      'The gateway is on, nothing has passed yet',
      'Sees only tools',
      'Allow listening…',
      'Connect a tool…',
      'Add a key…',
    ],
    not: ['Checks', 'No key yet'],
  },
  heard: {
    says: ['Where the numbers come from', 'On: Listening, Own checks, Status pages', 'Does not hear'],
    not: ['In trouble'],
  },
  holding: {
    says: ['The next request goes out in 6 s', 'The gateway holds 2 requests', 'Claude Code', 'in 34 s', 'Send now'],
    not: ['will probably be refused'],
  },
  heardKeys: {
    says: [
      'OpenAI …3f9a · used by Cline',
      'No answer to OpenAI · The key of the agent that maintains the documentation of the northern region, second half has told a limit yet.',
      'Heard 3 s ago',
      'Listening along, no checks',
    ],
    not: ['Check now', 'Choose models', 'Checked'],
  },
  unnamedModels: {
    says: ['500K tokens/min, 500 requests/min (model unknown)', '800K tokens/min, 500 requests/min (model unknown)'],
    not: ['some model'],
  },
  heardRefusal: {
    says: ['Try again in 48 s', 'A request was refused, and its text was not read.', 'Paste the text'],
    not: ['Check now', 'Choose models', 'The provider gave a reason', 'The provider said nothing more'],
  },
  starting: { says: ['Starting', 'The first check is under way.', 'waiting for the first answer', 'Checking now'] },
  noModels: {
    says: ['No model yet', 'Choose which models of the key “work” to watch.', 'No model of OpenAI · work is watched.'],
  },
  fine: {
    says: ['410K of 500K tokens per minute are left', '82%', 'tokens/min · OpenAI · work', 'next in 45 s'],
    not: ['An admin key would', 'attention', 'unknown', 'Last error', 'What helps', 'Quiet'],
  },
  low: {
    says: [
      '1 needs attention',
      'Running low',
      '97K of 500K tokens per minute are left',
      '19%',
      'Something else is using',
    ],
  },
  soon: { says: ['210K of 500K', 'empty in 40 s', '42%', 'at risk'] },
  critical: { says: ['Nearly used up', '3%', '16K of 500K'] },
  empty: { says: ['Used up', '0 of 10K requests per day', '0%', 'muted'], not: ['empty'] },
  unknown: { says: ['Unknown', '97%', 'at ', 'Checked 2 min ago', 'none planned'], not: ['fine', 'fits', 'attention'] },
  noHeaders: {
    says: ['No limits told', 'That is normal', 'sends no limits', 'OpenAI-compatible', 'Checks took 3 requests today'],
    not: ['error', 'refused by the provider', '%'],
  },
  refused: {
    says: [
      'Fix the key',
      'The provider does not accept this key.',
      'Waiting will not help',
      'Incorrect API key provided',
      'HTTP 401',
      'key refused',
    ],
    not: ['fits', 'fine'],
  },
  noCredit: {
    says: [
      'Add credit',
      'There is no credit left',
      'Waiting will not help',
      'You exceeded your current quota',
      'insufficient_quota',
      'HTTP 429',
    ],
    not: ['fits', 'fine'],
  },
  missing: {
    says: ['Key missing', 'The environment variable that held it is not set', '82% key missing'],
    not: ['fine'],
  },
  changed: { says: ['Key changed', 'another value or address', '82% key changed'], not: ['fine'] },
  waiting: {
    says: [
      'Try again in 24 s',
      'The tokens per minute of gpt-5 are used up.',
      'wait 24 s',
      'asked to wait, 24 s left',
      'Please try again in 24s.',
    ],
  },
  offline: {
    says: [
      'The provider could not be reached',
      '82% at ',
      'api.openai.com could not be found. Check the network',
      'ENOTFOUND',
    ],
    not: ['0%', 'fits', 'fine', 'attention'],
  },
  trouble: { says: ['The provider is overloaded', 'not about your limits', 'HTTP 529'] },
  outage: {
    says: ['The provider is overloaded', 'Others have this too: OpenAI reports an outage since ', 'Open status page'],
  },
  demo: { says: ['demo', 'simulated on this machine', 'End the demo'] },
  eight: { says: ['Running low', '97K of 500K tokens per minute are left', '19%'] },
  several: {
    says: [
      'Fix the key',
      'northern region',
      'Last errors',
      'llama-4-maverick',
      '2 need attention',
      'Checks took 97 requests',
    ],
  },
  risk: {
    says: [
      'The next requests are at risk',
      '9,000 of 30K',
      'fits in 5 s',
      'fits 12 more',
      '4 more models are nearly full, read 20 s to 2 min ago',
    ],
  },
  many: { says: ['All 20', '12%', '16 more models are nearly full'] },
  longNames: { says: ['41%', 'fits 99+ more'] },
  team: {
    says: [
      'Cursor · Acme',
      'Included in the plan this billing cycle',
      '$230.00 spent, 1,240 fast requests',
      'This billing cycle',
      'With an own key 26%',
      'claude-opus-5 58%, gpt-5 42%',
    ],
    not: ['unknown'],
  },
  money: {
    says: [
      'OpenAI · Acme',
      'Spend limit this month $28.80 of $100.00 left 28% at this pace reached on Nov 24',
      'Your budget this month $71.20 spent, of $60.00 0% over your budget',
      'Spent today $3.40 spent',
      'Last hour work 64%, ci 30%, others 6%. Usage as of 4 min ago.',
      'o3 unknown, 30K tokens per minute, 500 requests per minute',
      'gpt-5-mini unknown, 200K tokens per minute',
      'gpt-5 with work: the project is allowed only 150K tokens per minute.',
      'Money as of 2 h ago, told by the provider.',
      'Spend limits: not available. The key may not do this. Asked again in 1 h.',
      'Fine.',
    ],
    not: ['admin key', 'gpt-5 unknown'],
  },
  spendReached: {
    says: ['Raise the limit', 'Spend limit this month: $0.00 of $100.00 left, reached.', 'Open limits', '0% reached'],
    not: ['fits'],
  },
  balance: {
    says: ['$12.40 left. DeepSeek · deep: a balance in place of rate limits', 'deepseek-chat'],
    not: ['%', 'admin'],
  },
  creditLow: { says: ['Credit is low', 'Balance: $0.80 of $20.00 left, low.', 'Open billing', '4% low'] },
  noMoney: {
    says: [
      'Fine.',
      'Limits: not available. The provider could not be reached.',
      'Usage: not available.',
      'Costs: not available.',
      'Spend limits: not available.',
    ],
    not: ['of $', 'Asked again'],
  },
  toldNothing: { says: ['OpenAI · Acme', 'Nothing was told yet.'], not: ['of $', 'Usage as of'] },
  onlyOrganization: { says: ['Add a key…', '$28.80 of $100.00 left', 'ci 30%'], not: ['Limits now'] },
  longUsers: { says: ['€1,234,526.69 of €1,234,567.89 left', 'very very …', 'not checked (90)'] },
};
