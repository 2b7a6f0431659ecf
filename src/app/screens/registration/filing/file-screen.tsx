import { useEffect, useState } from 'preact/hooks'
import { registrationEndpoints, type StatusView } from '../../../../core/api/registration-contract.ts'
import { request } from '../../../../core/api/request.ts'
import { readFileNumber } from '../../../../core/registration/file-number.ts'
import { useAction } from '../../../../ui/actions/use-action.ts'
import { issuer } from '../../../../ui/browser/issuer.ts'
import { TextField } from '../../../../ui/forms/text-field.tsx'
import type { WalletDatabase } from '../../../../wallet/database/wallet-database.ts'
import { loadDraft, saveDraft } from '../../../../wallet/outbox/drafts.ts'
import { listOutbox, readAnswer } from '../../../../wallet/outbox/outbox.ts'
import type { OutboxContents } from '../../../../wallet/outbox/outbox-kinds.ts'
import { useApp } from '../../../app-state.ts'
import { ErrorText } from '../../../requests/error-text.tsx'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { DeclarationPdf } from './declaration-pdf.tsx'
import { FileNumber } from './receipt-view.tsx'

type Answer = OutboxContents['registration']['answer']
type Told = { fileNumber: string; status: StatusView }

/** How far a declaration is, by its file number; the last one is remembered on this device, sealed. */
export function FileScreen() {
  const { db, online } = useApp()
  const [typed, setTyped] = useState('')
  const [told, setTold] = useState<Told>()
  const [isWrong, setWrong] = useState(false)
  const asking = useAction()
  const [own, setOwn] = useState<Answer>()

  const ask = (number: string) => {
    const fileNumber = readFileNumber(number)
    const isWhole = fileNumber?.startsWith('DK')
    setWrong(!isWhole)
    setTold(undefined)
    if (!isWhole || !fileNumber) return asking.clear()
    asking.run(async () => {
      const status = await request(issuer, registrationEndpoints.readDeclarationStatus, {
        body: { fileNumber },
      })
      setTold({ fileNumber, status })
      // What is known stays on screen although it cannot be kept.
      if (db) await remember(db, fileNumber).then(setOwn, () => {})
    })
  }
  useEffect(() => {
    if (!db) return
    const recall = async () => {
      const { fileNumber } = (await loadDraft(db, 'registration-file')) ?? {}
      if (!fileNumber) return
      setTyped((now) => now || fileNumber)
      if (online) ask(fileNumber)
    }
    void recall().catch(() => {})
  }, [db])

  return (
    <>
      <h1 tabIndex={-1}>{tRegistration('file.title')}</h1>
      {told && <FileStatus {...told} own={own} />}
      <form
        noValidate
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          ask(typed)
        }}
      >
        <TextField
          name="fileNumber"
          label={tRegistration('file.number')}
          help={tRegistration('file.numberHelp')}
          value={typed}
          onChange={setTyped}
          autoCapitalize="characters"
          validationError={isWrong ? tRegistration('validationError.fileNumber') : undefined}
          isUrgent
        />
        {!online && (
          <p class="notice" role="status">
            {tRegistration('file.offline')}
          </p>
        )}
        {asking.error && <ErrorText code={asking.error.code} />}
        <button type="submit" class={told ? 'plain wide' : 'primary'} aria-disabled={asking.isBusy}>
          {tRegistration(asking.isBusy ? 'file.asking' : 'file.ask')}
        </button>
      </form>
    </>
  )
}

type FileStatusProps = { fileNumber: string; status: StatusView; own: Answer | undefined }

function FileStatus({ fileNumber, status, own }: FileStatusProps) {
  const { state, office, refusal } = status
  return (
    <section class="file-status stack" role="status">
      <FileNumber fileNumber={fileNumber} />
      <p class={`verdict ${state === 'approved' ? 'good' : ''}`}>{tRegistration(`file.${state}`)}</p>
      <p>{tRegistration(`file.${state}Next`, { office: office.name })}</p>
      {office.address && state === 'waiting' && <p class="small">{office.address}</p>}
      {refusal && (
        <p>
          {tRegistration(`refusal.${refusal.reason}`)}
          {refusal.note && <span> {refusal.note}</span>}
        </p>
      )}
      {state === 'waiting' && own && (
        <>
          <ul>
            {own.receipt.bring.map((thing) => (
              <li key={thing}>{tRegistration(`bring.${thing}`)}</li>
            ))}
          </ul>
          <DeclarationPdf fileNumber={fileNumber} phoneProof={own.phoneProof} />
        </>
      )}
      {state === 'approved' && (
        <a class="primary" href="/dang-nhap">
          {tRegistration('link.signIn')}
        </a>
      )}
      {state === 'refused' && (
        <a class="primary" href="/dang-ky">
          {tRegistration('file.again')}
        </a>
      )}
    </section>
  )
}

/** The answer to the declaration of that number, if it was sent from this device. */
async function remember(db: WalletDatabase, fileNumber: string): Promise<Answer | undefined> {
  await saveDraft(db, 'registration-file', { fileNumber })
  return findOwn(db, fileNumber)
}

async function findOwn(db: WalletDatabase, fileNumber: string): Promise<Answer | undefined> {
  for (const { id, kind, state } of await listOutbox(db)) {
    if (kind !== 'registration' || state !== 'sent') continue
    const answer = await readAnswer(db, 'registration', id)
    if (answer?.receipt.fileNumber === fileNumber) return answer
  }
  return undefined
}
