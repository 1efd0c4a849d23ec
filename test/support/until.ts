/** Waits until something holds, looking every 50 ms; fails after `timeout` milliseconds with what it waited for. */
export async function until(holds: () => boolean, timeout = 20_000): Promise<void> {
  const end = performance.now() + timeout;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`Waited ${timeout / 1000} s in vain for: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
