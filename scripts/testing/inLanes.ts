import type { Step } from './step.ts';

/**
 * Runs steps beside each other, as many as have a processor each, every one after those that it needs; the one that comes
 * first in the list and may begin begins first. `run` must not reject. The results are in the order of the list.
 */
export async function inLanes<Result>(
  steps: readonly Step[],
  processors: number,
  run: (step: Step) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<string, Result>();
  const running = new Map<string, Promise<void>>();
  let free = processors;
  while (results.size < steps.length) {
    for (const step of steps) {
      const begun = results.has(step.name) || running.has(step.name);
      const ready = step.needs.every((name) => results.has(name) || !steps.some((other) => other.name === name));
      const load = Math.min(step.load, processors);
      if (begun || !ready || load > free) continue;
      free -= load;
      const over = run(step).then((result) => {
        results.set(step.name, result);
        running.delete(step.name);
        free += load;
      });
      running.set(step.name, over);
    }
    await Promise.race(running.values());
  }
  return steps.flatMap(({ name }) => results.get(name) ?? []);
}
