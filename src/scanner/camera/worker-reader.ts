import type { LumaFrame } from '../decode/frame.ts'
import type { LiveAnswer } from '../decode/live-pipeline.ts'
import type { FrameReader } from './frame-reader.ts'
import type { ReaderAnswer, ReaderRequest } from './reader-messages.ts'

/** What of a worker is used; the tests have their own. */
export type ReaderWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>

const nothingSeen: LiveAnswer = {
  reading: undefined,
  report: { brightness: 1, contrast: 0, glare: 0, sharpness: 1 },
}

/**
 * Reads frames in a worker. It gets the engine's bytes from the page, because in Firefox a worker's own fetch bypasses the
 * service worker and fails offline (https://bugzilla.mozilla.org/show_bug.cgi?id=2067202). A worker that dies, and everything that
 * is asked of it afterwards, answers that nothing was seen.
 */
export function createWorkerReader(
  worker: ReaderWorker,
  wasm: Promise<ArrayBuffer | undefined>,
): FrameReader {
  const waiting = new Map<number, (answer: ReaderAnswer | undefined) => void>()
  let lastId = 0
  let isDead = false
  const started = wasm.then((bytes) => post({ type: 'start', wasm: bytes }, bytes ? [bytes] : []))

  const post = (request: ReaderRequest, transfer: Transferable[] = []) =>
    worker.postMessage(request, transfer)

  const end = () => {
    isDead = true
    worker.terminate()
    for (const resolve of waiting.values()) resolve(undefined)
    waiting.clear()
  }
  worker.addEventListener('message', (event) => {
    const answer: ReaderAnswer = (event as MessageEvent).data
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  worker.addEventListener('error', end)

  const ask = async (make: (id: number) => ReaderRequest, { luma }: LumaFrame) => {
    await started
    if (isDead) return undefined
    const id = ++lastId
    const answered = new Promise<ReaderAnswer | undefined>((resolve) => waiting.set(id, resolve))
    post(make(id), luma.buffer instanceof ArrayBuffer ? [luma.buffer] : [])
    return answered
  }

  return {
    async push(frame, viewfinder) {
      const answer = await ask((id) => ({ type: 'frame', id, frame, viewfinder }), frame)
      return answer?.type === 'frame' ? answer.answer : nothingSeen
    },
    async readStill(frame) {
      const answer = await ask((id) => ({ type: 'still', id, frame }), frame)
      return answer?.type === 'still' ? answer.reading : undefined
    },
    reset: () => void started.then(() => isDead || post({ type: 'reset' })),
    close: end,
  }
}
