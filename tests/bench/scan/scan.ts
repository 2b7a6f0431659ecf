import { makeCardText } from '../../support/qr-frames/card-texts.ts'
import type { BenchOptions } from '../main.ts'
import { type Engine, startEngines } from './scan-engines.ts'
import { type FrameJob, KINDS, LEVELS, loadRenderer, renderFrames, type TestFrame } from './scan-frames.ts'
import { loadPhotographs, makeVietnamese, renderCleanCode, renderWithoutCode } from './scan-pictures.ts'

const SEVERITIES = [1, 2, 3, 4, 5] as const
const FRAMES_PER_SECOND = 10

/** Percent of samples read, and the times in milliseconds of those that were. */
type Tally = { tried: number; read: number; wrong: number; readonly ms: number[] }

const percent = ({ read, tried }: Tally) => (tried === 0 ? null : Math.round((1000 * read) / tried) / 10)
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? null
const startTally = (): Tally => ({ tried: 0, read: 0, wrong: 0, ms: [] })

/**
 * Reads the same frames with every engine in one run. `synthetic`, `clips`, `photographs` are the whole
 * pipeline, in percent; `engines` has the same of each engine alone. `medianRatio`: median time of the frames
 * that the pipeline read over that of zxing-wasm. Frames come from the shared generator where it is present
 * (`source`).
 */
export async function benchScan(options: BenchOptions) {
  const { wasm, zxingJs, ours, withoutWasm } = await startEngines()
  const engines = [wasm, zxingJs, ours, withoutWasm]
  const { source, scenarios, clipLength } = await loadRenderer()
  const [from, to] = parseFrames(options)

  const synthetic = await benchSynthetic(engines, scenarios, from, to, options.quick)
  const clips = await benchClips(
    options.quick ? [ours] : [wasm, zxingJs, ours],
    from,
    clipLength,
    options.quick,
  )
  const photographs = benchPictures(engines, await loadPhotographs(options.quick ? 9 : 1))
  const count = options.quick ? 40 : 1000
  const clean = benchPictures(
    engines,
    Array.from({ length: count }, (_, i) =>
      renderCleanCode(makeCardText(KINDS[i % 2] ?? 'cccd', `clean/${i}`), 3 + (i % 6)),
    ),
  )
  const vietnamese = benchPictures(
    engines,
    Array.from({ length: count }, (_, i) => renderCleanCode(makeVietnamese(i), 4)),
  )
  const falseReadings = engines.map(({ read }) =>
    Array.from({ length: options.quick ? 20 : 200 }, (_, i) => read(renderWithoutCode(i)).length).reduce(
      (a, b) => a + b,
      0,
    ),
  )

  const at = engines.indexOf(ours)
  const [wasmMs, oursMs] = [wasm, ours].map((engine) => median(synthetic.get(engine)?.['all']?.ms ?? []))
  const result = (engine: Engine, i: number) => ({
    synthetic: percents(synthetic.get(engine) ?? {}),
    ...(clips.has(engine) ? { clips: clips.get(engine) } : {}),
    photographs: percent(photographs[i] ?? startTally()),
    clean: percent(clean[i] ?? startTally()),
    vietnamese: percent(vietnamese[i] ?? startTally()),
    wrongTexts: synthetic.get(engine)?.['all']?.wrong ?? 0,
    falseReadings: falseReadings[i] ?? 0,
    medianMs: median(synthetic.get(engine)?.['all']?.ms ?? []),
  })
  const { synthetic: share, clips: shareOfClips, photographs: shareOfPhotographs } = result(ours, at)
  return {
    source,
    frames: `${from}-${to}`,
    synthetic: share,
    clips: shareOfClips,
    photographs: shareOfPhotographs,
    medianRatio: wasmMs && oursMs ? Math.round((100 * oursMs) / wasmMs) / 100 : null,
    engines: Object.fromEntries(engines.map((engine, i) => [engine.name, result(engine, i)])),
  }
}

/** Sample indices FROM-TO, both included; by default ten of each kind, severity and scenario. */
function parseFrames({ frames, quick }: BenchOptions): [number, number] {
  const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(frames ?? '') ?? []
  if (from !== undefined) return [Number(from), Number(to ?? from)]
  return quick ? [0, 0] : [0, 9]
}

async function benchSynthetic(
  engines: readonly Engine[],
  scenarios: readonly string[],
  from: number,
  to: number,
  quick: boolean,
): Promise<Map<Engine, Record<string, Tally>>> {
  const jobs: FrameJob[] = []
  for (let index = from; index <= to; index++) {
    for (const severity of SEVERITIES) {
      for (const [at, name] of scenarios.entries()) {
        // the quick run takes every other cell of the table, and the kinds in turn
        if (quick && (at + severity) % 2 === 1) continue
        const kinds = quick ? KINDS.filter((_, k) => k === (at >> 1) % 2) : KINDS
        for (const kind of kinds) jobs.push({ of: 'scenario', kind, name, severity, index })
      }
    }
  }
  const tallies = new Map(engines.map((engine) => [engine, { all: startTally() } as Record<string, Tally>]))
  for await (const [job, frame] of renderFrames(jobs)) {
    for (const engine of engines) {
      const results = tallies.get(engine)
      if (!results || job.of !== 'scenario') continue
      const severity = String(job.severity)
      results[severity] ??= startTally()
      tryOne(engine.read, frame, [results[severity], results['all'] ?? startTally()])
    }
  }
  return tallies
}

function tryOne(read: Engine['read'], frame: TestFrame, tallies: readonly Tally[]): void {
  const since = performance.now()
  const texts = read(frame)
  const ms = performance.now() - since
  const isRead = texts.some((text) => text.normalize() === frame.text.normalize())
  for (const tally of tallies) {
    tally.tried++
    if (isRead) {
      tally.read++
      tally.ms.push(ms)
    } else if (texts.length > 0) {
      tally.wrong++
    }
  }
}

function benchPictures(engines: readonly Engine[], pictures: readonly TestFrame[]): Tally[] {
  return engines.map(({ read }) => {
    const tally = startTally()
    for (const picture of pictures) tryOne(read, { ...picture, text: picture.text }, [tally])
    return tally
  })
}

/** Clips through each engine until it reads: percent read, and the median second of the first reading. */
async function benchClips(engines: readonly Engine[], from: number, length: number, quick: boolean) {
  const results = new Map(engines.map((engine) => [engine, {} as Record<string, number | null>]))
  for (const level of LEVELS) {
    const firsts = new Map(engines.map((engine) => [engine, [] as (number | undefined)[]]))
    const indices = Array.from({ length: quick ? 1 : 5 }, (_, i) => from + i)
    for (const kind of quick ? KINDS.slice(0, 1) : KINDS) {
      for (const index of indices) {
        const first = await readClip(engines, kind, level, index, length)
        for (const engine of engines) firsts.get(engine)?.push(first.get(engine))
      }
    }
    for (const engine of engines) {
      const result = results.get(engine)
      const all = firsts.get(engine) ?? []
      const seconds = all.filter((value) => value !== undefined)
      if (!result) continue
      result[level] = Math.round((100 * seconds.length) / all.length)
      result[`${level}Seconds`] = median(seconds)
      result[`${level}Slowest`] = seconds.length > 0 ? Math.max(...seconds) : null
    }
  }
  return results
}

/** The second of the frame in which each engine first reads the right text. */
async function readClip(
  engines: readonly Engine[],
  kind: string,
  name: string,
  index: number,
  length: number,
) {
  const first = new Map<Engine, number>()
  const readers = engines.map((engine) => ({ engine, read: engine.startClip() }))
  const jobs = Array.from({ length }, (_, frame): FrameJob => ({ of: 'clip', kind, name, index, frame }))
  for await (const [job, frame] of renderFrames(jobs)) {
    for (const { engine, read } of readers) {
      if (first.has(engine) || job.of !== 'clip') continue
      if (read(frame).some((text) => text.normalize() === frame.text.normalize())) {
        first.set(engine, job.frame / FRAMES_PER_SECOND)
      }
    }
    if (first.size === engines.length) break
  }
  return first
}

const percents = (tallies: Record<string, Tally>) =>
  Object.fromEntries(Object.entries(tallies).map(([key, tally]) => [key, percent(tally)]))
