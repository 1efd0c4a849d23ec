import type { Rule } from './rule.ts';

/** Requests that are too large for the model or for the bucket: shrinking helps, waiting never does. */
export const sizeRules: readonly Rule[] = [
  {
    cause: 'request-too-large',
    detail: 'image-too-large',
    source: 'Anthropic: errors; OpenAI: errors: of a picture in the request',
    codes: [/^image_(?:too_large|size_exceeded|too_big)/],
    says: [
      /\bimages? (?:dimensions? |size |file |resolution )?(?:exceeds?|exceeded|(?:is |are )?too|larger)\b/,
      /\bdimensions exceed (?:the )?max(?:imum)?\b/,
      /\btoo many images\b|\btoo much media\b/,
      /\b\d{1,6} (?:images?|pictures?|documents?|pages|files?|attachments?)\b[^.;{}]{0,20}\b(?:exceed(?:s|ed|ing)?|over|above|more than) the (?:max(?:imum)?|limit|allowed)/,
      /\bimage\.source\.[^ ]{1,40} .{0,60}\bexceeds?\b/,
    ],
    // A rate of images is no matter of their size.
    when: ({ limit }) => limit === null,
  },
  {
    cause: 'request-too-large',
    detail: 'max-output',
    source:
      'OpenAI: errors; Anthropic: errors; Bedrock, Gemini, DeepSeek, Alibaba: a longer answer than the model gives',
    says: [
      /\bmax_?(?:completion_|output_|new_)?tokens\b[^.;{}]{0,80}?\b(?:too (?:large|high|big)|must be (?:less|at most|smaller|lower|between|in|within|≤|<=)|should be (?:less|at most|in|between)|above maximum|maximum allowed|exceeds? the (?:model|maximum|limit|allowed|supported))/,
      /\bmax_?(?:completion_|output_|new_)?tokens ?[:=]? ?\d{1,9} ?> ?\d/,
      /\brange of max_?(?:completion_|output_|new_)?tokens\b/,
      /\bmaxoutputtokens value of\b/,
      /\bmax(?:imum)? output tokens?\b[^.;{}]{0,40}\b(?:greater than|above|exceeds?|is [\d,]{1,12})\b/,
      /\bmax_?(?:completion_|output_)?tokens\b.{0,120}\babove maximum value\b/,
      /\bmaximum tokens you requested exceed/,
      /\bmaximum allowed number of output tokens\b/,
      /\bsupports at most [\d,]{1,12} (?:completion|output) tokens\b/,
      /\bexceed(?:s|ed)? the [\d,]{1,12} output[ -]token (?:maximum|limit)\b/,
      /\b(?:reached|hit|exceeded|ran into) (?:its|the|their|your) (?:max(?:imum)? )?output[ -]?(?:token|length) (?:limit|maximum)\b(?! per\b)/,
    ],
    // Of a context that is full, an answer's share is said as well.
    when: ({ said }) => !/max_?tokens\W{1,3}exceed context limit|\+ ?max_?tokens|\bsum of\b/.test(said),
  },
  {
    cause: 'context-too-long',
    source:
      'OpenAI: errors; DeepSeek; the wordings of Anthropic, Gemini, xAI, Bedrock, Copilot, LM Studio, llama.cpp, Goose',
    codes: [
      /(?:^|_)context_(?:length|window|size)_?(?:limit_)?exceeded/,
      /^exceed_context_size/,
      /context(?:window|length)(?:exceeded|overflow)(?:error|exception)?$/,
      'model_max_prompt_tokens_exceeded',
      'string_above_max_length',
    ],
    says: [
      /\b(?:exceed(?:s|ed|ing)?|out of room in|larger than|longer than|too (?:long|large) for|greater than)\b[^.;{}]{0,60}\bcontext\b/,
      /\bcontext (?:length|window|size|limit)\b[^.;{}]{0,40}\b(?:exceed(?:s|ed)?|reached|overflow(?:s|ed)?|too (?:long|small|large)|is full|not enough)\b/,
      'maximum context length',
      /\b(?:n_ctx_slot|max_model_len|context budget|context_window)\b[^.;{}]{0,40}\bexceed|\bexceed(?:s|ed)? (?:the )?(?:n_ctx|max_model_len|context budget|maximum model length)/,
      /\b(?:context|slot context)[^.;{}]{0,40}\d[\d,]{0,9}k? tokens\b[^.;{}]{0,40}\b(?:requested|prompt|input|messages)\b[^.;{}]{0,20}\d/,
      /\b(?:prompt|input|request|messages?) (?:\(|has |is |of |contains |with )?[\d,]{1,12}k? tokens\b[^;{}]{0,60}\b(?:context|max(?:imum)?|limit)\b[^;{}]{0,30}\d/,
      'context the overflows',
      /\bcontext overflow\b|\bmax_?tokens\b[^.;{}]{0,40}\bgot -\d/,
      /\btoo many (?:input |prompt |total )?tokens\b[^.;{}]{0,10}\d[\d,]{0,12} ?> ?\d/,
      /\btokens exceeds? (?:the )?(?:model|max)|\btoken limit (?:exceeded|reached)\b.{0,40}\bmax/,
      /\bload(?:ed)? (?:the model )?with (?:a larger )?context length\b/,
      /\b(?:prompt|input|conversation|messages?|chat|request|text) (?:is |are |was |history is )?too long\b/,
      /\bmaximum length for this conversation\b|\bexceeds max(?:imum)? length\b/,
      /\btokens\b[^.;{}]{0,40}\b(?:exceeds?|more than|over|above) the (?:configured limit|maximum (?:allowed|of))/,
      /(?:上下文|输入|提示词?|消息).{0,12}(?:超过|超出|超限|过长|太长)|(?:超过|超出).{0,10}(?:上下文|最大长度|长度限制)|压缩上下文/,
      /\btoken count\b[^.;{}]{0,40}\bexceeds\b/,
      /\b(?:prompt|input|context)[ _-]?(?:tokens?|length|size)\b[^.;{}]{0,40}\b(?:must|should) (?:not exceed|be (?:less|smaller|lower|at most|no more|within|between|in|<|≤|\[))/,
      /\b(?:input|prompt|context|messages?)(?:[ _-](?:tokens?|length|size))?\b[^.;{}]{0,40}\bexceed(?:s|ed)? (?:the )?max(?:imum)?\b/,
      'exceeds the maximum number of tokens allowed',
      'maximum prompt length is',
      /\b(?:message|request|input|prompt) (?:exceeds|exceeded|is over) (?:the )?(?:model )?(?:token limit|maximum (?:input|prompt|number of tokens))\b/,
      'exceeded model token limit',
      /\b(?:message|request|input|prompt|text) (?:exceeds|exceeded|is (?:over|longer than)) the (?:limit of |maximum of )?[\d,]{1,9} ?k? ?(?:char(?:acter)?s?|tokens?|words)\b(?! per (?:second|minute|hour|day))/,
      'reduce the length of the messages',
      'this model supports at most…tokens',
    ],
    // "… of input tokens per minute" is a rate.
    when: ({ limit }) => limit?.window == null,
  },
  {
    cause: 'request-too-large',
    source: 'OpenAI: errors; Groq, with 413; Bedrock, by the bytes of the body',
    codes: ['request_too_large', 'max_tokens_per_request'],
    says: [
      /\bmax(?:imum)?(?: of)? [\d,]{1,12} tokens per request\b/,
      /\b(?:request|payload|body|entity|content) (?:body |entity |size )?(?:is |was )?too large\b/,
      'input or output tokens must be reduced',
      'reduce your message size',
      /\bat 'body' failed to satisfy constraint\b.{0,40}\blength less\b/,
      /\brequest exceeds the maximum (?:size|allowed)\b/,
    ],
  },
  {
    cause: 'request-too-large',
    source: 'OpenAI: errors: more than the bucket holds, whatever the text says of trying again',
    when: ({ limit }) => limit?.capacity != null && limit.requested !== null && limit.requested > limit.capacity,
  },
  {
    cause: 'request-too-large',
    source: 'Azure OpenAI: a wait of a day means that the request exceeds the bucket of a minute',
    says: ['exceeded token rate limit', 'exceeded the token rate limit'],
    when: ({ wait }) => wait === 86_400,
  },
];
