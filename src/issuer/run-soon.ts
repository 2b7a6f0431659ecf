/** Something that is done a while after it was asked for, once for all who ask meanwhile. */
export type SoonRun = {
  ask(): void
  /** Forgets who has asked. */
  stop(): void
}

/** @param delay in milliseconds */
export function runSoon(work: () => void, delay: number): SoonRun {
  let timer: NodeJS.Timeout | undefined
  return {
    ask() {
      timer ??= setTimeout(() => {
        timer = undefined
        work()
      }, delay)
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
