import { notThere, onPlain, saidOf } from './plainWording.ts';
import type { Rule } from './rule.ts';

/** What a request to a model is made of. */
const ofRequest =
  /\b(?:tools?|tool_[a-z_]{2,20}|messages?|content|requests?|body|payload|api|model|schema|function|role|params?|400|422)\b/;
/** What Node and compilers say of values in a program. */
const ofProgram = /\btypeerror\b|\bunexpected token\b|\berr_[a-z_]{4,40}|\berror ts\d|\bsyntaxerror\b|\bat [a-z]:\\/;

const sentences: readonly Rule[] = [
  {
    cause: 'concurrency',
    source: 'Others that are seen: of requests at the same time',
    says: [
      /\b(?:requests?|calls?|sessions?|streams?|generations?) (?:are |is )?(?:in flight|at (?:a|the same) time|at once)\b|\b(?:too many|max(?:imum)?|limit of) (?:[\w]{1,12} ){0,2}?(?:simultaneous|parallel) (?:requests?|calls?|sessions?|streams?|connections?)\b/,
      /\banother (?:request|generation|stream|task|message|response) is (?:already |still )?(?:running|in progress|active|being)\b/,
    ],
  },
  {
    cause: 'wrong-address',
    source: 'Others that are seen: of an address',
    says: [
      saidOf(
        'base[ _-]?url|api url|endpoint url|api base',
        'wrong|invalid|incorrect|malformed|unknown|not valid|not found',
      ),
      /\b(?:unknown|invalid|no such) (?:api )?(?:endpoint|route|path)\b|\b(?:endpoint|route) not found\b|\bno route (?:for|to|matches) \/|\b(?:received|got|returned) (?:an? )?html\b/,
    ],
    when: ({ status }) => status === null || status === 404 || status === 405,
  },
  {
    cause: 'request-too-large',
    detail: 'image-too-large',
    source: 'Others that are seen: of a picture',
    says: [
      /\b(?:image|picture|photo|screenshot)s?\b[^.;{}]{0,30}\b(?:over|above|larger than|bigger than|more than|beyond) (?:the )?(?:limit|max(?:imum)?|allowed|[\d.]{1,6} ?[mk]b)\b/,
    ],
  },
  {
    cause: 'request-too-large',
    source: 'Others that are seen: of the bytes of a body or of what is attached',
    says: [
      /\b(?:payload|body|file|attachment|upload|request)(?: size)?\b[^.;{}]{0,20}\b(?:exceeds|is over|is larger than|larger than) (?:the )?(?:size )?(?:limit|max(?:imum)?|allowed|[\d.]{1,6} ?[mk]b)\b/,
    ],
    when: ({ said, limit }) => limit === null && !/token|context|\blines?\b/.test(said),
  },
  {
    cause: 'overloaded',
    source: 'Others that are seen: of a service or a model that is there, and not now',
    says: [
      /\b(?:worker|instance|replica|node|backend)s?\b[^.;{}]{0,30}\blimit (?:is |was )?(?:reached|exceeded|hit)\b/,
      /\b(?:unusually|very|extremely) high (?:demand|load|traffic)\b|\btoo many people\b|\b(?:gateway|provider|engine|api) (?:is )?busy\b|\bcapacity is (?:limited|full)\b/,
      /\btoo busy\b|\bno (?:available )?providers? (?:is |are )?(?:currently )?(?:available|left|healthy)\b|\bno available providers?\b|\binsufficient capacity\b|\bno gpus?\b|\bmodel (?:is )?(?:[\w.:/-]{1,40} )?(?:is )?(?:currently |still )?(?:cold|loading)\b|(?<!\bmay be because of a period of )\b(?:heavy|high|too much) (?:traffic|load)\b|\bqueue (?:is )?(?:too long|full)\b/,
      /\b(?:service|endpoint|provider|upstream|gateway) (?:is )?(?:temporarily |currently )?unavailable\b|\bservers? (?:is|are) full\b|\btoo many users\b/,
      /\b(?:service|server|upstream|provider|model|backend|gateway|engine)s? (?:is |are )?(?:currently |temporarily )?overload(?:ed|ing)?\b|\bdue to overload(?:ing|ed)?\b/,
      /\btoo much load\b|\bhigh (?:demand|traffic) (?:for|on)\b|\bupstream is busy\b|\bcapacity (?:is |has been )?exhausted\b|\bno (?:[a-z]{1,10} )?(?:instances?|workers?|gpus?|slots?|servers?) (?:are )?(?:currently )?available\b/,
      /\b(?:temporarily|currently) unable to (?:handle|process|serve|complete|accept)\b|\b(?:high|heavy|large|unusual) (?:volume|number|amount) of (?:requests|traffic|users)\b/,
      /\bmodel\b(?: [\w.:/-]{1,40}){0,2}? (?:(?:still|currently) loading|warming up|temporarily unavailable)\b/,
      /\ball (?:accounts|models|servers|instances|providers|upstreams) (?:are )?(?:currently |temporarily )?unavailable\b/,
    ],
  },
  {
    cause: 'model-not-found',
    source: 'Others that are seen: of a model that is not there',
    says: [
      /\bmodel\b[^.;{}]{0,30}\b(?:no longer (?:offered|available|supported)|is invalid)\b|\bchoose another model\b|\bkey (?:can ?not|can't) use (?:the )?model\b|\b(?:not have|no) access to (?:gpt|claude|gemini|o\d|grok|mistral|llama)\b|\bnot a (?:supported|valid|known) model\b/,
      /\bbad model\b|\btry pulling it\b|\bmodel (?:[\w.:/-]{1,40} )?(?:is )?(?:not loaded|not installed|unavailable|not recogni[sz]ed)\b|\bmodel id not recogni[sz]ed\b|\bno deployment (?:named|called|with)\b|\bnot a (?:chat|completion|text|embedding) model\b/,
      saidOf(
        'models?(?: (?:id|name))?',
        `${notThere}|not (?:available|allowed|recognized)|isn't (?:available|supported|allowed)|unrecognized|unknown|restricted|deprecated|retired|shut down|not enabled|no access to|end of life`,
      ),
      /\bmodel (?:[\w.:/-]{1,60} )?not supported\b|\bno model (?:named|called|with)\b/,
      /\b(?:could|can)(?:n't| ?not) (?:find|resolve|load|locate) (?:the |a )?(?:[a-z]{1,12} )?model\b|\bengine (?:does not|doesn't) exist\b|\bissue with the selected model\b/,
      /\bmodel_(?:not_)?(?:available|exist|found|supported|unavailable)\b/,
    ],
  },
  {
    cause: 'model-not-found',
    source: 'Azure OpenAI: a deployment is a model there, and a website elsewhere',
    says: [saidOf('deployment', notThere), /\bno such deployment\b/],
    when: ({ status, said }) => status === null || /\bapi\b|\bmodel\b/.test(said),
  },
  {
    cause: 'context-too-long',
    source: 'Others that are seen: of what was sent',
    says: [
      /\btoo much context\b|\b(?:does|do|will) ?(?:not|n't) fit (?:in|into|within)\b[^.;{}]{0,20}\b(?:model|context|window)|\btoken limit (?:reached|exceeded) for (?:this|the) (?:conversation|chat|request|session)\b|\bmaximum number of tokens (?:was |is )?(?:exceeded|reached)\b|\btoo many tokens: ?\d/,
      /\b(?:input|prompt|message|request) exceeds [\d,]{1,12}k? tokens\b|\bonly (?:handle|supports?|accepts?|takes?) (?:up to )?[\d,]{1,12}k? tokens\b|\bsupports? [\d,]{1,12}k? tokens but\b|\bmessage length exceeds\b|\blarger than the model\b|\breduce the size of (?:your|the) (?:input|prompt|message|request)\b|\bstart a new (?:chat|conversation)\b[^.;{}]{0,5}[^;{}]{0,30}\btoo long\b/,
      /^\W{0,4}(?:error:? )?too many (?:input |prompt )?tokens\W{0,4}$|\btoo many tokens in request\b|\btoken limit (?:exceeded|reached) for (?:this|the) model\b|\b(?:shorten|reduce|trim|truncate) (?:the |your )?(?:prompt|input|message|conversation|context)\b/,
      /\b(?:message|prompt|text|input)s?(?: [a-z]{1,12}){0,3}? (?:is|was|are) too long\b(?! for the)|\b(?:chat )?history (?:is )?too long\b|\brequested [\d,]{1,12} tokens\b[^;{}]{0,30}\bmax|\bmax(?:imum)? tokens exceeded: ?\d/,
      /\b(?:input|prompt|context|conversation|chat) (?:is |was )?(?:too (?:large|big)\b|full\b(?! of))/,
      /\b(?:input|prompt|conversation) exceeds? (?:the )?(?:(?!rate|spend)[a-z]{1,12} )?(?:limit|size)\b/,
      /\b(?:has|contains) too many tokens\b|\btoo many tokens in (?:the|your)\b|\btoo many tokens per request\b/,
      saidOf(
        'context(?! (?:deadline|cancel|menu))(?: (?:window|length|size|limit|budget))?|prompt(?: (?:length|size|tokens?))?|conversation|input (?:length|size|tokens?)|max_model_len',
        'exceed(?:s|ed|ing)?|too (?:long|large|big)|over (?:the )?limit|truncat(?:ed|ing)',
      ),
      /\bexceeds? the limit of [\d,]{1,12} tokens\b|\b(?:ran|run|running) out of (?:the )?context\b|\b(?:beyond|outside|over) the context (?:window|length|limit)\b/,
      /\b(?:input|prompt|request|context) (?:has|is) [\d,]{1,12} tokens\b.{0,30}\bmax/,
    ],
    when: ({ limit }) => limit === null,
  },
  {
    cause: 'context-too-long',
    source: 'Others that are seen: of tokens beyond a maximum, unless they are those of a file that a tool reads',
    says: [/\btokens\b[^.;{}]{0,40}\bexceeds? (?:the |its )?(?:[a-z]{1,12} ){0,2}?(?:max(?:imum)?|limit|allowed)\b/],
    when: ({ limit, said }) => limit === null && !/\bfile\b/.test(said),
  },
  {
    cause: 'unknown',
    detail: 'unsupported',
    source: 'Others that are seen: of the form of a request',
    says: [
      /\brequest was malformed\b|\bmodels? (?:can ?not|can't) (?:use|process|handle|read|see|take) (?:tools?|images?|files?|audio|video|functions?)\b|\b(?:images?|files?|tools?|audio) (?:can ?not|can't) be (?:sent|used|passed)\b|\btool (?:schema|definition)s? (?:is |are )?(?:not supported|invalid)\b|\bunsupported content\b|\bbad parameter\b|\bno (?:vision|tool|image|audio) support\b/,
      /\b(?:may|can|must|should) only be (?:set|specified|passed|enabled|1|true|false)\b|\binvalid beta\b|\bbeta (?:flag|header)s? (?:is |are )?(?:not|invalid|unknown)\b/,
      /\bdoes not match (?:the )?(?:pattern|format|schema)\b|\b(?:does not|doesn't) accept [a-z]{2,14}\b|\bmust be passed back\b|\b(?:could|can)(?:n't| ?not) process (?:the |this )?(?:image|document|file|input|audio)\b/,
      /\b(?:function|tool)s?(?: name)?s? (?:is|are) too long\b|\bonly supports? [a-z_]{2,20} ?=|\bunsupported (?:image|audio|video|document) (?:media )?(?:type|format)\b|\binvalid base64\b/,
      /\b(?:(?:could|can)(?:n't| ?not)|unable to|failed to) (?:deserialize|decode|parse|validate) (?:the |your )?(?:(?!response)[a-z]{1,8} ){0,2}(?:request|body|payload|value)\b/,
      /\bloc\b\W{1,6}body\b/,
      /\b(?:model|endpoint|request|provider|api) (?:strictly )?requires? (?:[a-z_]{1,20} ){1,3}(?:to be (?:set|enabled|disabled|true|false|provided))\b|\b(?:requires|is mandatory|requires a) reasoning\b|\breasoning (?:is )?(?:required|mandatory)\b|\brequires reasoning\b/,
      /\bthinking\b[^.;{}]{0,30}\bsignature\b|\bsignature\b[^.;{}]{0,30}\bthinking\b|\bredacted_thinking\b/,
      /\binvalid (?:request body|content type|tool call|image format)\b|\bunsupported (?:content type|media type|file type|role|format)\b/,
      /\b(?:parameter|argument|field) [\w.'"[\]-]{1,40} is (?:invalid|unknown|required)\b|\bfirst message must\b/,
      /\binvalid request (?:format|schema|payload)\b|\brejected the (?:[a-z]{1,12} )?(?:request|schema|payload|format)\b/,
      /\b(?:array|stop)\b[^.;{}]{0,20}\btoo (?:long|short)\b|\btoo many (?:tools|functions|stop)\b/,
      /\bonly supports? (?:the )?(?:stream|beta|text|one)|\bonly (?:available|allowed|supported|valid) (?:when|if|using)\b/,
      /\bparameters?[ .][\w.'"]{1,40} (?:must|should) be\b|\bdoes not match (?:to )?(?:an?|the|any)\b/,
      /\b(?:does not|doesn't) accept (?:images?|tools?|files?|audio)\b|\btools? (?:is|are) (?:un|not )available\b/,
    ],
  },
  {
    cause: 'unknown',
    detail: 'unsupported',
    source: 'Others that are seen: of the form of a request, in words that programs use of their own values as well',
    says: [
      /\b(?:invalid|unsupported|unrecognized|unknown|missing|bad|blank|empty) (?:[a-z_-]{1,14} ){0,2}?(?:parameter|param|field|function(?: name)?|schema|json|message|property|keys?\(s\)|tool|argument)s?\b|\b(?:is|are) not (?:an? )?valid (?:json|pdf|image|base64|url|schema|document)\b|\b(?:must|should) (?:alternate|match|start|end)\b|\bno schema for\b|\brequires? [^.;{}]{1,60}\bto be (?:set|enabled|provided|passed)\b/,
      /\b(?:must|should) (?:be|have|contain) an? (?:valid |non-empty )?(?:string|array|list|object|number|integer|boolean|map|dict(?:ionary)?)s?\b|\b(?:must|should) be (?:string|array|object|integer)s?\b|\bshould match pattern\b|\b(?:id|name) (?:[\w.-]{1,40} ){0,3}(?:but )?must (?:be|match)\b/,
      /\binvalid (?:(?:first|last|second) message|param(?:eter)?s?|arguments?|requests? (?:param(?:eter)?s?|arguments?|content)|field|values?|message format|role)\b|\bparam(?:eter)?s? (?:incorrect|invalid|error|missing)\b/,
      /\bexpected (?:an? )?["']?(?:string|str|list|array|object|dict|integer|int|number|boolean|null)["']?,? (?:but )?(?:got|found|received) /,
    ],
    when: ({ said }) => ofRequest.test(said) && !ofProgram.test(said),
  },
];

/**
 * What services say of requests, models and themselves in plain sentences of their own, where they have neither a code nor a wording that others share:
 * tried after all that is more particular, before a status alone, and never certain.
 */
export const plainRules: readonly Rule[] = onPlain(sentences);
