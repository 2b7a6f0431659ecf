import { tRegistration } from '../../../texts/registration-texts.ts'
import { type ScannedCode, Scanner } from '../../scan/scanner.tsx'
import type { PageProps } from '../form/page-props.ts'
import { fillFromBhyt, fillFromIdentity } from '../form/registration-form.ts'
import { StepHead } from './step-page.tsx'

/** The scanner inside the form: what it reads is filled in, and the person is back among the fields. */
export function ScanPage({ steps, onForm }: Pick<PageProps, 'steps' | 'onForm'>) {
  const fill = (code: ScannedCode) => {
    onForm((form) =>
      code.kind === 'identity' ? fillFromIdentity(form, code.reading) : fillFromBhyt(form, code.reading),
    )
    steps.back()
  }
  return (
    <>
      <StepHead page="scan" steps={steps} />
      <h1 tabIndex={-1}>{tRegistration('scan.title')}</h1>
      <Scanner
        onCode={fill}
        byHand={
          <button type="button" class="plain" onClick={steps.back}>
            {tRegistration('scan.byHand')}
          </button>
        }
      />
    </>
  )
}
