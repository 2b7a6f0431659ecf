import { Worker } from 'node:worker_threads'
import { AppError } from '../../core/app-error.ts'
import type { Bytes } from '../../core/bytes.ts'
import type { BranchRow, DeclarationRow } from '../db/schema.ts'

export type FormOrder = {
  readonly number: number
  readonly declaration: DeclarationRow
  readonly office: BranchRow
  readonly specimen: boolean
}
/** Without a form if it could not be rendered. */
export type FormOutcome = { readonly number: number; readonly form?: Bytes }

/** Forms that may wait; each takes some tenth of a second. */
const WAITING_LIMIT = 50

export type FormThread = {
  render(declaration: DeclarationRow, office: BranchRow, options: { specimen: boolean }): Promise<Bytes>
  stop(): Promise<void>
}

/**
 * Renders forms on a thread of their own: setting a page would hold up everybody else for a tenth of a
 * second.
 */
export function createFormThread(): FormThread {
  const waiting = new Map<number, { done: (form: Bytes) => void; fail: (error: AppError) => void }>()
  let worker: Worker | undefined
  let orders = 0

  function start(): Worker {
    const started = new Worker(new URL('./form-worker.ts', import.meta.url))
    started.on('message', ({ number, form }: FormOutcome) => {
      const order = waiting.get(number)
      waiting.delete(number)
      if (form === undefined) order?.fail(new AppError('internal'))
      else order?.done(form)
      // It must not keep a command alive when it has nothing to do.
      if (waiting.size === 0) started.unref()
    })
    started.on('error', failAll)
    return started
  }

  function failAll(): void {
    worker = undefined
    for (const { fail } of waiting.values()) fail(new AppError('unavailable', { retryable: true }))
    waiting.clear()
  }

  return {
    render(declaration, office, { specimen }) {
      if (waiting.size >= WAITING_LIMIT) throw new AppError('unavailable', { retryable: true })
      const number = orders++
      worker ??= start()
      worker.ref()
      const order: FormOrder = { number, declaration, office, specimen }
      worker.postMessage(order)
      return new Promise((done, fail) => {
        waiting.set(number, { done, fail })
      })
    },
    async stop() {
      const ended = worker
      failAll()
      await ended?.terminate()
    },
  }
}
