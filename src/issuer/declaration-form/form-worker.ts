/** The thread of form-thread.ts. */
import { parentPort } from 'node:worker_threads'
import { renderDeclarationForm } from './declaration-form.ts'
import type { FormOrder, FormOutcome, OrderedForm } from './form-thread.ts'
import { renderServiceSheet } from './service-sheet.ts'

parentPort?.on('message', ({ number, form, specimen }: FormOrder) => {
  const answer = (outcome: FormOutcome) => parentPort?.postMessage(outcome)
  render(form, { specimen }).then(
    (rendered) => answer({ number, form: rendered }),
    () => answer({ number }),
  )
})

function render(form: OrderedForm, options: { specimen: boolean }) {
  return 'sheet' in form
    ? renderServiceSheet(form.sheet, form.officeName, options)
    : renderDeclarationForm(form.declaration, form.office, options)
}
