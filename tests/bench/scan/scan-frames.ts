import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { LumaFrame } from '../../../src/scanner/decode/frame.ts'

/** One picture to render: a sample of a scenario, or a frame of a clip. */
export type FrameJob =
  | {
      readonly of: 'scenario'
      readonly kind: string
      readonly name: string
      readonly severity: number
      readonly index: number
    }
  | {
      readonly of: 'clip'
      readonly kind: string
      readonly name: string
      readonly index: number
      readonly frame: number
    }

export type TestFrame = LumaFrame & { readonly text: string }

/** What renders pictures: the shared generator where it is present, else the project's own. */
export type FrameRenderer = {
  readonly source: 'shared' | 'own'
  readonly scenarios: readonly string[]
  readonly clipLength: number
  render(job: FrameJob): TestFrame
}

export const KINDS = ['cccd', 'bhyt'] as const
export const LEVELS = ['easy', 'normal', 'hard'] as const

const SHARED = new URL('../../../../shared/qr/generator/index.mjs', import.meta.url)
const CLIP_LENGTH = 30

type SharedFrame = { luma: Uint8ClampedArray; width: number; height: number; text: string }
type SharedGenerator = {
  CATEGORIES: string[]
  frame(kind: string, category: string, severity: number, index: number): SharedFrame
  clipParams(kind: string, level: string, index: number, frames: number): unknown
  clipFrame(clip: unknown, frame: number): SharedFrame
}

/** Loads the renderer; in each thread once. */
export async function loadRenderer(): Promise<FrameRenderer> {
  return existsSync(fileURLToPath(SHARED)) ? loadSharedRenderer() : loadOwnRenderer()
}

async function loadSharedRenderer(): Promise<FrameRenderer> {
  const generator: SharedGenerator = await import(SHARED.href)
  return {
    source: 'shared',
    scenarios: generator.CATEGORIES,
    clipLength: CLIP_LENGTH,
    render(job) {
      const { luma, width, height, text } =
        job.of === 'scenario'
          ? generator.frame(job.kind, job.name, job.severity, job.index)
          : generator.clipFrame(generator.clipParams(job.kind, job.name, job.index, CLIP_LENGTH), job.frame)
      return { luma: new Uint8Array(luma.buffer), width, height, text }
    },
  }
}

async function loadOwnRenderer(): Promise<FrameRenderer> {
  const { SCENARIOS, SEVERITIES, CLIP_LEVELS, makeClip, renderScenario } = await import(
    '../../support/qr-frames/scenarios.ts'
  )
  const find = <T>(values: readonly T[], wanted: unknown): T => {
    const found = values.find((value) => value === wanted)
    if (found === undefined) throw new Error(`unknown scenario or level: ${String(wanted)}`)
    return found
  }
  return {
    source: 'own',
    scenarios: SCENARIOS,
    clipLength: CLIP_LENGTH,
    render(job) {
      const kind = find(KINDS, job.kind)
      return job.of === 'scenario'
        ? renderScenario(kind, find(SCENARIOS, job.name), find(SEVERITIES, job.severity), job.index)
        : makeClip(kind, find(CLIP_LEVELS, job.name), job.index).frame(job.frame)
    },
  }
}

/** Renders jobs in threads, a few ahead of the reader; gives them in their order. */
export async function* renderFrames(
  jobs: readonly FrameJob[],
): AsyncGenerator<readonly [FrameJob, TestFrame]> {
  const threads = Array.from(
    { length: Math.max(1, Math.min(4, availableParallelism() - 1)) },
    () => new Worker(new URL('./scan-render-thread.ts', import.meta.url)),
  )
  const pending: Promise<TestFrame>[] = []
  const order = (job: FrameJob, at: number) =>
    new Promise<TestFrame>((resolve, reject) => {
      const thread = threads[at % threads.length]
      const channel = new MessageChannel()
      channel.port1.once('message', (frame: TestFrame | undefined) => {
        channel.port1.close()
        if (frame) resolve(frame)
        else reject(new Error('a frame could not be rendered'))
      })
      thread?.postMessage({ job, port: channel.port2 }, [channel.port2])
    })
  try {
    for (const [at, job] of jobs.entries()) {
      while (pending.length < jobs.length && pending.length < at + 3 * threads.length) {
        const next = jobs[pending.length]
        if (next) pending.push(order(next, pending.length))
      }
      const frame = await pending[at]
      pending[at] = Promise.reject(new Error('read already'))
      pending[at].catch(() => undefined)
      if (frame) yield [job, frame]
    }
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()))
  }
}
