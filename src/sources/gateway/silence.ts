import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/disposable.ts';
import { late } from './ownAnswer.ts';
import type { PassedAnswer } from './readRefusal.ts';

/** Ends an answer that says nothing for too long, unless it is its reader who is slow. */
export function watchSilence(answer: PassedAnswer, isHeld: () => boolean, clock: Clock, silence: number): void {
  let heardAt = clock.now();
  const look = (): Disposable =>
    clock.after(silence, () => {
      if (isHeld()) heardAt = clock.now();
      if (clock.now() - heardAt >= silence) answer.destroy(late());
      else timer = look();
    });
  let timer = look();
  answer.on('data', () => {
    heardAt = clock.now();
  });
  answer.once('close', () => timer.dispose());
}
