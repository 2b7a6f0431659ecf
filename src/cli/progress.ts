/** Where progress is told: standard error, so that what a command prints can be read by another. */
type Output = { readonly isTTY?: boolean; write(text: string): unknown }

/** How often it is told, in milliseconds: on a terminal in the same line, elsewhere in a new one. */
const [OFTEN, SELDOM] = [200, 10_000]

export type Progress = {
  /** So much is done; of how much, where that is known. */
  tell(done: number, total?: number): void
  /** Leaves the line, if there is one. */
  end(): void
}

/** Tells how far a long work is, and how long it will still take. */
export function createProgress(
  what: string,
  output: Output = process.stderr,
  now: () => number = () => performance.now(),
): Progress {
  const start = now()
  const interval = output.isTTY ? OFTEN : SELDOM
  let toldAt = start
  let isOpen = false
  return {
    tell(done, total) {
      const at = now()
      if (at - toldAt < interval) return
      toldAt = at
      const left = total !== undefined && done > 0 ? ((at - start) / done) * (total - done) : undefined
      const text = [
        `${what}: ${done}`,
        total === undefined ? '' : ` of ${total} (${Math.floor((100 * done) / total)} %)`,
        left === undefined ? '' : `, ${Math.ceil(left / 1000)} s left`,
      ].join('')
      isOpen = output.isTTY === true
      output.write(isOpen ? `\r\u001b[K${text}` : `${text}\n`)
    },
    end() {
      if (isOpen) output.write('\n')
      isOpen = false
    },
  }
}
