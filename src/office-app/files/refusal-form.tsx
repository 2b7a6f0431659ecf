import { endpoints } from '../../core/api/contract.ts'
import { type RefusalReason, refusalReasons } from '../../core/api/registration-contract.ts'
import { request } from '../../core/api/request.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { useKept } from '../desk-context.ts'
import { OfficeErrorText } from '../office-error-text.tsx'
import { OfficeNote, OfficeSelect } from '../office-field.tsx'
import { tOffice } from '../office-texts.ts'
import { useOfficeAction } from '../use-loaded.ts'

/** Refuses a declaration; the person is told the reason. */
export function RefusalForm({ id, onRefused }: { id: string; onRefused: () => void }) {
  const [reason, setReason] = useKept<RefusalReason | ''>(`refusal reason ${id}`, '')
  const [note, setNote] = useKept(`refusal note ${id}`, '')
  const { isBusy, error, run } = useOfficeAction()
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (reason === '') return
    const body = { reason, ...(note.trim() !== '' && { note: note.trim() }) }
    if (await run(() => request(issuer, endpoints.refuseDeclaration, { params: { id }, body }))) onRefused()
  }
  return (
    <details class="office-decision" open={reason !== '' || note !== ''}>
      <summary>{tOffice('refuse.title')}</summary>
      <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
        <OfficeSelect
          label={tOffice('refuse.reason')}
          value={reason}
          none={tOffice('refuse.choose')}
          // Nobody chooses that the time has run out: the service says so by itself.
          options={refusalReasons
            .filter((value) => value !== 'lapsed')
            .map((value) => ({ value, text: tOffice(`refuse.${value}`) }))}
          onChange={setReason}
        />
        <OfficeNote label={tOffice('refuse.note')} value={note} onChange={setNote} />
        {error && <OfficeErrorText code={error} />}
        <button type="submit" class="plain danger" aria-disabled={isBusy || reason === ''}>
          {tOffice('refuse.submit')}
        </button>
      </form>
    </details>
  )
}
