/** The thread of form-thread.ts. */
import { parentPort } from 'node:worker_threads'
import { renderDeclarationForm } from './declaration-form.ts'
import type { FormOrder, FormOutcome } from './form-thread.ts'

parentPort?.on('message', ({ number, declaration, office, specimen }: FormOrder) => {
  const answer = (outcome: FormOutcome) => parentPort?.postMessage(outcome)
  renderDeclarationForm(declaration, office, { specimen }).then(
    (form) => answer({ number, form }),
    () => answer({ number }),
  )
})
