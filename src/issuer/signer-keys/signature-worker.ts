/** The thread of signature-thread.ts. */
import { createSign, type KeyObject, verify } from 'node:crypto'
import { parentPort } from 'node:worker_threads'
import { describePublicPoint } from './es256-key.ts'
import type { SignatureJob, SignatureOrder, SignatureOutcome } from './signature-thread.ts'

const dsaEncoding = 'ieee-p1363'
const privateKeys: KeyObject[] = []

parentPort?.on('message', (order: SignatureOrder) => {
  if ('key' in order) privateKeys.push(order.key)
  else parentPort?.postMessage(order.jobs.map(runJob))
})

function runJob(job: SignatureJob): SignatureOutcome {
  if ('signature' in job) return isSigned(job)
  const key = privateKeys[job.privateKey]
  if (key === undefined) return false
  // A fifth faster than the one-shot `sign`.
  return new Uint8Array(createSign('sha256').update(job.message).sign({ key, dsaEncoding }))
}

function isSigned({ point, message, signature }: Extract<SignatureJob, { signature: Uint8Array }>): boolean {
  try {
    return verify('sha256', message, describePublicPoint(point), signature)
  } catch {
    // No such point.
    return false
  }
}
