/**
 * The verification and the signature of a renewal, in the ways that decision 4 weighs: on a thread of its
 * own, on Node's pool, at once. Ten rounds in turn, with keys that come once and with a few again and again;
 * by processor time, of the whole process and of the thread that answers requests.
 */
import { generateKeyPairSync, sign } from 'node:crypto'
import { compressPoint } from '../../../src/issuer/signer-keys/es256-key.ts'
import { createSignatureThread } from '../../../src/issuer/signer-keys/signature-thread.ts'
import type { BenchOptions } from '../main.ts'
import { createSignatureThread as signAtOnce } from './variants/sign-at-once.ts'
import { createSignatureThread as signInPool } from './variants/sign-in-pool.ts'

const KNOWN_KEYS = 40
const AT_ONCE = 32

type Job = { readonly point: Uint8Array; readonly signature: Uint8Array }
type Turn = { readonly micros: number; readonly mainMicros: number; readonly perSecond: number }

/** @param count Rounds. */
export async function benchSignatures({ quick, count = 10 }: BenchOptions) {
  const jobsATurn = quick ? 100 : 500
  const message = new Uint8Array(300).fill(7)
  const signer = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const makeJobs = (wanted: number) =>
    Array.from({ length: wanted }, (): Job => {
      const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
      const signature = sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })
      return { point: compressPoint(key), signature: new Uint8Array(signature) }
    })
  const ways = {
    'on a thread': createSignatureThread(),
    'in the pool': signInPool(),
    'at once': signAtOnce(),
  }
  const known = makeJobs(KNOWN_KEYS)
  const turns = new Map<string, Turn[]>()
  for (let round = -1; round < count; round++)
    for (const kind of ['new keys', 'known keys'] as const) {
      const jobs =
        kind === 'new keys'
          ? makeJobs(jobsATurn)
          : Array.from({ length: jobsATurn / KNOWN_KEYS }, () => known).flat()
      for (const [name, way] of Object.entries(ways)) {
        const signOne = way.createSign(signer)
        let next = 0
        const lane = async () => {
          for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) {
            if (!(await way.verify(job.point, message, job.signature))) throw new Error('a wrong signature')
            await signOne(message)
          }
        }
        const [all, main, start] = [process.cpuUsage(), process.threadCpuUsage(), performance.now()]
        await Promise.all(Array.from({ length: AT_ONCE }, lane))
        const seconds = (performance.now() - start) / 1000
        const [allUsed, mainUsed] = [process.cpuUsage(all), process.threadCpuUsage(main)]
        const turn = {
          micros: (allUsed.user + allUsed.system) / jobs.length,
          mainMicros: (mainUsed.user + mainUsed.system) / jobs.length,
          perSecond: jobs.length / seconds,
        }
        // In the first round code is still being compiled.
        if (round >= 0) turns.set(`${name}, ${kind}`, [...(turns.get(`${name}, ${kind}`) ?? []), turn])
      }
    }
  for (const way of Object.values(ways)) await way.stop()
  const median = (values: readonly number[]) =>
    Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0)
  return Object.fromEntries(
    [...turns].map(([name, all]) => [
      name,
      {
        micros: median(all.map(({ micros }) => micros)),
        mainMicros: median(all.map(({ mainMicros }) => mainMicros)),
        perSecond: median(all.map(({ perSecond }) => perSecond)),
      },
    ]),
  )
}
