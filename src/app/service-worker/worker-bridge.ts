import type { WorkerAnswer, WorkerRequest } from '../../core/api/worker-messages.ts'

let isReleased = false

/**
 * Leaves the worker in peace from now on, so that the next one can take its place: a message would start it
 * anew while it ends, and Chromium then lets it idle for half a minute before it goes.
 */
export function releaseWorker(): void {
  isReleased = true
}

/** Whether the next worker is about to take over. */
export const isWorkerReleased = () => isReleased

/** The worker in charge of this page, if there is one and it may be spoken to. */
export function findWorker(): ServiceWorker | null | undefined {
  return isReleased ? undefined : navigator.serviceWorker?.controller
}

type AnswerTo<Type extends WorkerAnswer['type']> = Extract<WorkerAnswer, { type: Type }>

/**
 * Asks the service worker that is in charge of this page; undefined if there is none to speak to, or if it
 * does not answer in time with what was asked for (it may be an older build, or be stuck).
 */
export function askWorker<Type extends WorkerAnswer['type']>(
  request: WorkerRequest,
  expected: Type,
  limitMs: number,
): Promise<AnswerTo<Type> | undefined> {
  const worker = findWorker()
  if (!worker) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const end = (answer?: AnswerTo<Type>) => {
      clearTimeout(timer)
      port1.close()
      resolve(answer)
    }
    const timer = setTimeout(end, limitMs)
    port1.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
      end(data.type === expected ? (data as AnswerTo<Type>) : undefined)
    }
    worker.postMessage(request, [port2])
  })
}

/** Tells the worker, if there is one, that the page shows what it should; see its boot watchdog. */
export function confirmStart(): void {
  findWorker()?.postMessage({ type: 'STARTED' } satisfies WorkerRequest)
}
