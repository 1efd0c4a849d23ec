import { anthropicAdminReply } from './anthropicAdmin.ts';
import type { Backend, Call } from './call.ts';
import { openaiAdminReply } from './openaiAdmin.ts';
import type { Reply } from './reply.ts';

export function adminReply(call: Call, backend: Backend): Reply {
  return call.provider === 'openai' ? openaiAdminReply(call, backend) : anthropicAdminReply(call, backend);
}
