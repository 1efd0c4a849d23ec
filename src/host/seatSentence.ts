import type { Seat } from '../bus/election.ts';
import { reasonOf } from './sharedState.ts';

/** What the log says of the part that this window has among the user's windows. */
export function seatSentence(seat: Seat): string {
  switch (seat.kind) {
    case 'leader':
      return `This window checks for all windows on this machine (epoch ${seat.epoch}).`;
    case 'follower':
      return `Another window on this machine checks for this one (epoch ${seat.epoch}).`;
    case 'alone':
      return seat.reason === null
        ? 'This window checks for itself.'
        : `This window checks for itself: ${reasonOf(seat.reason)}.`;
  }
}
