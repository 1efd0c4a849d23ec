/**
 * Fits the numbers of `src/core/forecast/parameters.ts` anew: `node bench/forecastFit.ts`. The rhythm comes from every
 * other recorded session; the sessions between them show whether it holds.
 */
import { likelyConversation, rhythm } from '../src/core/forecast/parameters.ts';
import { codingSessions, type Session } from './forecastTape.ts';

/** Equally likely steps that stand for a distribution. */
const steps = 16;

interface Gap {
  readonly beyond: number;
  readonly answer: number;
}

function gapsOf(session: Session): Gap[] {
  return session.slice(1).map((request, i) => {
    const { at = 0, output = 0, input = 0 } = session[i] ?? {};
    const least = rhythm.shortestGap + input * rhythm.secondsPerPromptToken + output * rhythm.secondsPerToken;
    return { beyond: Math.max(1, Math.min(900, request.at - at) - least), answer: Math.log(output + 1) };
  });
}

function fit(sessions: readonly Session[]) {
  const all = sessions.map(gapsOf);
  const gaps = all.flat();
  const isPause = ({ beyond }: Gap) => beyond > rhythm.longestLoopGap;
  const loop = gaps.filter((gap) => !isPause(gap));
  const logLoopGap = mean(loop.map(({ beyond }) => Math.log(beyond)));
  const logAnswer = mean(gaps.map(({ answer }) => answer));
  // Against the running mean that the forecast would have had.
  const multiples = all.flatMap((list) =>
    residuals(
      list.filter((gap) => !isPause(gap)).map((g) => Math.log(g.beyond)),
      logLoopGap,
    ),
  );
  const answers = all.flatMap((list) =>
    residuals(
      list.map(({ answer }) => answer),
      logAnswer,
    ),
  );
  return {
    logLoopGap: round(logLoopGap),
    pauseShare: round(1 - loop.length / gaps.length),
    logAnswer: round(logAnswer),
    loopLogMultiples: quantilesOf(multiples),
    logPauses: quantilesOf(gaps.filter(isPause).map(({ beyond }) => Math.log(beyond))),
    logAnswerMultiples: quantilesOf(answers),
    ...growthOf(sessions),
  };
}

/** Steps from a prompt to the next, as far as they count as going on with it. */
function growthOf(sessions: readonly Session[]) {
  const { shrinks, leastGrowth, widest } = likelyConversation;
  const steps = sessions.flatMap((session) =>
    session.slice(1).flatMap(({ input }, i) => {
      const before = session[i]?.input ?? 0;
      const step = input - before;
      return step < -shrinks * before || step > widest ? [] : [Math.log(Math.abs(step) + leastGrowth)];
    }),
  );
  const middle = mean(steps);
  const spread = Math.sqrt(mean(steps.map((step) => (step - middle) ** 2)));
  return { usualGrowth: Math.round(Math.exp(middle)), growthSpread: round(spread) };
}

/** Each value less the running mean of those before it, which starts at `everybodys` and forgets. */
function residuals(values: readonly number[], everybodys: number): number[] {
  let sum = 0;
  let weight = 0;
  return values.map((value) => {
    const residual = value - (everybodys * rhythm.prior + sum) / (rhythm.prior + weight);
    sum = sum * rhythm.kept + value;
    weight = weight * rhythm.kept + 1;
    return residual;
  });
}

function quantilesOf(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return Array.from({ length: steps }, (_, i) => round(sorted[Math.floor(((i + 0.5) / steps) * sorted.length)] ?? 0));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

console.log('to fit on:', JSON.stringify(fit(codingSessions('train')), null, 1));
console.log('to check on:', JSON.stringify(fit(codingSessions('check'))));
