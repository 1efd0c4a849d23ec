/** One thing that has to hold, as a process of its own. */
export interface Step {
  readonly name: string;
  readonly title: string;
  /** Arguments for Node. */
  readonly run: readonly string[];
  /** What the step is made of: tests have to say how many they are, a check only passes or fails. */
  readonly kind: 'check' | 'tests';
  /** Names of the steps that have to be over before; all of them come before it in the list. */
  readonly needs: readonly string[];
  /** It hardly goes by the clock: it may take what time others leave of the processors. */
  readonly isPatient: boolean;
}

/** The steps whose names begin with one of the words, all of them without words, and what those need, in their order. */
export function chooseSteps(steps: readonly Step[], words: readonly string[]): Step[] {
  const chosen = new Set<string>();
  for (const { name, needs } of [...steps].reverse()) {
    const wanted = words.length === 0 || words.some((word) => name.startsWith(word));
    if (!wanted && !chosen.has(name)) continue;
    for (const needed of [name, ...needs]) chosen.add(needed);
  }
  return steps.filter(({ name }) => chosen.has(name));
}
