import { benchmarks } from './benchmarks.ts';

/** Runs one benchmark in this process, which nothing else has warmed or filled, and sends its figures to `run.ts`. */
const [name = ''] = process.argv.slice(2);
const benchmark = benchmarks.find((one) => one.name === name);
if (!benchmark) throw new Error(`There is no benchmark “${name}”.`);
const { measure } = await benchmark.load();
process.send?.(await measure());
process.disconnect?.();
