/**
 * Public services: what hostile definitions do to the reader of packs, what a definition weighs, and how long
 * an officer waits for a page of a queue of ten thousand files.
 */
import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { toCanonicalJson } from '../../../src/core/services/bounded-json.ts'
import { readServicePack } from '../../../src/core/services/check-pack.ts'
import { createRandom, makeValue, type Random } from '../hostile/hostile-values.ts'
import type { BenchOptions } from '../main.ts'
import { measureCode } from './measure-code.ts'
import { measureQueue } from './measure-queue.ts'

/** Longer than this without an answer is a hang, in milliseconds of processor time. */
const HANG_MS = 250

type Written = { definition: Record<string, unknown>; texts: unknown }

const file = JSON.parse(readFileSync(new URL('../../../public/services.json', import.meta.url), 'utf8')) as {
  asOf: string
  shared: unknown
  services: Written[]
}

export async function benchServices({ quick, count = quick ? 2_000 : 100_000 }: BenchOptions) {
  return {
    definitions: file.services.map(({ definition }) => ({
      id: definition['id'],
      brotliBytes: brotliCompressSync(toCanonicalJson(definition)).length,
    })),
    code: measureCode(),
    hostile: fuzzDefinitions(count),
    queue: await measureQueue(quick ? 1_000 : 10_000),
  }
}

/** Each beside a good one, which must be read whatever the other is. */
function fuzzDefinitions(count: number) {
  const [good] = file.services
  if (!good) throw new Error('no service')
  const refused = new Map<string, number>()
  let [crashes, hangs, slowest, slowestSeed, taken, lost] = [0, 0, 0, 0, 0, 0]
  for (let index = 0; index < count; index++) {
    const random = createRandom(index)
    const bad = makeHostile(random, file.services)
    const text = writePack(bad, good)
    const before = process.cpuUsage()
    try {
      const pack = readServicePack(text)
      const isAlive =
        pack.ok && pack.value.services.some(({ definition }) => definition.id === good.definition['id'])
      if (!isAlive) lost++
      const why = pack.ok ? pack.value.refused[0]?.why : 'pack_unreadable'
      if (why === undefined) taken++
      else refused.set(why, (refused.get(why) ?? 0) + 1)
    } catch {
      crashes++
    }
    const { user, system } = process.cpuUsage(before)
    if ((user + system) / 1000 > slowest) [slowest, slowestSeed] = [(user + system) / 1000, index]
    if ((user + system) / 1000 > HANG_MS) hangs++
  }
  return {
    inputs: count,
    crashes,
    hangs,
    slowestMs: Number(slowest.toFixed(1)),
    /** To be read again alone: in a long run garbage of others is collected in its time. */
    slowestSeed,
    othersLost: lost,
    /** Bent where it does no harm: still a definition. */
    stillGood: taken,
    refused: Object.fromEntries(refused),
  }
}

/** What is nested too deep to be written is written by hand. */
function writePack(bad: Written, good: Written): string {
  try {
    return JSON.stringify({ ...file, services: [bad, good] })
  } catch {
    const deep = `{"definition":{"id":"deep","pages":${'['.repeat(100_000)}${']'.repeat(100_000)}},"texts":{}}`
    return JSON.stringify({ ...file, services: [null, good] }).replace('[null,', `[${deep},`)
  }
}

function makeHostile(random: Random, services: readonly Written[]): Written {
  const { definition, texts } = structuredClone(random.pick(services))
  const hostile: Record<string, unknown> = { ...definition, id: 'hostile', version: 1 + random.below(9) }
  const pages = hostile['pages'] as Record<string, unknown>[]
  const page = pages[random.below(Math.max(1, pages.length))] ?? {}
  const fields = (page['fields'] ?? []) as Record<string, unknown>[]
  const [field = {}] = fields
  const kinds: (() => void)[] = [
    // Loops: a page that waits for itself, two that wait for each other, a sum of itself.
    () => Object.assign(page, { when: { filled: field['id'] ?? 'a' } }),
    () => Object.assign(pages[0] ?? {}, { when: { not: { filled: lastField(pages) } } }),
    () => Object.assign(field, { type: 'money', computed: { by: 'count', of: [field['id']] } }),
    // Masses.
    () =>
      Object.assign(hostile, {
        pages: Array.from({ length: 10_000 }, (_page, at) => ({
          id: `p${at}`,
          fields: [{ id: `f${at}`, type: 'text' }],
        })),
      }),
    () => Object.assign(page, { fields: Array.from({ length: 500 }, () => field) }),
    () => Object.assign(page, { when: nest(20 + random.below(5_000)) }),
    () => Object.assign(hostile, { law: ['x'.repeat(100_000)] }),
    // Words that nobody knows.
    () => Object.assign(field, { type: random.pick(['slider', 'html', '__proto__', 'constructor', '']) }),
    () => Object.assign(hostile, { schema: 2 + random.below(100) }),
    () => Object.assign(hostile, { changes: { 'account.password': field['id'] } }),
    () => Object.assign(hostile, { script: 'alert(1)' }),
    // Anything, anywhere.
    () => bend(hostile, random),
    () => bend(hostile, random),
    () => bend(hostile, random),
    () => Object.assign(hostile, { pages: makeValue(random) }),
  ]
  random.pick(kinds)()
  return { definition: hostile, texts: random.below(5) === 0 ? makeValue(random) : texts }
}

function lastField(pages: readonly Record<string, unknown>[]): unknown {
  const fields = pages.at(-1)?.['fields'] as { id: string }[] | undefined
  return fields?.at(-1)?.id ?? 'none'
}

function nest(levels: number): unknown {
  let condition: unknown = { filled: 'a' }
  for (let level = 0; level < levels; level++)
    condition = level % 2 ? { not: condition } : { all: [condition] }
  return condition
}

/** Puts a hostile value in one of the places of a value. */
function bend(value: unknown, random: Random): void {
  const places: [Record<string, unknown>, string][] = []
  const visit = (inner: unknown) => {
    if (typeof inner !== 'object' || inner === null) return
    for (const [key, each] of Object.entries(inner)) {
      places.push([inner as Record<string, unknown>, key])
      visit(each)
    }
  }
  visit(value)
  const [holder, key] = random.pick(places)
  holder[key] = makeValue(random)
}
