import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { ErrorSummary, type SummedError } from './error-summary.tsx'

export type CheckedFormProps = {
  /** Above what is wrong. */
  summaryTitle: (count: number) => string
  /** What is wrong with the fields now, in their order; shown once the person wants to go on. */
  validationErrors?: readonly SummedError[]
  /** The words on the one thing to do; absent where the content has its own. */
  action?: string | undefined
  /** What going on does, once nothing is wrong. */
  onSubmit?: () => void
  isBusy?: boolean
  /** Children get whether what is wrong is to be said in every field. */
  children: (isChecked: boolean) => ComponentChildren
  /** Below the action; `attempt` does something else once nothing is wrong. */
  after?: (attempt: (act: () => void) => void) => ComponentChildren
}

/** A form that goes on once nothing is wrong, and until then leads to what is. */
export function CheckedForm(props: CheckedFormProps) {
  const { summaryTitle, validationErrors = [], action, onSubmit, isBusy, after } = props
  const form = useRef<HTMLFormElement>(null)
  const [isChecked, setChecked] = useState(false)
  const attempt = (act: (() => void) | undefined) => {
    if (isBusy) return
    setChecked(validationErrors.length > 0)
    if (validationErrors.length === 0) return act?.()
    // once it is there
    setTimeout(() => form.current?.querySelector<HTMLElement>('.summary')?.focus())
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    attempt(onSubmit)
  }
  return (
    <form ref={form} noValidate class="stack" onSubmit={submit}>
      {isChecked && validationErrors.length > 0 && (
        <ErrorSummary
          title={summaryTitle(validationErrors.length)}
          validationErrors={validationErrors}
          form={form}
        />
      )}
      {props.children(isChecked)}
      {action && (
        <button type="submit" class="primary" aria-disabled={isBusy}>
          {action}
        </button>
      )}
      {after?.(attempt)}
    </form>
  )
}
