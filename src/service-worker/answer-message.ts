import type { WorkerAnswer, WorkerRequest } from '../core/api/worker-messages.ts'
import { forgetStarts } from './boot-watchdog.ts'
import { build } from './build-facts.ts'
import { completeFiles } from './precache.ts'
import { refresh } from './refresh.ts'

/** Does what a page asks. Exhaustive: a new request does not compile until it is answered. */
export async function answerMessage(
  worker: ServiceWorkerGlobalScope,
  request: WorkerRequest,
): Promise<WorkerAnswer> {
  switch (request.type) {
    case 'REFRESH': {
      const outcome = await refresh(worker, request.force)
      if (outcome.kind !== 'failed') await completeFiles()
      return { type: 'REFRESHED', outcome }
    }
    case 'SKIP_WAITING':
      await worker.skipWaiting()
      return { type: 'ACCEPTED' }
    case 'STARTED':
      await forgetStarts()
      return { type: 'ACCEPTED' }
    case 'READ_VERSION':
      return { type: 'VERSION', version: build.version }
  }
}
