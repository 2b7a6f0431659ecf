/**
 * Loaded into a server's process before its own code (`--import`): how much of a core the main thread used in
 * one turn of its event loop, which is how long it would keep others waiting on a machine that has nothing
 * else to do, and what nobody has caught.
 */

/** Milliseconds of processor time. */
export type HostileFigures = {
  readonly longestTurn: number
  /** Of all threads. */
  readonly used: number
  readonly uncaught: readonly string[]
}

const uncaught: string[] = []
let longestTurn = 0
let isWatching = false
let start = process.cpuUsage()

// Node's own way of dying would end the run with the first one; all of them are counted.
process.on('unhandledRejection', (reason) => uncaught.push(String(reason).slice(0, 200)))
process.on('uncaughtException', (error) => uncaught.push(String(error).slice(0, 200)))

const readMs = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

let before = readMs()
/** A timer is asked once in a turn. */
const watch = () => {
  const now = readMs()
  if (isWatching) longestTurn = Math.max(longestTurn, now - before)
  before = now
  setTimeout(watch, 1).unref()
}
watch()

process.on('message', (order) => {
  if (order === 'start') {
    isWatching = true
    start = process.cpuUsage()
  }
  if (order === 'report') {
    const { user, system } = process.cpuUsage(start)
    process.send?.({ longestTurn, used: (user + system) / 1000, uncaught } satisfies HostileFigures)
  }
})
// The channel alone must not keep the service running.
process.channel?.unref()
