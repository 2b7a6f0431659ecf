import { readFileSync } from 'node:fs'
import { decodeUtf8 } from '../../../src/core/bytes.ts'
import { readContentAnswer } from '../../../src/core/content/content-answer.ts'
import { verifyContentManifest } from '../../../src/core/content/content-manifest.ts'
import { packKinds } from '../../../src/core/content/pack-kinds.ts'
import { verifyContent } from '../../../src/core/content/verify-content.ts'
import { ROOTS } from '../../support/vectors/desk.ts'
import { NOW } from '../../support/vectors/world.ts'
import { publish } from '../../support/wallet/content-double.ts'
import { createRandom, damage, hostileTexts, type Random } from '../hostile/hostile-values.ts'

/** Longer than this without an answer is a hang, in milliseconds of processor time. */
const HANG_MS = 100

const readPublic = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../public/${name}`, import.meta.url)))

const packs = [
  ['facilities', readPublic('facilities.txt')],
  ['branches', readPublic('offices.json')],
  ['collection-points', readPublic('collection-points.json')],
] as const

/**
 * Damaged manifests, lists of keys and packs, and well-formed nonsense, through what a phone reads them with:
 * what was thrown, what took long, and what was taken though it was damaged. A pack may be taken: it counts
 * only under its hash.
 */
export async function fuzzContent(count: number) {
  const published = await publish({ facilities: packs[0][1] }, { now: NOW, sequence: 1 })
  const context = { roots: ROOTS, now: NOW }
  const held = await verifyContent(published.answer, context)
  const parts = readContentAnswer(published.answer)
  if (!held.keyList || !parts.ok) throw new Error('the good answer does not verify')
  const keys = held.keyList
  let [crashes, hangs, slowest, forgeries] = [0, 0, 0, 0]
  const thrown = new Set<string>()
  for (let index = 0; index < count; index++) {
    const random = createRandom(index)
    const read = makeRead(random)
    const before = process.cpuUsage()
    try {
      if (await read()) forgeries++
    } catch (error) {
      crashes++
      if (thrown.size < 10) thrown.add(String(error).slice(0, 200))
    }
    const { user, system } = process.cpuUsage(before)
    const took = (user + system) / 1000
    slowest = Math.max(slowest, took)
    if (took > HANG_MS) hangs++
  }
  return {
    inputs: count,
    crashes,
    hangs,
    slowestMs: Number(slowest.toFixed(1)),
    forgeries,
    thrown: [...thrown],
  }

  /** What to read; resolves with whether something damaged was taken for signed. */
  function makeRead(random: Random): () => Promise<boolean> {
    const kind = random.below(3)
    if (kind === 0) {
      const bytes = damageSurely(random, published.answer)
      // The list of keys may still be whole: then a manifest must not be.
      return async () => {
        const { manifest } = await verifyContent(bytes, context)
        const still = readContentAnswer(bytes)
        const isSame = still.ok && isEqual(still.value.manifest, parts.ok ? parts.value.manifest : bytes)
        return manifest !== undefined && !isSame
      }
    }
    if (kind === 1) {
      const bytes = damageSurely(random, parts.ok ? parts.value.manifest : published.answer)
      return async () => (await verifyContentManifest(bytes, { keys, now: NOW })).ok
    }
    const [name, good] = random.pick(packs)
    const bytes = random.below(10) === 0 ? encode(random) : damageSurely(random, good)
    return async () => {
      const text = decodeUtf8(bytes)
      if (text.ok) packKinds[name].read(text.value)
      return false
    }
  }
}

function damageSurely(random: Random, good: Uint8Array): Uint8Array<ArrayBuffer> {
  for (;;) {
    const bytes = damage(random, good)
    if (!isEqual(bytes, good)) return new Uint8Array(bytes)
  }
}

function encode(random: Random): Uint8Array<ArrayBuffer> {
  const text = random
    .pick(hostileTexts)
    .toWellFormed()
    .repeat(1 + random.below(50))
  return new TextEncoder().encode(text.slice(0, 1_000_000))
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
