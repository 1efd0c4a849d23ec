import type { Rule } from './rule.ts';

/** Requests that are too large for the model or for the bucket: shrinking helps, waiting never does. */
export const sizeRules: readonly Rule[] = [
  {
    cause: 'request-too-large',
    detail: 'image-too-large',
    source: 'Anthropic: errors; OpenAI: errors: of a picture in the request',
    says: [
      /\bimages? (?:dimensions? |size |file |resolution )?(?:exceeds?|exceeded|(?:is |are )?too|larger)\b/,
      /\bimage dimensions exceed\b/,
      /\btoo many images\b/,
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
      /\bresponse exceeded the [\d,]{1,12} output token maximum\b/,
    ],
    // Of a context that is full, an answer's share is said as well.
    when: ({ said }) => !/max_?tokens\W{1,3}exceed context limit/.test(said),
  },
  {
    cause: 'context-too-long',
    source:
      'OpenAI: errors; DeepSeek; the wordings of Anthropic, Gemini, xAI, Bedrock, Copilot, LM Studio, llama.cpp, Goose',
    codes: [
      /^context_(?:length|window|size)_?exceeded/,
      /^exceed_context_size/,
      /^contextwindowexceeded(?:error)?$/,
      'model_max_prompt_tokens_exceeded',
      'string_above_max_length',
    ],
    says: [
      /\b(?:exceed(?:s|ed|ing)?|out of room in|larger than|longer than|too (?:long|large) for|greater than)\b[^.;{}]{0,60}\bcontext\b/,
      /\bcontext (?:length|window|size|limit)\b[^.;{}]{0,40}\b(?:exceed(?:s|ed)?|reached|overflow(?:s|ed)?|too (?:long|small|large)|is full|not enough)\b/,
      'maximum context length',
      'context the overflows',
      /\bload(?:ed)? (?:the model )?with (?:a larger )?context length\b/,
      /\b(?:prompt|input|conversation|messages?|chat|request|text) (?:is |are |was |history is )?too long\b/,
      /\bmaximum length for this conversation\b|\bexceeds max(?:imum)? length\b/,
      /\btokens\b[^.;{}]{0,40}\b(?:exceeds?|more than|over|above) the (?:configured limit|maximum (?:allowed|of))/,
      /(?:上下文|输入).{0,12}(?:超过|超出|过长)|超过.{0,10}(?:上下文|最大长度)/,
      /\btoken count\b[^.;{}]{0,40}\bexceeds\b/,
      'exceeds the maximum number of tokens allowed',
      'maximum prompt length is',
      /\b(?:message|request|input|prompt) (?:exceeds|exceeded|is over) (?:the )?(?:model )?(?:token limit|maximum (?:input|prompt|number of tokens))\b/,
      'exceeded model token limit',
      'reduce the length of the messages',
      'this model supports at most…tokens',
    ],
  },
  {
    cause: 'request-too-large',
    source: 'OpenAI: errors; Groq, with 413; Bedrock, by the bytes of the body',
    codes: ['request_too_large'],
    says: [
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
