import type { RefObject } from 'preact'
import { tRegistration } from '../../../texts/registration-texts.ts'

export type SummedError = {
  /** Name of the field that is focused. */
  readonly field: string
  readonly label: string
  readonly text: string
  /** Goes to where it can be put right, if that is on another page. */
  readonly onPick?: () => void
}

type ErrorSummaryProps = { validationErrors: readonly SummedError[]; form: RefObject<HTMLFormElement | null> }

/** What keeps the page from going on, each with the way to its field. */
export function ErrorSummary({ validationErrors, form }: ErrorSummaryProps) {
  const go = (event: MouseEvent, { field: name, onPick }: SummedError) => {
    event.preventDefault()
    if (onPick) return onPick()
    const field = form.current?.querySelector<HTMLElement>(`[name="${name}"]`)
    field?.focus()
    field?.scrollIntoView({ block: 'center' })
  }
  return (
    <div class="error summary" role="alert" tabIndex={-1}>
      <p>{tRegistration('summary.title', { count: validationErrors.length })}</p>
      <ul>
        {validationErrors.map((validationError) => (
          <li key={validationError.field}>
            <a href={`#${validationError.field}`} onClick={(event) => go(event, validationError)}>
              {validationError.label}: {validationError.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
