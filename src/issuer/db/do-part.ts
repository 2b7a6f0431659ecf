import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Does a part of a long work of a command, then nothing for as long as that took. On the embedded database
 * whoever writes waits for the part, and a service beside the command with all that it does: without a gap
 * it hardly ever has its turn.
 */
export async function doPart<T>(work: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  const done = await work()
  await sleep(performance.now() - begun)
  return done
}
