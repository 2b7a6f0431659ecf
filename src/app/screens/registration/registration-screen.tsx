import { useEffect, useState } from 'preact/hooks'
import { AppError } from '../../../core/app-error.ts'
import { toBase64Url } from '../../../core/bytes.ts'
import { readClock } from '../../../ui/browser/clock.ts'
import { dropDraft, loadDraft, saveDraft } from '../../../wallet/outbox/drafts.ts'
import { type OutboxItem, queueItem, readAnswer } from '../../../wallet/outbox/outbox.ts'
import type { OutboxContents } from '../../../wallet/outbox/outbox-kinds.ts'
import { useApp } from '../../app-state.ts'
import { useDraft } from '../../forms/use-draft.ts'
import { announceOutboxChange } from '../../outbox/outbox-changes.ts'
import { sendNow } from '../../outbox/send-outbox.ts'
import { FilingView } from './filing/filing-view.tsx'
import { ReceiptView } from './filing/receipt-view.tsx'
import { toDeclaration } from './form/declaration.ts'
import type { PageProps } from './form/page-props.ts'
import {
  changeValues,
  formOfDraft,
  isBegun,
  type RegistrationForm,
  type RegistrationValues,
  remember,
} from './form/registration-form.ts'
import { AddressPage } from './pages/address-page.tsx'
import { BranchPage } from './pages/branch-page.tsx'
import { ContactPage } from './pages/contact-page.tsx'
import { IdentityPage } from './pages/identity-page.tsx'
import { LookUpPage } from './pages/look-up-page.tsx'
import { PersonPage } from './pages/person-page.tsx'
import { PicturePage } from './pages/picture-page.tsx'
import { ReviewPage } from './pages/review-page.tsx'
import { ScanPage } from './pages/scan-page.tsx'
import { StartPage } from './pages/start-page.tsx'
import { type PictureDrafts, readPictureDrafts, usePictureDrafts } from './pictures/use-picture-drafts.ts'
import { pageOrder } from './steps.ts'
import { useSteps } from './use-steps.ts'

/**
 * Registering an account, in five steps: the form with its draft, the declaration on its way in the outbox,
 * and its receipt.
 */
export function RegistrationScreen({ outbox }: { outbox: readonly OutboxItem[] }) {
  const { db, language } = useApp()
  const steps = useSteps()
  const [form, setForm] = useState<RegistrationForm>(formOfDraft)
  const draft = useDraft('registration', form.values, (before) =>
    setForm((now) => (isBegun(now) ? now : formOfDraft(before))),
  )
  // Another picture makes another declaration.
  const drafts = usePictureDrafts(() => setForm((now) => remember(now, { declarationId: '' })))
  const items = outbox.filter(({ kind }) => kind === 'registration')
  const active = items.filter(({ state }) => state !== 'sent').at(-1)
  const sent = items.filter(({ state }) => state === 'sent').at(-1)
  const receipt = useReceipt(sent)
  const [sentValues, setSentValues] = useState<RegistrationValues>()
  const { page } = steps

  useEffect(() => {
    const isKept = isBegun(form) && page !== 'start' && (pageOrder as readonly string[]).includes(page)
    if (isKept) setForm((now) => remember(now, { page }))
  }, [page])
  useEffect(() => {
    if (!receipt?.isNew) return
    setSentValues(isBegun(form) ? form.values : undefined)
    void discard()
    steps.replace('receipt')
  }, [receipt])

  const send = async () => {
    if (!db) throw new AppError('storage_unavailable')
    const payload = toDeclaration(form.values, language)
    if (!payload) throw new AppError('unexpected')
    const id = form.values.declarationId || toBase64Url(crypto.getRandomValues(new Uint8Array(16)))
    const blobs = await readPictureDrafts(db)
    const item = { kind: 'registration', payload, blobs, draft: 'registration' } as const
    const queued = await queueItem(db, item, { id, now: readClock() })
    if (!queued.ok) throw new AppError(queued.error)
    announceOutboxChange()
    void sendNow(db).catch(() => {})
  }
  const discard = async () => {
    setForm(formOfDraft())
    drafts.forget()
    await draft.forget()
    if (db) await dropDraft(db, 'registration').catch(() => {})
  }

  if (active) {
    return (
      <FilingView
        item={active}
        onSendNow={() => void (db && sendNow(db).catch(() => {}))}
        onTakenBack={(next) => {
          setForm((now) => remember(now, { declarationId: active.state === 'refused' ? '' : active.id }))
          steps.replace(next)
        }}
      />
    )
  }
  if (page === 'receipt' && receipt) {
    return (
      <ReceiptView answer={receipt.answer} values={sentValues} onAnother={() => steps.replace('start')} />
    )
  }
  const parts: PageProps = {
    form,
    pictures: drafts.have,
    steps,
    onChange: (change) => setForm((now) => changeValues(now, change)),
    onForm: setForm,
  }
  return <FormPage {...parts} drafts={drafts} onDiscard={() => void discard()} onSend={send} />
}

type FormPageProps = PageProps & {
  drafts: PictureDrafts
  onDiscard: () => void
  onSend: () => Promise<void>
}

function FormPage(props: FormPageProps) {
  const { page } = props.steps
  switch (page) {
    case 'person':
      return <PersonPage {...props} />
    case 'scan':
      return <ScanPage {...props} />
    case 'look-up':
      return <LookUpPage {...props} />
    case 'identity':
      return <IdentityPage {...props} />
    case 'address':
      return <AddressPage {...props} />
    case 'contact':
      return <ContactPage {...props} />
    case 'portrait':
    case 'front':
    case 'back':
      return <PicturePage key={page} kind={page} {...props} />
    case 'office':
      return <BranchPage {...props} />
    case 'review':
      return <ReviewPage {...props} />
    default:
      return <StartPage {...props} />
  }
}

type Receipt = { answer: OutboxContents['registration']['answer']; isNew: boolean }

/**
 * What the issuer answered to the declaration that was sent last; `isNew` the first time that it is shown.
 */
function useReceipt(sent: OutboxItem | undefined): Receipt | undefined {
  const { db } = useApp()
  const [receipt, setReceipt] = useState<Receipt>()
  useEffect(() => {
    if (!db || !sent) return
    const read = async () => {
      const answer = await readAnswer(db, 'registration', sent.id)
      if (!answer) return
      const { fileNumber } = answer.receipt
      const seen = await loadDraft(db, 'registration-file')
      setReceipt({ answer, isNew: seen?.['fileNumber'] !== fileNumber })
      await saveDraft(db, 'registration-file', { fileNumber })
    }
    void read().catch(() => {})
  }, [db, sent?.id])
  return receipt
}
