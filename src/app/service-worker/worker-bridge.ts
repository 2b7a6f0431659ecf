import type { WorkerAnswer, WorkerRequest } from '../../core/api/worker-messages.ts'

type AnswerTo<Type extends WorkerAnswer['type']> = Extract<WorkerAnswer, { type: Type }>

/**
 * Asks the service worker that is in charge of this page; undefined if there is none, or if it does not
 * answer in time with what was asked for (it may be an older build, or be stuck).
 */
export function askWorker<Type extends WorkerAnswer['type']>(
  request: WorkerRequest,
  expected: Type,
  limitMs: number,
): Promise<AnswerTo<Type> | undefined> {
  const worker = navigator.serviceWorker?.controller
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

/**
 * The registration of our worker, if there is one. Never throws: where storage is blocked, browsers refuse to
 * say.
 */
export async function findRegistration(): Promise<ServiceWorkerRegistration | undefined> {
  try {
    return await navigator.serviceWorker?.getRegistration()
  } catch {
    return undefined
  }
}

/**
 * Has the worker, if there is one, render the ready page anew after a change that it is to show; also one
 * that is not in charge yet.
 */
export async function askForReadyPage(): Promise<void> {
  const request: WorkerRequest = { type: 'RENEW_READY_PAGE', ifEmpty: 'keep' }
  const worker = navigator.serviceWorker?.controller ?? (await findRegistration())?.active
  worker?.postMessage(request)
}

/** Tells the worker, if there is one, that the page shows what it should; see its boot watchdog. */
export function confirmStart(): void {
  navigator.serviceWorker?.controller?.postMessage({ type: 'STARTED' } satisfies WorkerRequest)
}
