import type { KeyObject } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../core/app-error.ts'
import type { Bytes } from '../../core/bytes.ts'
import type { Sign } from '../../core/cose/p256.ts'

/** What the thread is asked, several at a time. */
export type SignatureJob =
  | { readonly message: Uint8Array; readonly privateKey: number }
  | { readonly message: Uint8Array; readonly point: Uint8Array; readonly signature: Uint8Array }

export type SignatureOrder = { readonly key: KeyObject } | { readonly jobs: readonly SignatureJob[] }

/** For a signing job the signature, for a verifying job whether it is right. */
export type SignatureOutcome = Bytes | boolean

/** ES256 on a thread of its own. */
export type SignatureThread = {
  /** A function that signs with the key. */
  createSign(key: KeyObject): Sign
  /**
   * Whether `signature` (64 bytes) is over `message` by the key at the compressed `point`; false if there is
   * no such point.
   */
  verify(point: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>
  stop(): Promise<void>
}

type Waiting = { resolve: (outcome: SignatureOutcome) => void; reject: (error: AppError) => void }

/**
 * Signs and verifies on one thread: everything that comes up in one turn of the event loop goes over in one
 * message, and argon2, which fills the pool that WebCrypto uses, delays none of it. Measured beside other
 * ways in docs/decisions/0004.
 */
export function createSignatureThread(): SignatureThread {
  const keys = new Map<KeyObject, number>()
  let worker: Worker | undefined
  let jobs: SignatureJob[] = []
  let waiting: Waiting[] = []
  let underWay: Waiting[][] = []

  /** Started when there is something to do, and again after it has failed. */
  function start(): Worker {
    const started = new Worker(new URL('./signature-worker.ts', import.meta.url))
    started.on('message', (outcomes: SignatureOutcome[]) => {
      const batch = underWay.shift() ?? []
      for (const [index, { resolve }] of batch.entries()) resolve(outcomes[index] ?? false)
      // It must not keep a command alive when it has nothing to do.
      if (underWay.length === 0) started.unref()
    })
    started.on('error', failAll)
    for (const key of keys.keys()) post(started, { key })
    return started
  }

  function failAll(): void {
    const failed = [...underWay.flat(), ...waiting]
    worker = undefined
    underWay = []
    waiting = []
    jobs = []
    for (const { reject } of failed) reject(new AppError('unavailable', { retryable: true }))
  }

  function run(job: SignatureJob): Promise<SignatureOutcome> {
    if (jobs.length === 0) setImmediate(sendJobs)
    jobs.push(job)
    return new Promise((resolve, reject) => {
      waiting.push({ resolve, reject })
    })
  }

  function sendJobs(): void {
    if (jobs.length === 0) return
    worker ??= start()
    worker.ref()
    underWay.push(waiting)
    post(worker, { jobs })
    jobs = []
    waiting = []
  }

  return {
    createSign(key) {
      const known = keys.get(key)
      const number = known ?? keys.size
      if (known === undefined) {
        keys.set(key, number)
        if (worker !== undefined) post(worker, { key })
      }
      return async (message) => {
        const outcome = await run({ message, privateKey: number })
        if (typeof outcome === 'boolean') throw new AppError('internal')
        return outcome
      }
    },
    verify: async (point, message, signature) => (await run({ message, point, signature })) === true,
    async stop() {
      const ended = worker
      failAll()
      await ended?.terminate()
    },
  }
}

function post(worker: Worker, order: SignatureOrder): void {
  worker.postMessage(order)
}
