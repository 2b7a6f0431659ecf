import { useState } from 'preact/hooks'
import { endpoints } from '../../core/api/contract.ts'
import type { StatementView } from '../../core/api/payment-contract.ts'
import { request } from '../../core/api/request.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { FileButton } from '../../ui/forms/file-button.tsx'
import { OfficeErrorText } from '../office-error-text.tsx'
import { tOffice } from '../office-texts.ts'
import { useOfficeAction } from '../use-office-action.ts'

/** Longer files are no statement of a day. */
const MOST_BYTES = 1_000_000

/** Brings the bank's statement of a day, and names what does not agree with what was told. */
export function StatementForm({ onTaken }: { onTaken: () => void }) {
  const [view, setView] = useState<StatementView>()
  const [isLarge, setLarge] = useState(false)
  const action = useOfficeAction()
  const take = (file: Blob) => {
    setLarge(file.size > MOST_BYTES)
    if (file.size > MOST_BYTES) return
    action.run(async () => {
      const text = await file.text()
      setView(await request(issuer, endpoints.importStatement, { body: { text }, limitMs: 120_000 }))
      onTaken()
    })
  }
  return (
    <section aria-label={tOffice('payments.statement')}>
      <h2>{tOffice('payments.statement')}</h2>
      <p class="small">{tOffice('payments.statementLead')}</p>
      <FileButton text={tOffice('content.chooseFile')} look="plain" accept=".csv,text/csv" onFile={take} />
      {isLarge && <p class="error">{tOffice('content.too_large')}</p>}
      {action.error && <OfficeErrorText code={action.error.code} />}
      {view && (
        <div role="status">
          <p>{tOffice('payments.taken', { added: view.added, known: view.known })}</p>
          <Named text={tOffice('payments.differing')} ids={view.differing} />
          <Named text={tOffice('payments.missing')} ids={view.missing} />
          <Named text={tOffice('payments.unread')} ids={view.unread.map(String)} />
        </div>
      )}
    </section>
  )
}

function Named({ text, ids }: { text: string; ids: readonly string[] }) {
  if (ids.length === 0) return null
  return (
    <p class="error">
      {text} {ids.join(', ')}
    </p>
  )
}
