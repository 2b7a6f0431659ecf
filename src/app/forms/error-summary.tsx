import type { RefObject } from 'preact'

export type SummedError = {
  /** Name of the field that is focused. */
  readonly field: string
  readonly label: string
  readonly text: string
  /** Goes to where it can be put right, if that is on another page. */
  readonly onPick?: () => void
}

type ErrorSummaryProps = {
  title: string
  validationErrors: readonly SummedError[]
  form: RefObject<HTMLFormElement | null>
}

/** What keeps the page from going on, each with the way to its field. */
export function ErrorSummary({ title, validationErrors, form }: ErrorSummaryProps) {
  const go = (event: MouseEvent, { field: name, onPick }: SummedError) => {
    event.preventDefault()
    if (onPick) return onPick()
    const field = form.current?.querySelector<HTMLElement>(`[name="${name}"]`)
    field?.focus()
    field?.scrollIntoView({ block: 'center' })
  }
  return (
    <div class="error summary" role="alert" tabIndex={-1}>
      <p>{title}</p>
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
