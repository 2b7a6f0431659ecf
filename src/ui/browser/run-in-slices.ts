/**
 * The longest that a slice goes on, in milliseconds: on a cheap phone one step may take as long again, and a
 * finger waits for neither.
 */
const SLICE = 8

/** Does long work a slice at a time, so that the page stays free for whoever uses it. */
export async function runInSlices<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    const until = performance.now() + SLICE
    while (performance.now() < until) {
      const step = steps.next()
      if (step.done) return step.value
    }
    await new Promise((resolve) => setTimeout(resolve))
  }
}
