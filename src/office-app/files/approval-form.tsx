import type { SeenDocument } from '../../core/api/back-office-contract.ts'
import { endpoints } from '../../core/api/contract.ts'
import { request } from '../../core/api/request.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { today } from '../../ui/browser/today.ts'
import { useKept } from '../desk-context.ts'
import { OfficeErrorText } from '../office-error-text.tsx'
import { tOffice } from '../office-texts.ts'
import { useOfficeAction } from '../use-office-action.ts'
import { SeenFields } from './seen-fields.tsx'

type ApprovalFormProps = { id: string; kind: SeenDocument['kind']; onApproved: () => void }

/** Approves a declaration of a person who was here with the original document. */
export function ApprovalForm({ id, kind, onApproved }: ApprovalFormProps) {
  const [seen, setSeen] = useKept<SeenDocument>(`approval ${id}`, { kind, number: '', date: today() })
  const { isBusy, error, complete } = useOfficeAction()
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const done = await complete(() =>
      request(issuer, endpoints.approveDeclaration, { params: { id }, body: { seen } }),
    )
    if (done) onApproved()
  }
  return (
    <form class="stack office-decision" noValidate onSubmit={(event) => void submit(event)}>
      <SeenFields seen={seen} onChange={setSeen} />
      {error && <OfficeErrorText code={error.code} />}
      <button type="submit" class="primary" aria-disabled={isBusy}>
        {tOffice('approve.submit')}
      </button>
    </form>
  )
}
