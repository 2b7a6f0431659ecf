/**
 * Loaded into a server's process before its own code (`--import`): measures there how long the event loop was
 * kept waiting and how much memory was used, and tells the parent when asked. The service itself knows
 * nothing of it.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'

export type ProbeFigures = {
  /** Milliseconds between two turns of a timer of `RESOLUTION` ms, that one included. */
  readonly loop: { readonly p50: number; readonly p99: number; readonly max: number }
  /** Resident, MiB, once a second: with garbage that V8 does not yet care to collect. */
  readonly memory: readonly number[]
  /** What heap and buffers hold at the beginning and at the end, MiB, without garbage (`--expose-gc`). */
  readonly live: readonly [number, number]
}

const RESOLUTION = 5

const histogram = monitorEventLoopDelay({ resolution: RESOLUTION })
const memory: number[] = []
let liveAtStart = 0
const toMiB = (bytes: number) => Number((bytes / 2 ** 20).toFixed(1))
const readLive = () => {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return toMiB(heapUsed + external)
}
const toMs = (nanoseconds: number) => Number((nanoseconds / 1e6).toFixed(1))

process.on('message', (order) => {
  if (order === 'start') {
    liveAtStart = readLive()
    histogram.enable()
    setInterval(() => memory.push(toMiB(process.memoryUsage.rss())), 1000).unref()
  }
  if (order === 'report') {
    const { max } = histogram
    const loop = { p50: toMs(histogram.percentile(50)), p99: toMs(histogram.percentile(99)), max: toMs(max) }
    process.send?.({
      loop,
      memory,
      live: [liveAtStart, readLive()],
    } satisfies ProbeFigures)
  }
})
// The channel alone must not keep the service running.
process.channel?.unref()
