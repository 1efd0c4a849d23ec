import type { Entry, StepTemplate, Topic } from './step.ts';

/**
 * All advice, as data. To correct a sentence, change it here and nowhere else; the tests beside it check the rest.
 *
 * - Whole sentences, at most 160 characters each, in plain text. A sentence is also the key of its translations.
 * - Say so where a step costs money. Explain a term where it first appears.
 * - Facts: limits belong to organization or project and model, and failed requests count at OpenAI
 *   (developers.openai.com, guide on rate limits; help.openai.com 5955604); what Anthropic counts, its spend caps,
 *   tiers and pages (platform.claude.com, api/rate-limits and api/errors); own keys, included and on-demand usage in
 *   Cursor (cursor.com/help); own keys and utility models in VS Code (microsoft/vscode#256684, #318190); two keys in
 *   Cline (cline/cline#1825); another service behind a tool (zereight/gitlab-mcp#30).
 */
export const steps = {
  // Wait and retry

  'wait-told': {
    text: 'Wait {0}, then send the request again. Sent earlier, it is refused and may even count against the limit.',
    values: ['wait'],
    button: 'Tell me when ready',
    action: { do: 'tell-when-ready' },
  },
  'wait-minute': {
    text: 'Wait one minute, then try again. The limit refills a little all the time and is full after a minute.',
    button: 'Tell me when ready',
    action: { do: 'tell-when-ready' },
    only: { wait: 'unknown', windows: ['minute'] },
  },
  'wait-hour': {
    text: 'This limit counts by the hour. Try a small request in a few minutes; it may take up to an hour to be full.',
    button: 'Tell me when ready',
    action: { do: 'tell-when-ready' },
    only: { wait: 'unknown', windows: ['hour'] },
  },
  'wait-day': {
    text: 'This limit counts by the day: it may take until tomorrow to be full, and a few minutes free little of it.',
    button: 'Tell me when ready',
    action: { do: 'tell-when-ready' },
    only: { wait: 'unknown', windows: ['day'] },
  },
  'wait-longer': {
    text: 'Wait a minute, then try again. After each further refusal, wait twice as long.',
    button: 'Tell me when ready',
    action: { do: 'tell-when-ready' },
    only: { wait: 'unknown', windows: ['unknown'] },
  },
  'wait-seconds': {
    text: 'Wait a few seconds, then send the same request again: there is room, only not for so many at once.',
    button: 'Check now',
    action: { do: 'check-now' },
    only: { wait: 'unknown' },
  },
  'wait-trouble': {
    text: 'Try again after half a minute, then after one, two and four minutes. Mostly it passes within minutes.',
    button: 'Check now',
    action: { do: 'check-now' },
    only: { wait: 'unknown' },
  },
  'wait-refill': {
    text: 'Pause before the next message until the limit is full again: then it has the best chance to fit.',
    button: 'Tell me when ready',
    action: { do: 'tell-when-ready' },
  },
  'wait-plan': {
    text: 'Go on when the next window of the subscription opens. The page with your usage tells when that is.',
    only: { wait: 'unknown' },
  },
  'wait-month': {
    text: 'If it is not to be raised: a monthly limit begins anew on the 1st of the next month (UTC).',
    button: 'Tell me when ready',
    action: { do: 'tell-when-ready' },
    only: { providers: ['openai', 'anthropic'] },
  },

  // Keygauge itself

  'reload-window': {
    text: 'Load this window anew: it then runs with the files that are there now. Open files and unsaved changes stay.',
    button: 'Reload the window',
    action: { do: 'reload-window' },
  },
  'update-here': { text: 'If it comes back, another editor has a newer Keygauge: update it in this one as well.' },
  'remove-no-check': {
    text: 'Remove {0} from the environment that the editor is started from, then close all of its windows and start it again.',
    values: ['no-check'],
  },
  'name-certificate': {
    text: 'If a proxy of your company shows a certificate of its own, name the file of that one in {0}: then it is trusted, and no other.',
    values: ['more-certificates'],
  },
  'who-set-it': {
    text: 'If no setting of yours holds it, another extension has set it: start the editor with extensions disabled to find out.',
  },
  'check-after-removal': {
    text: 'Once the variable is gone, checks go on by themselves within five minutes, or at once when you ask.',
    button: 'Check now',
    action: { do: 'check-now' },
  },

  // Slow down

  'stop-retries': {
    text: 'Stop automatic retries in your tool: until there is room, each of them is refused.',
    only: { except: ['openai'] },
  },
  'stop-retries-openai': {
    text: 'Stop automatic retries in your tool. OpenAI counts refused requests as well, so they keep the limit used up.',
    only: { providers: ['openai'] },
  },
  'one-agent': {
    text: 'Let one agent or chat work at a time. All that run in parallel draw on the same limit.',
  },
  'grow-slowly': {
    text: 'Begin again with one agent, and add the next after 15 minutes. What matters is how fast use grows.',
  },
  'close-sessions': {
    text: 'Let running answers finish, and close chats and agents that you do not need, in other windows too.',
  },
  'space-requests': {
    text: 'Set a pause between requests in your tool, if it has such a setting. 60 a minute may mean one each second.',
    only: { units: ['requests'] },
  },
  'space-all': {
    text: 'Send requests one after another, with a second between them. A limit per minute may be enforced each second.',
  },
  background: {
    text: 'Switch off what works in the background: autocompletion, inline suggestions, docstring generation, refactoring hints, parallel agents. All of it uses the same key.',
    button: 'Open editor settings',
    action: { do: 'open-editor-settings' },
  },
  'cursor-tab': {
    text: "Cursor's own Tab completion may stay on: it never uses your key. Its chat models do.",
    button: 'How Cursor uses keys',
    action: { open: 'cursor-own-keys' },
    only: { editors: ['cursor'] },
  },
  'pause-agents': {
    text: 'Finish what is urgent first, and pause agents that can wait.',
  },

  // Shrink the request

  'new-chat': {
    text: 'Start a new chat with a short summary. An old one sends its whole history with every message.',
    only: { units: ['tokens', 'input-tokens'] },
  },
  'fewer-files': {
    text: 'Attach fewer files and shorter excerpts. Whole folders, logs and tool results fill a request the fastest.',
  },
  'shorter-output': {
    text: 'Lower the maximum length of answers in your tool: it can count in full against the limit, even if the answer is short.',
    only: { except: ['anthropic'], units: ['tokens', 'output-tokens'] },
  },
  'shorter-answers': {
    text: 'Ask for shorter answers. Anthropic counts the tokens (pieces of words) that are written, not the maximum you allow.',
    only: { providers: ['anthropic'], units: ['output-tokens'] },
  },
  'will-it-fit': {
    text: 'Before you send it again, see which watched models the selection or the open files fit.',
    button: 'Will it fit?',
    action: { do: 'will-it-fit' },
  },
  'longer-model': {
    text: "Choose a model that reads more at once. {0}'s model pages tell how many tokens (pieces of words) each one takes.",
    values: ['service'],
    button: 'Open model pages',
    action: { page: 'models' },
  },
  'turn-on-caching': {
    text: 'Turn on prompt caching in your tool, so that repeated text is not counted again by most Claude models. Writing to the cache costs a little more.',
    button: 'About prompt caching',
    action: { open: 'anthropic-caching' },
    only: { providers: ['anthropic'], units: ['tokens', 'input-tokens'] },
  },
  'keep-cache-warm': {
    text: 'Next time go on within five minutes: for so long the cache usually keeps what was sent. An hour can be set, at a higher price.',
    button: 'About prompt caching',
    action: { open: 'anthropic-caching' },
    only: { providers: ['anthropic'] },
  },
  'below-long-context': {
    text: 'With Claude, keep the request below 200,000 tokens (pieces of words): start a new chat, or attach fewer files.',
    only: { providers: ['anthropic'] },
  },

  // Another model or access

  'model-that-fits': {
    text: 'Go on with {0}, which has {1} left: a request of {2} fits there.',
    values: ['other-model', 'left', 'size'],
  },
  'model-with-headroom': {
    text: 'Switch to {0} for now: {1} of its tightest limit is left.',
    values: ['other-model', 'left'],
  },
  'smaller-model': {
    text: 'Switch to a smaller or cheaper model: each has limits of its own, often larger ones. Watch some to see which have room.',
    button: 'Choose models',
    action: { do: 'choose-models' },
  },
  'other-model': {
    text: 'Try another model meanwhile: often only one is overloaded.',
    button: 'Choose models',
    action: { do: 'choose-models' },
  },
  'listed-model': {
    text: 'Choose from the models that this key lists, and set the same name in your tool.',
    button: 'Choose models',
    action: { do: 'choose-models' },
  },
  'model-names': {
    text: "Compare the name with {0}'s model pages: models are renamed and retired.",
    values: ['service'],
    button: 'Open model pages',
    action: { page: 'models' },
  },
  'model-access': {
    text: "Some models need a verified organization, a higher usage tier, or an owner's consent. The limits page of {0} lists those you have.",
    values: ['service'],
    button: 'Open limits page',
    action: { page: 'limits' },
  },
  'watch-refused-model': {
    text: 'Watch {0}: then its limits are shown here, and you are warned before the next refusal.',
    values: ['model'],
    button: 'Watch model',
    action: { do: 'watch-model' },
  },
  'other-provider': {
    text: 'If it cannot wait, use a key of another provider meanwhile. Its requests are charged to that account.',
    button: 'Add a key',
    action: { do: 'add-key' },
  },
  'key-instead-of-plan': {
    text: 'If it cannot wait, let your tool use an API key instead of the subscription. Each request then costs money.',
    button: 'Add a key',
    action: { do: 'add-key' },
  },

  // Look at the real usage and limits

  usage: {
    text: "Look at {0}'s usage page: it shows requests and tokens (pieces of words) over time, and who or what used them.",
    values: ['service'],
    button: 'Open usage page',
    action: { page: 'usage' },
  },
  limits: {
    text: "Compare each limit on {0}'s limits page: tokens per minute (TPM), requests per minute (RPM) and, if there is one, the daily quota.",
    values: ['service'],
    button: 'Open limits page',
    action: { page: 'limits' },
  },
  'about-limits': {
    text: 'See how {0} counts, and what it does when a limit is reached.',
    values: ['service'],
    button: 'About rate limits',
    action: { page: 'rate-limits' },
  },
  'unknown-service': {
    text: 'Look for usage, limits and credit on the website of the service behind this endpoint, or ask whoever runs it.',
    only: { providers: ['compatible'] },
  },
  'azure-deployment': {
    text: 'On Azure, the tokens per minute belong to a deployment: assign more to this one, from another that needs less.',
    only: { providers: ['azure-openai'] },
  },

  // Pay

  'pay-tier': {
    text: 'For more room, ask {0} for higher limits, or move to a higher usage tier (step). Higher tiers cost money.',
    values: ['service'],
    button: 'Open limits page',
    action: { page: 'limits' },
    only: { except: ['openai', 'anthropic', 'azure-openai'] },
  },
  'pay-tier-openai': {
    text: 'For more room, buy more credit: OpenAI raises limits in steps (tiers) by what was paid in total. This costs money.',
    button: 'Open billing page',
    action: { open: 'openai-billing' },
    only: { providers: ['openai'] },
  },
  'pay-tier-anthropic': {
    text: 'For more room, request a higher limit on the limits page. Anthropic also raises limits as use grows, which costs money.',
    button: 'Open limits page',
    action: { open: 'anthropic-limits' },
    only: { providers: ['anthropic'] },
  },
  'free-key': {
    text: 'A free or trial key of {0} has very low limits. They rise with a payment method and bought credit, which costs money.',
    values: ['service'],
    button: 'Open billing page',
    action: { page: 'billing' },
  },
  'buy-credit': {
    text: "Add a payment method and buy credit on {0}'s billing page. This costs money and may need some minutes to count.",
    values: ['service'],
    button: 'Open billing page',
    action: { page: 'billing' },
  },
  'automatic-credit': {
    text: 'So that work does not stop again, turn on automatic reload on the billing page. It charges you by itself, so set its limits too.',
  },
  'right-account': {
    text: 'Check that the credit is in the API account which owns this key. A subscription to a chat or an editor does not pay for it.',
  },
  'check-after-paying': {
    text: 'Once it is paid, check the key. The gauges come back by themselves.',
    button: 'Check now',
    action: { do: 'check-now' },
    only: { storages: ['secret', 'session', 'environment', 'demo'] },
  },
  'check-after-raising': {
    text: 'Once the limit is raised, check the key, so that Keygauge knows at once.',
    button: 'Check now',
    action: { do: 'check-now' },
    only: { storages: ['secret', 'session', 'environment', 'demo'] },
  },
  'spend-limit': {
    text: 'Raise the limit where {0} shows what your account spends. From then on, more can be charged.',
    values: ['service'],
    button: 'Open billing page',
    action: { page: 'billing' },
    only: { except: ['openai', 'anthropic', 'openrouter'] },
  },
  'spend-limit-openai': {
    text: 'Raise or remove the monthly spend limit of your OpenAI organization or project. From then on, use up to the new one is charged.',
    button: 'Open limits page',
    action: { open: 'openai-limits' },
    only: { providers: ['openai'] },
  },
  'spend-limit-anthropic': {
    text: 'If it was set in the Claude Console, raise or remove it there under Spend limits. What you then use costs money.',
    button: 'Open billing page',
    action: { open: 'anthropic-billing' },
    only: { providers: ['anthropic'] },
  },
  'spend-cap-anthropic': {
    text: 'If it is the cap of your usage tier at Anthropic, request an increase. The cap costs nothing; what you use up to it does.',
    button: 'Open limits page',
    action: { open: 'anthropic-limits' },
    only: { providers: ['anthropic'] },
  },
  'spend-limit-key': {
    text: "A key can have a spend limit of its own: raise it on {0}'s key page. Then more can be charged.",
    values: ['service'],
    button: 'Open key page',
    action: { page: 'keys' },
    only: { providers: ['openrouter'] },
  },
  'ask-owner': {
    text: 'If you may not change this, ask an owner or administrator of the organization.',
  },
  'extra-usage': {
    text: 'Or turn on usage credits, once called extra usage, for your Claude plan. They are charged at API prices, on top of it.',
    button: 'Open plan usage',
    action: { open: 'anthropic-plan-usage' },
    only: { providers: ['anthropic'] },
  },
  'claude-plan': {
    text: 'See on the usage page of your Claude plan what is used up, and when it begins anew.',
    button: 'Open plan usage',
    action: { open: 'anthropic-plan-usage' },
    only: { providers: ['anthropic'] },
  },
  'codex-plan': {
    text: 'See on the Codex page of your ChatGPT plan which window is full, and until when.',
    button: 'Open Codex usage',
    action: { open: 'openai-plan-usage' },
    only: { providers: ['openai'] },
  },

  // The key

  'replace-key': {
    text: 'Copy the key anew from its page and replace it here. One missing character or a space at its end is enough.',
    button: 'Replace key',
    action: { do: 'replace-key' },
    only: { storages: ['secret', 'session'] },
  },
  'replace-variable': {
    text: 'Set the environment variable that this key is read from to the right value, then restart the editor.',
    only: { storages: ['environment'] },
  },
  keys: {
    text: "See on {0}'s key page whether the key is still there, active and not expired. If not, create a new one.",
    values: ['service'],
    button: 'Open key page',
    action: { page: 'keys' },
  },
  'key-permissions': {
    text: "See on {0}'s key page what the key may do. A restricted key lacks whatever it was not given.",
    values: ['service'],
    button: 'Open key page',
    action: { page: 'keys' },
  },
  'change-address': {
    text: 'Correct the base URL. For most endpoints it ends in v1, and it is not the page that you open in a browser.',
    button: 'Change address',
    action: { do: 'change-address' },
    only: { storages: ['secret', 'session'] },
  },
  'variable-address': {
    text: 'Correct the variable that moves this key to another address, then remove the key here and add it again.',
    only: { storages: ['environment'] },
  },
  'address-documented': {
    text: 'Copy the address from the documentation of the endpoint, up to what stands before chat/completions.',
  },
  'key-origin': {
    text: 'Check that key and address belong together: a key of one service is refused by every other.',
    only: { providers: ['compatible', 'azure-openai'] },
  },
  'key-membership': {
    text: 'If the key is right, check that you still belong to its organization and that it allows your network address.',
    button: 'About this error',
    action: { open: 'openai-errors' },
    only: { providers: ['openai'] },
  },
  'key-copies': {
    text: 'Change the key wherever it is kept: each extension and tool has its own copy, some of them two.',
  },
  'cline-key-copy': {
    text: 'In Cline, change both keys: it has one for Plan and one for Act.',
    button: 'About Plan and Act',
    action: { open: 'cline-modes' },
    only: { tools: ['cline'] },
  },
  'cursor-key-copy': {
    text: 'Put the new key into Cursor Settings > Models > API Keys as well: Cursor keeps a copy of its own.',
    button: 'Open editor settings',
    action: { do: 'open-editor-settings' },
    only: { editors: ['cursor'] },
  },
  'vscode-key-copy': {
    text: 'Put the new key into Manage Language Models as well, if you use it in the chat of VS Code.',
    button: 'Own keys in VS Code',
    action: { open: 'vscode-own-keys' },
    only: { editors: ['vscode'] },
  },
  'windsurf-key-copy': {
    text: 'Windsurf keeps own keys on its website: look for API keys in the settings of your subscription.',
    button: 'Open Windsurf account',
    action: { open: 'windsurf-usage' },
    only: { editors: ['windsurf'] },
  },
  regions: {
    text: 'Check that {0} serves the country you are in. A VPN or company network can make you appear elsewhere.',
    values: ['service'],
    button: 'Open country list',
    action: { page: 'regions' },
  },
  'separate-project': {
    text: 'Let an owner give each project or workspace limits of its own at {0}, so that other work cannot use up all of it.',
    values: ['service'],
    button: 'Open limits page',
    action: { page: 'limits' },
  },
  'part-limit': {
    text: 'The limit that was reached is one of the workspace or project alone: the rest of the organization may have room.',
    only: { shown: 'part-limit' },
  },
  'workspace-limit': {
    text: 'A workspace can have limits of its own beside those of the organization: see which of the two is reached.',
    button: 'Open limits page',
    action: { open: 'anthropic-limits' },
    only: { providers: ['anthropic'] },
  },
  'ask-colleagues': {
    text: 'Ask colleagues on the same organization or project whether they run something large just now.',
  },
  'stolen-key': {
    text: "If nobody you know uses it, delete the key on {0}'s key page and create a new one: someone else may have it.",
    values: ['service'],
    button: 'Open key page',
    action: { page: 'keys' },
  },

  // The provider's trouble and the way to it

  status: {
    text: "Look at {0}'s status page: it says whether others are affected too.",
    values: ['service'],
    button: 'Open status page',
    action: { page: 'status' },
  },
  errors: {
    text: "Look the error up in {0}'s list of errors.",
    values: ['service'],
    button: 'About errors',
    action: { page: 'errors' },
  },
  'errors-429': {
    text: 'OpenAI has a page on what each refusal with the number 429 stands for.',
    button: 'About error 429',
    action: { open: 'openai-errors-429' },
    only: { providers: ['openai'] },
  },
  'are-you-online': {
    text: 'Open any website to see whether this computer is online, then check again.',
    button: 'Check now',
    action: { do: 'check-now' },
    only: { except: ['ollama', 'lmstudio'] },
  },
  proxy: {
    text: 'In a company network, enter its proxy in the settings (http.proxy). A VPN or firewall can also be in the way.',
    button: 'Open editor settings',
    action: { do: 'open-editor-settings' },
  },
  log: {
    text: 'The log says at which point it failed: name, connection, certificate or time.',
    button: 'Show log',
    action: { do: 'open-log' },
  },
  'endpoint-running': {
    text: 'Check the address of the endpoint, and that the program behind it runs.',
    only: { providers: ['compatible', 'ollama', 'lmstudio'] },
  },
  'start-program': {
    text: 'Start what is to answer there: a server of local models, a proxy, or the gateway of Keygauge, which runs while a window of the editor is open.',
  },
  'port-of-program': {
    text: 'Compare the port of the address with the one that the program says it listens on.',
  },
  'cursor-private-network': {
    text: "Cursor sends requests with own keys through its servers, which cannot reach an address on this machine or in your company's network.",
    button: 'How Cursor uses keys',
    action: { open: 'cursor-own-keys' },
    only: { editors: ['cursor'], providers: ['compatible'] },
  },
  report: {
    text: 'If it stays, copy the report and send it to the support of the provider. It holds no key.',
    button: 'Copy report',
    action: { do: 'copy-report' },
  },

  // A request that is not taken, a login that ran out

  'lower-maximum': {
    text: 'Lower the maximum length of answers (max tokens) in your tool to what this model gives, or leave it empty.',
  },
  'longer-answers-model': {
    text: "Choose a model that gives longer answers. {0}'s model pages tell how long they may be.",
    values: ['service'],
    button: 'Open model pages',
    action: { page: 'models' },
  },
  'work-in-parts': {
    text: 'Ask for the work in parts: several answers together may be as long as you need.',
  },
  'smaller-picture': {
    text: 'Remove the picture or make it smaller: with less than 2,000 pixels on its longer side it is mostly taken.',
  },
  'picture-in-history': {
    text: 'If it is part of the history, go back to before it, or begin a chat without it.',
  },
  'sign-in-again': {
    text: 'Sign in again in the tool that showed the error: it has a command or a button for that.',
  },
  'sign-out-first': {
    text: 'If it stays, sign out first: an old login that is kept can get in the way of the new one.',
  },
  'own-key-beside-login': {
    text: 'If the tool was to use a key of yours, set the key there: beside a login, many tools do not look at it.',
  },
  'change-parameter': {
    text: 'Remove or change what the error names, in the settings of your tool or of its model.',
  },
  'update-tool': {
    text: 'Update the tool: newer versions know what each model takes.',
  },
  'model-that-takes': {
    text: 'Or choose a model with which it worked before: what one takes, another refuses.',
  },
  rephrase: {
    text: 'Say it in other words, and leave out what a filter may take amiss, such as pasted logs.',
  },
  'chat-without': {
    text: 'Or go on in a new chat: what a filter has stopped once may stay in the history.',
  },

  'key-in-tool': {
    text: 'Enter a working key in the settings of the tool that uses this one: Keygauge has only heard it and cannot replace it.',
    only: { storages: ['traffic'] },
  },

  // Find out what it is

  'check-heard': {
    text: 'Check the key with one tiny request of its own, whose answer is read whole: it names the cause, or says that the key is fine.',
    button: 'Check now',
    action: { do: 'check-now' },
  },
  'paste-heard': {
    text: 'Paste the text that the tool shows: it names the cause, and it stays here.',
    button: 'Paste the text',
    action: { do: 'diagnose' },
  },

  'check-key': {
    text: 'Check a watched key with one tiny request: the answer tells which limit it is, or that the key is fine.',
    button: 'Check now',
    action: { do: 'check-now' },
    only: { storages: ['secret', 'session', 'environment', 'demo'] },
  },
  diagnose: {
    text: 'Paste the whole error, with its code and headers if your tool or its log shows them. Nothing leaves this machine.',
    button: 'Diagnose an error',
    action: { do: 'diagnose' },
  },
  'same-prompt': {
    text: 'Try a very short message. If only the long one fails, it is too large: check whether it fits at all.',
    button: 'Will it fit?',
    action: { do: 'will-it-fit' },
  },
  'try-in-a-minute': {
    text: 'Send it once more in a minute. If that works, it was a limit of a minute; if not, something else refuses.',
  },
  'add-key-to-check': {
    text: 'Add the key to Keygauge: one tiny request with the same key and model then names what the text hides.',
    button: 'Add a key',
    action: { do: 'add-key' },
  },
  'one-tool': {
    text: 'If it comes only with one tool (an MCP server), another service behind that tool refused. Use the tool less often.',
  },
  'all-fails': {
    text: 'If even a short message fails again after two minutes, see whether there is credit at {0}. More credit costs money.',
    values: ['service'],
    button: 'Open billing page',
    action: { page: 'billing' },
  },

  // The editor

  'cursor-relays': {
    text: 'It is not Cursor: it sets no limits for own keys. Your requests pass through its servers, and it hands on the answer.',
    button: 'How Cursor uses keys',
    action: { open: 'cursor-own-keys' },
    only: { editors: ['cursor'] },
  },
  'cursor-key-off': {
    text: 'Or turn your own key off in Cursor Settings > Models > API Keys and use the models of your plan. Some plans lack this setting.',
    button: 'Open editor settings',
    action: { do: 'open-editor-settings' },
    only: { editors: ['cursor'] },
  },
  'cursor-plan': {
    text: 'See what your Cursor plan includes and what is left of it this month. Posts about 500 fast requests are from before June 2025.',
    told: {
      text: 'Your team has used {0} of what its Cursor plan includes, and {1} beyond it. See what is left for you.',
      values: ['plan-spent', 'beyond-plan'],
    },
    button: 'Open Cursor usage',
    action: { open: 'cursor-usage' },
    only: { editors: ['cursor'] },
  },
  'cursor-on-demand': {
    text: 'When the included usage is used up, on-demand usage goes on at API prices. Turn it on in the dashboard, with a spend limit: it costs money.',
    told: {
      text: 'On-demand usage is charged at API prices: {0} of the {1} that your team may spend on it are left.',
      values: ['beyond-left', 'beyond-limit'],
    },
    button: 'Open Cursor dashboard',
    action: { open: 'cursor-dashboard' },
    only: { editors: ['cursor'] },
  },
  'cursor-report': {
    text: 'If it comes though no own key is set in Cursor, it is not about your key: report it with the Request ID of the chat.',
    button: 'Report to Cursor',
    action: { open: 'cursor-report' },
    only: { editors: ['cursor'] },
  },
  'copilot-quota': {
    text: "If Copilot Chat stops with your own key, Copilot's own free quota may be used up: its log then says quotaExceeded.",
    button: 'Open VS Code issue',
    action: { open: 'copilot-quota-issue' },
    only: { editors: ['vscode'] },
  },
  'copilot-own-limit': {
    text: "It is GitHub's own limit for Copilot. Choose a model of your own key in its list of models: there it does not count.",
    button: 'Own keys in VS Code',
    action: { open: 'vscode-own-keys' },
    only: { tools: ['copilot'] },
  },
  'small-task': {
    text: 'Only a small task was refused, such as a title or a summary. Let your tool do these with another model, or turn them off.',
    only: { shown: 'small-task' },
  },
  'helper-calls': {
    text: 'Titles, summaries and other small tasks of the chat may use this key too: see chat.byokUtilityModelDefault.',
    button: 'Own keys in VS Code',
    action: { open: 'vscode-own-keys' },
    only: { editors: ['vscode'] },
  },
  'copilot-utility': {
    text: 'Then let your own key do the small tasks too: set chat.utilityModel and chat.utilityModelSmall to one of its models.',
    button: 'Own keys in VS Code',
    action: { open: 'vscode-own-keys' },
    only: { editors: ['vscode'] },
  },
  'windsurf-credits': {
    text: 'Models that use no own key draw on the allowance of your Windsurf plan. See what is left of it.',
    button: 'Open Windsurf account',
    action: { open: 'windsurf-usage' },
    only: { editors: ['windsurf'] },
  },
} as const satisfies Record<string, StepTemplate>;
export type StepId = keyof typeof steps;

export const advice: Readonly<Record<Topic, Entry<StepId>>> = {
  rate: {
    title: 'A rate limit of your account is used up for now',
    explanation:
      'The provider limits requests and tokens (pieces of words) for each model, over everyone in your organization or project. The limit refills by itself.',
    never: 'A new key of the same organization does not help: the limit is not that of the key.',
    steps: [
      'wait-told',
      'wait-minute',
      'wait-hour',
      'wait-day',
      'wait-longer',
      'small-task',
      'part-limit',
      'model-that-fits',
      'model-with-headroom',
      'stop-retries',
      'stop-retries-openai',
      'one-agent',
      'space-requests',
      'new-chat',
      'shorter-output',
      'shorter-answers',
      'turn-on-caching',
      'background',
      'helper-calls',
      'cursor-tab',
      'smaller-model',
      'watch-refused-model',
      'usage',
      'limits',
      'workspace-limit',
      'about-limits',
      'unknown-service',
      'azure-deployment',
      'pay-tier',
      'pay-tier-openai',
      'pay-tier-anthropic',
      'cursor-relays',
      'cursor-key-off',
      'cursor-plan',
      'cursor-on-demand',
      'windsurf-credits',
      'copilot-quota',
      'copilot-utility',
    ],
  },
  'request-too-large': {
    title: 'This one request is larger than the whole limit',
    explanation:
      'It asks for more tokens (pieces of words) than the limit of this model holds when it is full, so it can never fit as it is.',
    never: 'Waiting will not help, even if the error says to try again. Neither will retrying.',
    steps: [
      'new-chat',
      'fewer-files',
      'part-limit',
      'small-task',
      'will-it-fit',
      'shorter-output',
      'smaller-model',
      'limits',
      'unknown-service',
      'azure-deployment',
      'pay-tier',
      'pay-tier-openai',
      'pay-tier-anthropic',
      'free-key',
      'about-limits',
      'cursor-relays',
      'cursor-key-off',
      'cursor-plan',
      'cursor-on-demand',
    ],
  },
  ramp: {
    title: 'Your use rose faster than the provider allows',
    explanation:
      'The limits themselves are not reached. The provider wants growth to be gradual, to protect its service.',
    never: 'Buying credit or a higher limit does not help: it is about how fast use grows.',
    steps: [
      'wait-told',
      'wait-longer',
      'wait-minute',
      'wait-hour',
      'wait-day',
      'grow-slowly',
      'stop-retries',
      'stop-retries-openai',
      'background',
      'about-limits',
      'errors-429',
      'unknown-service',
      'cursor-relays',
    ],
  },
  concurrency: {
    title: 'Too many requests are running at the same time',
    explanation:
      'The provider limits how many answers run at once, over everyone who shares your organization. Tokens are not the matter.',
    never: 'Shorter messages do not help: only fewer at the same time.',
    steps: [
      'close-sessions',
      'wait-told',
      'wait-seconds',
      'one-agent',
      'background',
      'cursor-tab',
      'stop-retries',
      'stop-retries-openai',
      'limits',
      'about-limits',
      'unknown-service',
      'cursor-relays',
    ],
  },
  throttled: {
    title: 'The provider slows you down and names no limit',
    explanation:
      'It refused for reasons of its own, such as its load at the moment. Often your limits are not used up; the gauges here tell.',
    never: 'There is nothing to buy and nothing to change in your key: neither ends it sooner.',
    steps: [
      'wait-told',
      'wait-trouble',
      'small-task',
      'check-key',
      'one-agent',
      'status',
      'model-that-fits',
      'model-with-headroom',
      'other-model',
      'errors-429',
      'unknown-service',
      'one-tool',
      'cursor-relays',
    ],
  },
  'quota-exhausted': {
    title: 'There is no credit left for this key',
    explanation:
      'Prepaid credit, or a free or trial quota, is used up or has expired. It looks like a rate limit, but it is about money.',
    never: 'Waiting will not help, and neither will retrying: only credit does.',
    steps: [
      'buy-credit',
      'small-task',
      'unknown-service',
      'right-account',
      'check-after-paying',
      'usage',
      'automatic-credit',
      'free-key',
      'ask-owner',
      'cursor-relays',
      'cursor-key-off',
      'cursor-plan',
      'cursor-on-demand',
      'copilot-quota',
    ],
  },
  'spend-limit': {
    title: 'A spend limit of your account is reached',
    explanation:
      'You, an administrator or the provider set how much this account may spend in a month. Credit may well be left.',
    never: 'Waiting will not help before the next month begins: the limit has to be raised.',
    steps: [
      'spend-limit',
      'spend-limit-openai',
      'spend-limit-anthropic',
      'spend-cap-anthropic',
      'part-limit',
      'small-task',
      'workspace-limit',
      'spend-limit-key',
      'unknown-service',
      'ask-owner',
      'check-after-raising',
      'usage',
      'wait-month',
      'other-provider',
      'cursor-relays',
      'cursor-key-off',
      'cursor-plan',
      'cursor-on-demand',
    ],
  },
  entitlement: {
    title: 'Your account does not include this kind of request',
    explanation:
      'What you asked for, such as a very long request, has to be enabled or paid for separately. Your limits are not used up.',
    never: 'Waiting will not help: the same request is refused tomorrow as well.',
    steps: [
      'below-long-context',
      'extra-usage',
      'model-access',
      'listed-model',
      'unknown-service',
      'ask-owner',
      'cursor-relays',
    ],
  },
  'plan-window': {
    title: 'The allowance of your subscription is used up for now',
    explanation:
      'This is a window of a subscription, such as five hours or a week, not a limit of an API key. It opens again by itself.',
    never: 'API credit does not help here: it belongs to another account.',
    steps: [
      'wait-told',
      'wait-plan',
      'small-task',
      'copilot-own-limit',
      'claude-plan',
      'codex-plan',
      'extra-usage',
      'cursor-plan',
      'cursor-on-demand',
      'windsurf-credits',
      'key-instead-of-plan',
      'unknown-service',
    ],
  },
  overloaded: {
    title: 'The provider is overloaded',
    explanation:
      'Too many people use it or this model right now. It is not about your limits, your key or your credit.',
    never: 'A new key, more credit or a higher limit does not help.',
    steps: [
      'wait-told',
      'wait-trouble',
      'small-task',
      'status',
      'model-that-fits',
      'model-with-headroom',
      'other-model',
      'other-provider',
      'unknown-service',
    ],
  },
  'server-error': {
    title: 'The provider had an error of its own',
    explanation: 'Something failed on its side. Your limits, your key and most likely your request are fine.',
    never: 'Changing the key or buying credit does not help.',
    steps: ['wait-told', 'wait-trouble', 'status', 'other-model', 'errors', 'unknown-service', 'report'],
  },
  'key-invalid': {
    title: 'The provider does not accept this key',
    explanation: 'It is mistyped, deleted, expired, or made for another service. Limits and credit are not the matter.',
    never: 'Waiting will not help. Keygauge does not try this key again until it is replaced.',
    steps: [
      'replace-key',
      'replace-variable',
      'key-in-tool',
      'keys',
      'key-origin',
      'cursor-key-copy',
      'vscode-key-copy',
      'windsurf-key-copy',
      'key-copies',
      'cline-key-copy',
      'key-membership',
      'unknown-service',
    ],
  },
  forbidden: {
    title: 'The key is known, but may not do this',
    explanation:
      'Its permissions, its project, or the country or network it is used from do not allow the request. Limits are not the matter.',
    never: 'Waiting will not help, and a new key with the same permissions will not either.',
    steps: [
      'key-permissions',
      'regions',
      'key-origin',
      'listed-model',
      'replace-key',
      'replace-variable',
      'key-in-tool',
      'unknown-service',
      'ask-owner',
      'errors',
    ],
  },
  'wrong-address': {
    title: 'The API is not at this address',
    explanation: 'Something answered there and knows no such path. The key and its limits are not the matter.',
    never: 'Waiting will not help, and neither will another key or model.',
    steps: [
      'change-address',
      'variable-address',
      'address-documented',
      'endpoint-running',
      'errors',
      'unknown-service',
    ],
  },
  'model-not-found': {
    title: 'This key cannot use this model',
    explanation: 'The name is mistyped, the model is retired, or your organization or project has no access to it.',
    never: 'Waiting will not help, and neither will more credit as such.',
    steps: ['listed-model', 'small-task', 'model-names', 'model-access', 'key-origin', 'unknown-service', 'ask-owner'],
  },
  'context-too-long': {
    title: 'The request is longer than this model can read',
    explanation:
      'Every model reads only so much at once (its context). This is no rate limit: the gauges may all be full.',
    never: 'Waiting will not help, and a higher tier does not make a model read more.',
    steps: ['new-chat', 'fewer-files', 'small-task', 'longer-model', 'will-it-fit', 'listed-model', 'unknown-service'],
  },
  network: {
    title: 'The provider could not be reached',
    explanation: 'No answer came: this computer is offline, or a proxy, VPN, firewall or certificate is in the way.',
    never: 'A new key does not help: the provider has not seen the request.',
    steps: ['are-you-online', 'endpoint-running', 'cursor-private-network', 'proxy', 'status', 'log', 'report'],
  },
  unknown: {
    title: 'The provider gave a reason that is not known here',
    explanation: 'The text does not tell which limit, or whether it is a limit at all. These steps narrow it down.',
    never: 'Sending it again and again does not help to find out, and may count.',
    steps: [
      'wait-told',
      'check-key',
      'errors',
      'diagnose',
      'usage',
      'limits',
      'status',
      'unknown-service',
      'one-tool',
      'cursor-relays',
      'copilot-quota',
      'copilot-utility',
      'report',
    ],
  },
  'max-output': {
    title: 'The answer asked for is longer than the model gives',
    explanation:
      'Every model writes only so much in one answer, and the maximum that the tool sets is above that. Nothing is used up.',
    never: 'Waiting will not help, and neither will a new chat: what is sent is not too long.',
    steps: ['lower-maximum', 'longer-answers-model', 'work-in-parts', 'update-tool', 'unknown-service'],
  },
  'image-too-large': {
    title: 'A picture in the request is too large',
    explanation:
      'Pictures are taken only up to some size, and where there are many, up to fewer pixels. This is not a rate limit.',
    never: 'Waiting will not help: the picture is refused whenever it is sent.',
    steps: ['smaller-picture', 'picture-in-history', 'errors'],
  },
  'login-expired': {
    title: 'The login of the tool has run out',
    explanation:
      'It works with an account, not with an API key, and what it has kept of the login is no longer accepted. Limits are not the matter.',
    never: 'Waiting will not help, and neither will copying a key anew.',
    steps: ['sign-in-again', 'sign-out-first', 'own-key-beside-login'],
  },
  'nothing-listens': {
    title: 'Nothing listens at this address of your machine',
    explanation:
      'This computer itself refused the connection: the program that is to answer there does not run. No provider has seen the request.',
    never: 'Waiting will not help: nobody answers before the program runs.',
    steps: ['start-program', 'port-of-program', 'cursor-private-network', 'report'],
  },
  unsupported: {
    title: 'The service does not take the request as it is',
    explanation: 'A parameter, a value or the form of the request does not suit the model. This is not a limit.',
    never: 'Waiting will not help: nothing is used up, so nothing fills again.',
    steps: ['change-parameter', 'update-tool', 'model-that-takes', 'errors'],
  },
  filtered: {
    title: 'A filter of contents stopped this',
    explanation:
      'The provider or the tool took something in the request or the answer for what it does not allow. This is not a limit.',
    never: 'Waiting will not help: the same words are stopped again.',
    steps: ['rephrase', 'chat-without', 'errors'],
  },
  outdated: {
    title: 'This window runs an older Keygauge',
    explanation:
      'The files that it runs with are no longer there, or another editor has a newer one. Nothing was sent, and your limits are not the matter.',
    never: 'It does not pass by itself: no check is possible before the window is loaded anew.',
    steps: ['reload-window', 'update-here', 'log'],
  },
  'own-fault': {
    title: 'Keygauge met a fault of its own',
    explanation:
      'A check broke off before anything was sent. Your key, your credit and the provider are fine as far as is known.',
    never: 'Another key does not help: this one has not been used.',
    steps: ['reload-window', 'log', 'report'],
  },
  'unverified-tls': {
    title: 'Certificates are not checked in this editor',
    explanation:
      'A variable of its environment switches that off, so that anybody on the way could read the key. Keygauge sends nothing until it is gone.',
    never: 'Another key or provider does not help: it would be just as open.',
    steps: ['remove-no-check', 'name-certificate', 'who-set-it', 'check-after-removal', 'log'],
  },
  'shared-use': {
    title: 'Something else is using this limit',
    explanation:
      'It falls although no request is sent from here. Background features, other tools and colleagues in the same organization or project share it.',
    never: 'A second key of the same project does not help: it draws on the same limit.',
    steps: [
      'usage',
      'background',
      'cursor-tab',
      'close-sessions',
      'ask-colleagues',
      'separate-project',
      'model-that-fits',
      'model-with-headroom',
      'unknown-service',
      'stolen-key',
    ],
  },
  'low-tier': {
    title: 'This limit is small for a coding agent',
    explanation:
      'New, free and trial accounts begin on a low usage tier (step). Limits rise with payments, use and time, or on request.',
    never: 'More keys do not help: they share the tier of their organization.',
    steps: [
      'limits',
      'free-key',
      'pay-tier',
      'pay-tier-openai',
      'pay-tier-anthropic',
      'model-that-fits',
      'model-with-headroom',
      'smaller-model',
      'ask-owner',
      'about-limits',
      'unknown-service',
      'azure-deployment',
      'cursor-key-off',
      'cursor-plan',
      'cursor-on-demand',
    ],
  },
  sliced: {
    title: 'Refused although some of the limit is left',
    explanation:
      'A limit per minute can be enforced in slices of a second, so a short burst is refused while the minute has room.',
    never: 'A higher limit helps little: the same burst is what is refused.',
    steps: ['wait-told', 'wait-seconds', 'space-all', 'one-agent', 'background', 'about-limits', 'unknown-service'],
  },
  'cold-cache': {
    title: 'The next message of this chat will not fit',
    explanation:
      'The provider has forgotten the cached history of this chat, so the next message counts all of it again, and that is more than is left.',
    never: 'Sending it now in the hope that the cache still counts does not help.',
    steps: ['new-chat', 'wait-refill', 'will-it-fit', 'fewer-files', 'keep-cache-warm'],
  },
  'running-low': {
    title: 'This limit will soon be used up',
    explanation: 'Nothing has been refused yet. At the present pace it will be, until the limit has refilled.',
    never: 'Hurrying to be done before does not help: it only empties the limit sooner.',
    steps: [
      'pause-agents',
      'model-that-fits',
      'model-with-headroom',
      'wait-refill',
      'new-chat',
      'background',
      'cursor-tab',
      'smaller-model',
      'usage',
      'pay-tier',
      'pay-tier-openai',
      'pay-tier-anthropic',
      'unknown-service',
      'cursor-key-off',
      'cursor-plan',
      'cursor-on-demand',
    ],
  },
  heard: {
    title: 'A request was refused, and its text was not read',
    explanation: 'Listening along hears the status and the headers of an answer. Why it refused stands in its text.',
    never: 'Sending it once more does not bring the text to light, and may count.',
    steps: ['check-heard', 'paste-heard'],
  },
  relayed: {
    title: 'Something refused, and this text does not say what',
    explanation:
      "Cursor's text hides the provider's answer: it can be a rate limit, missing credit, a request that is too large, or another service.",
    never: 'Trying again at once does not help to find out, and may count against the limit.',
    steps: [
      'check-key',
      'add-key-to-check',
      'diagnose',
      'same-prompt',
      'try-in-a-minute',
      'one-tool',
      'all-fails',
      'usage',
      'limits',
      'unknown-service',
      'cursor-relays',
      'cursor-key-off',
      'cursor-plan',
      'cursor-on-demand',
      'cursor-report',
      'claude-plan',
      'codex-plan',
      'status',
      'key-copies',
      'copilot-quota',
      'copilot-utility',
    ],
  },
};
