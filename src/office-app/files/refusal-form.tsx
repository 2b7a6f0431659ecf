import { endpoints } from '../../core/api/contract.ts'
import { type RefusalReason, refusalReasons } from '../../core/api/registration-contract.ts'
import { request } from '../../core/api/request.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { SelectField } from '../../ui/forms/select-field.tsx'
import { TextField } from '../../ui/forms/text-field.tsx'
import { useKept } from '../desk-context.ts'
import { OfficeErrorText } from '../office-error-text.tsx'
import { tOffice } from '../office-texts.ts'
import { useOfficeAction } from '../use-office-action.ts'

/** Refuses a declaration; the person is told the reason. */
export function RefusalForm({ id, onRefused }: { id: string; onRefused: () => void }) {
  const [reason, setReason] = useKept<RefusalReason | ''>(`refusal reason ${id}`, '')
  const [note, setNote] = useKept(`refusal note ${id}`, '')
  const { isBusy, error, complete } = useOfficeAction()
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (reason === '') return
    const body = { reason, ...(note.trim() !== '' && { note: note.trim() }) }
    if (await complete(() => request(issuer, endpoints.refuseDeclaration, { params: { id }, body })))
      onRefused()
  }
  return (
    <details class="office-decision" open={reason !== '' || note !== ''}>
      <summary>{tOffice('refuse.title')}</summary>
      <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
        <SelectField
          name="reason"
          label={tOffice('refuse.reason')}
          value={reason}
          none={tOffice('refuse.choose')}
          // Nobody chooses that the time has run out: the service says so by itself.
          options={refusalReasons
            .filter((value) => value !== 'lapsed')
            .map((value) => ({ value, text: tOffice(`refuse.${value}`) }))}
          onChange={setReason}
        />
        <TextField
          name="note"
          rows={3}
          maxLength={500}
          label={tOffice('refuse.note')}
          value={note}
          onChange={setNote}
        />
        {error && <OfficeErrorText code={error.code} />}
        <button type="submit" class="plain danger" aria-disabled={isBusy || reason === ''}>
          {tOffice('refuse.submit')}
        </button>
      </form>
    </details>
  )
}
