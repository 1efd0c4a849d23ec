import type { Step } from './step.ts';

/**
 * Runs steps beside each other, as many as have a processor each, and one patient step more; every one after those that it
 * needs. The one that comes first in the list and may begin begins first. `run` is told whether the step has no processor of its
 * own, and must not reject. The results are in the order of the list.
 */
export async function inLanes<Result>(
  steps: readonly Step[],
  processors: number,
  run: (step: Step, isSpare: boolean) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<string, Result>();
  const running = new Map<string, Promise<void>>();
  let free = processors;
  let isSpareFree = true;
  while (results.size < steps.length) {
    for (const step of steps) {
      const begun = results.has(step.name) || running.has(step.name);
      const ready = step.needs.every((name) => results.has(name) || !steps.some((other) => other.name === name));
      const isSpare = free === 0;
      if (begun || !ready || (isSpare && !(step.isPatient && isSpareFree))) continue;
      if (isSpare) isSpareFree = false;
      else free -= 1;
      const over = run(step, isSpare).then((result) => {
        results.set(step.name, result);
        running.delete(step.name);
        if (isSpare) isSpareFree = true;
        else free += 1;
      });
      running.set(step.name, over);
    }
    await Promise.race(running.values());
  }
  return steps.flatMap(({ name }) => results.get(name) ?? []);
}
