import { Worker } from 'node:worker_threads'
import { AppError } from '../../core/app-error.ts'
import type { Bytes } from '../../core/bytes.ts'
import type { BranchRow, DeclarationRow } from '../db/schema.ts'
import type { ServiceSheet } from './service-sheet.ts'

/** What is to be set: a declaration for an account, or a request by a public service. */
export type OrderedForm =
  | { readonly declaration: DeclarationRow; readonly office: BranchRow }
  | { readonly sheet: ServiceSheet; readonly officeName: string }

export type FormOrder = { readonly number: number; readonly form: OrderedForm; readonly specimen: boolean }
/** Without a form if it could not be rendered. */
export type FormOutcome = { readonly number: number; readonly form?: Bytes }

/** Forms that may wait; each takes some tenth of a second. */
const WAITING_LIMIT = 50

export type FormThread = {
  render(declaration: DeclarationRow, office: BranchRow, options: { specimen: boolean }): Promise<Bytes>
  renderSheet(sheet: ServiceSheet, officeName: string, options: { specimen: boolean }): Promise<Bytes>
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
      const asked = waiting.get(number)
      waiting.delete(number)
      if (form === undefined) asked?.fail(new AppError('internal'))
      else asked?.done(form)
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

  function order(form: OrderedForm, specimen: boolean): Promise<Bytes> {
    if (waiting.size >= WAITING_LIMIT) throw new AppError('unavailable', { retryable: true })
    const number = orders++
    worker ??= start()
    worker.ref()
    worker.postMessage({ number, form, specimen } satisfies FormOrder)
    return new Promise((done, fail) => {
      waiting.set(number, { done, fail })
    })
  }

  return {
    render: (declaration, office, { specimen }) => order({ declaration, office }, specimen),
    renderSheet: (sheet, officeName, { specimen }) => order({ sheet, officeName }, specimen),
    async stop() {
      const ended = worker
      failAll()
      await ended?.terminate()
    },
  }
}
