import { useState } from 'preact/hooks'
import { endpoints } from '../../core/api/contract.ts'
import { request } from '../../core/api/request.ts'
import type { ServiceFileView } from '../../core/api/service-desk-contract.ts'
import { encodeUtf8 } from '../../core/bytes.ts'
import { type RequestReason, requestReasons } from '../../core/services/request-states.ts'
import { MOST_NOTE_BYTES } from '../../core/snapshot/service-requests.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { SelectField } from '../../ui/forms/select-field.tsx'
import { TextField } from '../../ui/forms/text-field.tsx'
import { useDesk, useKept } from '../desk-context.ts'
import { OfficeErrorText } from '../office-error-text.tsx'
import { tOffice } from '../office-texts.ts'
import { useOfficeAction } from '../use-office-action.ts'

type ServiceDecisionProps = {
  file: ServiceFileView
  onDecided: (message: string) => void
  onClaimed: () => void
}

/** Approve, ask for more, refuse: the first is the first stop of the keyboard behind the heading. */
export function ServiceDecision({ file, onDecided, onClaimed }: ServiceDecisionProps) {
  const { id, number, claim, pages, content } = file
  const { session } = useDesk()
  const { isBusy, error, complete } = useOfficeAction()
  const [reason, setReason] = useKept<RequestReason | ''>(`service reason ${id}`, '')
  const [note, setNote] = useKept(`service note ${id}`, '')
  const [chosen, setChosen] = useKept<readonly string[]>(`service pages ${id}`, [])
  const [isTried, setTried] = useState(false)
  const said = note.trim() === '' ? {} : { note: note.trim() }
  const isLong = encodeUtf8(note.trim()).length > MOST_NOTE_BYTES
  const noteError = isLong
    ? tOffice('service.noteLong')
    : isTried && reason === 'other' && note.trim() === ''
      ? tOffice('service.noteNeeded')
      : undefined

  if (claim && !claim.own) {
    const takeOver = async () => {
      if (await complete(() => request(issuer, endpoints.claimService, { params: { id } }))) onClaimed()
    }
    return (
      <section class="notice">
        <p>{tOffice('service.claimedBy', { officer: claim.officer })}</p>
        {error && <OfficeErrorText code={error.code} />}
        {session.officer.role === 'supervisor' && (
          <button type="button" class="plain" aria-disabled={isBusy} onClick={() => void takeOver()}>
            {tOffice('service.takeOver')}
          </button>
        )}
      </section>
    )
  }

  const decide = async (
    work: () => Promise<unknown>,
    message: 'approved' | 'returned' | 'refused' | 'released',
  ) => {
    const run = async () => {
      await work()
    }
    if (await complete(run)) onDecided(tOffice(`service.done.${message}`, { number }))
  }
  const approve = () => {
    if (isLong) return
    const body = { content, ...said }
    void decide(() => request(issuer, endpoints.approveService, { params: { id }, body }), 'approved')
  }
  const giveBack = () => {
    setTried(true)
    if (isLong || reason === '' || chosen.length === 0) return
    const body = { pages: [...chosen], reason, ...said }
    void decide(() => request(issuer, endpoints.returnService, { params: { id }, body }), 'returned')
  }
  const refuse = () => {
    setTried(true)
    if (isLong || reason === '' || (reason === 'other' && note.trim() === '')) return
    const body = { reason, ...said }
    void decide(() => request(issuer, endpoints.refuseService, { params: { id }, body }), 'refused')
  }
  const release = () =>
    decide(() => request(issuer, endpoints.releaseService, { params: { id } }), 'released')

  return (
    <div class="stack office-decision">
      {error && <OfficeErrorText code={error.code} />}
      <button type="button" class="primary" aria-disabled={isBusy} onClick={approve}>
        {tOffice('service.approve')}
      </button>
      <details open={reason !== '' || note !== '' || chosen.length > 0}>
        <summary>{tOffice('service.otherwise')}</summary>
        <div class="stack">
          <SelectField
            name="reason"
            label={tOffice('refuse.reason')}
            value={reason}
            none={tOffice('refuse.choose')}
            options={requestReasons.map((value) => ({ value, text: tOffice(`serviceReason.${value}`) }))}
            onChange={setReason}
          />
          {isTried && reason === '' && <p class="validation-error">{tOffice('service.reasonNeeded')}</p>}
          <TextField
            name="note"
            rows={3}
            maxLength={1000}
            isUrgent
            label={tOffice('service.note')}
            value={note}
            onChange={setNote}
            validationError={noteError}
          />
          <fieldset class="office-pages">
            <legend>{tOffice('service.pages')}</legend>
            {pages.map((page) => (
              <label key={page.id}>
                <input
                  type="checkbox"
                  checked={chosen.includes(page.id)}
                  onChange={({ currentTarget }) =>
                    setChosen(
                      currentTarget.checked
                        ? [...chosen, page.id]
                        : chosen.filter((each) => each !== page.id),
                    )
                  }
                />
                <span>{page.title}</span>
              </label>
            ))}
          </fieldset>
          <button type="button" class="plain" aria-disabled={isBusy} onClick={giveBack}>
            {tOffice('service.return')}
          </button>
          <button type="button" class="plain danger" aria-disabled={isBusy} onClick={refuse}>
            {tOffice('service.refuse')}
          </button>
          {claim?.own && (
            <button type="button" class="plain" aria-disabled={isBusy} onClick={() => void release()}>
              {tOffice('service.release')}
            </button>
          )}
        </div>
      </details>
    </div>
  )
}
