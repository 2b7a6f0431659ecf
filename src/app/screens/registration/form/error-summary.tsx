import type { RefObject } from 'preact'
import { tRegistration } from '../../../texts/registration-texts.ts'

export type SummedDefect = {
  /** Name of the field that is focused. */
  readonly field: string
  readonly label: string
  readonly text: string
  /** Goes to where it can be put right, if that is on another page. */
  readonly onPick?: () => void
}

type ErrorSummaryProps = { defects: readonly SummedDefect[]; form: RefObject<HTMLFormElement | null> }

/** What keeps the page from going on, each with the way to its field. */
export function ErrorSummary({ defects, form }: ErrorSummaryProps) {
  const go = (event: MouseEvent, { field: name, onPick }: SummedDefect) => {
    event.preventDefault()
    if (onPick) return onPick()
    const field = form.current?.querySelector<HTMLElement>(`[name="${name}"]`)
    field?.focus()
    field?.scrollIntoView({ block: 'center' })
  }
  return (
    <div class="error summary" role="alert" tabIndex={-1}>
      <p>{tRegistration('summary.title', { count: defects.length })}</p>
      <ul>
        {defects.map((defect) => (
          <li key={defect.field}>
            <a href={`#${defect.field}`} onClick={(event) => go(event, defect)}>
              {defect.label}: {defect.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
