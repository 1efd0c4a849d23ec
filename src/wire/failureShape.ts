import { everyCause, type Failure, type NamedLimit } from '../core/model/failure.ts';
import { units } from '../core/model/limit.ts';
import { amount, flag, oneOf, optional, orNull, record, text } from './shape.ts';

const namedLimit = record<NamedLimit>({
  unit: oneOf(units),
  window: orNull(amount),
  capacity: orNull(amount),
  left: orNull(amount),
  requested: orNull(amount),
});

export const plainFailure = record<Failure>({
  cause: oneOf(everyCause),
  status: orNull(amount),
  message: text,
  type: orNull(text),
  code: orNull(text),
  retryAfter: orNull(amount),
  limit: orNull(namedLimit),
  obstacle: optional(oneOf(['place', 'settings'])),
  isTextUnread: optional(flag),
});
