import { isNotFoundPage, isOnlyNotFound } from './addressRules.ts';
import type { Rule } from './rule.ts';

/** What speaks of more than a request's form: then its form may be fine. */
const beyondForm =
  /limit|quota|credit|balance|bill|pay|plan\b|subscri|usage|context|too (?:long|large|many)|exceed|length|size|\bkey\b|auth|permission|access|region|countr|account|organi[sz]ation|model\b.{0,60}(?:exist|found)|capacity|deployment|sensitive|\bupstream\b|\b(?:429|5\d\d)\b/;

/** A message of three words or more that are not those of a wrapper. */
const tellingMessage =
  /\bmessage["']{0,2}: ?["']{0,3}(?!["'])(?!bad request|provider returned|(?:[^"']{0,60}: )?upstream|invalid request)[^{}]{0,120}?\w{2,40} [\w`'-]{1,40} [\w`'-]{2,40}/;

/** Addresses of the machine itself. */
const thisMachine = String.raw`(?<![\w.])(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|::1|\[::1\])(?![\w.])`;
const unconnected = '(?:failed to connect|(?:could|can) ?not connect|unable to connect)';

/** Rules on a status alone, or on the words of a failed connection: tried last, and never certain. */
export const statusRules: readonly Rule[] = [
  {
    cause: 'network',
    source: 'the words of Node, Python, Chromium and of the tools: a certificate that is not trusted',
    says: [
      /\bself[- ]signed cert/,
      /\bcert(?:ificate)?_[a-z_]{4,40}|_cert(?:_[a-z_]{2,40})?\b|\bunable_to_(?:get|verify)_/,
      /\bx509: |\bpkix path building\b|\bcertificate verify failed\b|\bssl handshake\b/,
      /\bunable to (?:get local issuer|verify the first) certificate\b/,
      /\bdoes not match certificate's altnames\b|\bcertificate (?:has|is) (?:expired|not (?:yet )?(?:valid|trusted))\b/,
    ],
    // LiteLLM makes a 500 of it; with any other status somebody has answered.
    when: ({ status }) => status === null || status === 500,
  },
  {
    cause: 'network',
    detail: 'nothing-listens',
    source: 'the words of Node, Python, Go, curl and Chromium: the own machine refused the connection',
    says: [
      new RegExp(String.raw`\b(?:econnrefused|${unconnected})\b[^¶]{0,60}?${thisMachine}`),
      new RegExp(
        String.raw`${thisMachine}[^¶]{0,200}?\b(?:econnrefused|connection (?:was )?refused|actively refused)\b`,
      ),
      new RegExp(String.raw`\berr_connection_refused\b[^¶]{0,60}?${thisMachine}`),
    ],
    when: ({ status, said }) => status === null && !/rate limit|too many requests|quota/.test(said),
    weak: true,
  },
  {
    cause: 'network',
    source: 'the words of Node: what a router of the user’s own makes a 5xx of when it reaches nobody',
    says: [/\btypeerror: fetch failed\b|\bfetch failed ?typeerror\b/],
    when: ({ status }) => status === null || status >= 500,
    weak: true,
  },
  {
    cause: 'network',
    source: 'the words of Node and of browsers, RFC 9110: a proxy on the way, which has a status of its own',
    says: [/\bproxy (?:response|authentication)\b|\btunneling socket\b/],
    weak: true,
  },
  {
    cause: 'unknown',
    detail: 'unsupported',
    source: 'OpenAI: errors; Anthropic: errors: of a request that is refused with words on its form, whatever they are',
    status: [400, 422],
    says: [
      /\b(?:expected|must|should|schema|unexpected|malformed|cannot|parse|argument|parameter|field|header|invalid (?!request)|unknown|unsupported|not support(?:ed)?|missing|validation errors?|allowed values)\b/,
    ],
    when: ({ said }) => !beyondForm.test(said),
    weak: true,
  },
  {
    cause: 'unknown',
    detail: 'unsupported',
    source:
      'OpenAI: errors; Anthropic: errors; Gemini, Alibaba: the code of a refused form, with words that no rule knows',
    kinds: [
      'invalid_request_error',
      'invalid_request_body',
      'invalid_parameter_error',
      'invalid_argument',
      'validation_error',
    ],
    status: [400, 422],
    when: ({ said }) => tellingMessage.test(said) && !beyondForm.test(said),
    weak: true,
  },
  {
    cause: 'unknown',
    detail: 'unsupported',
    source: 'RFC 9110: the form is read and refused',
    status: [422],
    when: ({ said }) => !beyondForm.test(said.replace(/\b422\b/g, '')),
    weak: true,
  },
  { cause: 'key-invalid', source: 'OpenAI: errors; Anthropic: errors', status: [401], weak: true },
  {
    cause: 'network',
    source: 'RFC 9110; nginx: whoever asked gave up, or was too slow',
    status: [408, 499],
    weak: true,
  },
  { cause: 'forbidden', source: 'OpenAI: errors; Anthropic: errors; RFC 7725', status: [403, 451], weak: true },
  { cause: 'request-too-large', source: 'Anthropic: errors', status: [413], weak: true },
  {
    cause: 'wrong-address',
    source: 'Others that are seen, with a wrong address: a router has no such path',
    status: [404],
    when: ({ envelope, said }) => isOnlyNotFound(said) || (!envelope && isNotFoundPage(said)),
    weak: true,
  },
  { cause: 'wrong-address', source: 'RFC 9110: nothing there takes a request of this kind', status: [405], weak: true },
  {
    cause: 'model-not-found',
    source: 'OpenAI: errors; Anthropic: errors: an API says that something is not there',
    status: [404],
    when: ({ envelope, said }) => envelope || /\bmodel\b/.test(said),
    weak: true,
  },
  { cause: 'overloaded', source: 'OpenAI: errors; Anthropic: errors', status: [503, 529], weak: true },
  {
    cause: 'network',
    source: 'the codes of Node and undici, whatever a tool calls the error that it makes of them',
    says: [
      /\b(?:enotfound|econnrefused|econnreset|econnaborted|e(?:socket)?timedout|ehost(?:unreach|down)|enet(?:unreach|reset|down)|epipe|eproto|eai_again)\b/,
    ],
    when: ({ status, said }) => status === null && !/rate limit|too many requests|quota/.test(said),
    weak: true,
  },
  {
    cause: 'server-error',
    source: 'OpenAI: errors; Anthropic: errors',
    codes: ['server_error', 'api_error', 'internal_server_error', 'timeout_error', 'internal'],
    says: [
      'the server had an error',
      'an error occurred while processing your request',
      'a timeout occurred',
      'internal server error',
      'bad gateway',
      'gateway timeout',
      'gateway time-out',
      'web server is returning an unknown error',
      'internalservererror',
      'upstream connect error',
      'upstream request timeout',
      /\bunknown server error\b|\bbackend (?:error\b(?! \[)|returned\b)|\bwent wrong on (?:our|the) (?:end|side|server)\b|\bserver failed to (?:respond|answer)\b/,
      /\b(?:api|service|server|provider|backend) (?:is (?:currently )?down|crashed|had an outage|had (?:an )?(?:internal )?(?:error|problem)|encountered an (?:internal )?error)\b|\b5xx\b|\binternal service error\b|\bdown for maintenance\b/,
      /\bserver-side (?:issue|error|problem|failure)\b|\b(?:service|api|provider|server) is (?:having|experiencing) (?:[a-z]{1,12} )?(?:issues|problems|trouble|an outage)\b/,
      /\binternal (?:failure|problem)\b|^\W{0,4}(?:error:? )?service error\W{0,4}$/,
      /\binternal error\b|\b(?:system|server) error (?:has )?occurred\b|\bunexpected (?:error|condition)\b.{0,30}\bserver\b|\bserver encountered\b|\b(?:upstream|provider)(?: server)? (?:returned|sent|gave) an? (?:invalid|unexpected|empty|bad) (?:response|answer)\b|\bunexpected (?:server )?response (?:from|of)\b|\bunexpected server response\b|系统错误|(?:服务器|内部)错误/,
    ],
    when: ({ status }) => status === null || status >= 500 || status < 400,
    weak: true,
  },
  {
    cause: 'server-error',
    source: 'OpenAI: errors: no more than that',
    says: [/\bserver error\b/],
    when: ({ status, said }) => (status === null || status >= 500) && !/rate|error code|quota|limit/.test(said),
    weak: true,
  },
  {
    cause: 'server-error',
    source: 'Bedrock',
    codes: ['internalserverexception', 'internalfailureexception'],
  },
  { cause: 'server-error', source: 'RFC 9110', when: ({ status }) => status !== null && status >= 500, weak: true },
  {
    cause: 'network',
    source: 'the words of Node, Python, curl, Chromium and of the tools: no answer came',
    says: [
      /\bund_err_|\bnet::err_/,
      /\bfetch failed\b|\bfailed to fetch\b|\bsocket hang up\b|\bgetaddrinfo\b/,
      /\bconnection error\b|\berr_(?:network|connection|internet|name_not|timed|http2|ssl|cert)[a-z_]{0,30}\b|\bnetwork (?:is )?unreachable\b|\bno internet\b|\b(?:proxy|ssl|tls) error\b|\b(?:stream|http\/2 stream) (?:was )?closed\b/,
      /^\W{0,4}(?:error:? )?(?:it |request |the request )?timed out\W{0,4}$|\bupstream time-?out\b|\babort(?:ed)?: ?time-?out\b|\bno response from\b|\bdid not respond\b|^\W{0,4}(?:error:? )?stream error\W{0,4}$|\bcan(?:'t| ?not) reach\b(?! the model provider)|\bhost unreachable\b|\btook too long\b/,
      /\bapi(?:connection|timeout)error\b/,
      /\b(?:request|read|write|connect|connection|operation|turn|upstream|call|query|response|stream|server|handshake|api|model|llm|it|has|have) timed out\b|\btimed out (?:waiting|while|reading|connecting|before)\b/,
      /(?:\b|_)(?:bad_record_mac)\b|\b(?:network_error|eof occurred in violation|ssl(?:error|zeroreturnerror|eoferror)|sslv3_alert)\b|\[ssl: |\bnetwork connection (?:was )?lost\b/,
      /\b(?:server|remote)disconnected(?:error)?\b|\bremoteprotocolerror\b|\b(?:clientconnector|clientos|clientpayload|incompleteread)(?:error)?\b|\bincomplete (?:chunked )?(?:read|response)\b/,
      /\bwithout sending (?:any )?(?:chunk|data|response)|\bno response (?:was )?received\b|\binvalid or incomplete response\b/,
      /\b(?:stream|idle|read|request|response|connect|connection|socket) ?time-?out\b|\btime-?out waiting for\b/,
      /\b(?:stream|response|connection) (?:was |has |is )?(?:(?:unexpectedly|prematurely) )?(?:stalled|interrupted|dropped|lost|(?:ended|closed) (?:unexpectedly|prematurely|early|before|without))\b/,
      /\b(?:ended|closed|dropped|interrupted|aborted|terminated|cut off) the (?:stream|response|connection)\b/,
      /\b(?:peer|server|other side|remote end) (?:closed|disconnected)\b|\bpremature(?:ly)? clos|\bunexpected eof\b(?! while (?:looking|parsing))/,
      /\b(?:(?:sockettimeout|httptimeout|unknownhost|noroutetohost)exception|interruptedioexception: timeout)\b/,
      /\b(?:failed|error)\b["')\]]{0,2}[:,;] (?:it |the |request |operation |call ){0,2}timed out\b/,
      /\bhttp(?:x|core)\.(?:connect|read|write|pool)(?:timeout|error)\b/,
      /\b(?:connect|read|write)(?:error|timeout)\(|\ball connection attempts failed\b/,
      /\bdeadline exceeded\b|\bclient\.timeout\b/,
      /\bconnection (?:was )?(?:refused|reset|closed|aborted)\b/,
      /\bcould not resolve host\b|\bname or service not known\b|\btemporary failure in name resolution\b/,
      /\b(?:(?:failed|unable) to|(?:could|can) ?not) (?:connect|reach)\b(?! the model provider)/,
      /\bnetwork (?:error|problem|request failed)\b|\bload failed\b|\bdns (?:lookup )?(?:failed|error)\b|\bsocket disconnected\b/,
      /\bconnection (?:to|with) (?:the )?[\w.-]{1,30}(?: [\w.-]{1,20}){0,2} (?:was |is |has been )?(?:lost|interrupted|closed|refused|reset|dropped)\b|\bno response after\b|\bdid not answer\b|\btime-?out (?:while|when|during|waiting)\b|\bunable to resolve\b|\bestablish a new connection\b|\bmax retries exceeded with url\b/,
      /\b(?:newconnection|connection|connecttimeout|readtimeout|clientconnector|apiconnection)(?:error|exception)\b|\bi\/o timeout\b|\bclient disconnected\b|\baccess the internet\b|\bproxy refused\b|\bbroken pipe\b|\bunexpected end of stream\b|\bwebsocket (?:error|closed|connection (?:failed|closed|error))\b/,
      /\bwinerror 100\d\d\b|\berrno 1(?:0[4-9]|1[0-3])\b|actively refused/,
      /\bno route to host\b|\bhost is unreachable\b|\b(?:appear to be|you're|you are) offline\b|\bcould not translate host\b/,
      /\b(?:tls|ssl) handshake\b|\bdue to (?:a )?time-?out\b|\btook too long to (?:respond|answer)\b/,
      /\berror sending request\b|^\W{0,4}(?:error:? )?connection failed\b|\blost (?:the )?connection\b|\bfetch error\b|\bnetworkerror\b|^\W{0,4}(?:error:? )?(?:time-?out|offline)\W{0,4}$/,
      'stream disconnected before completion',
      /\bcheck your (?:[a-z]{1,12} ){0,4}?(?:network|internet) connection\b/,
      /\bnot connected to the internet\b|\bno (?:internet|network) connection\b/,
    ],
    // A tool says so of every stream that ends, whatever ended it.
    when: ({ status, said }) => status === null && !/rate limit|too many requests|quota/.test(said),
    weak: true,
  },
];
