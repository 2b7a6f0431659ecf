import { useEffect, useState } from 'preact/hooks'
import { LONGEST_QUESTION } from '../../../core/api/question-contract.ts'
import { AppError } from '../../../core/app-error.ts'
import { useAction } from '../../../ui/actions/use-action.ts'
import { readClock } from '../../../ui/browser/clock.ts'
import { focusFirstError } from '../../../ui/forms/focus-first-error.ts'
import { TextField } from '../../../ui/forms/text-field.tsx'
import { queueItem } from '../../../wallet/outbox/outbox.ts'
import { useApp } from '../../app-state.ts'
import { SubPage } from '../../components/sub-page.tsx'
import { useDraft } from '../../forms/use-draft.ts'
import { announceOutboxChange } from '../../outbox/outbox-changes.ts'
import { takeQuestion } from '../../questions/asked-question.ts'
import { ErrorText } from '../../requests/error-text.tsx'
import { supportTexts, tSupport } from '../../texts/support-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'
import { cleanText } from '../report/report-form.ts'
import { AskedQuestions } from './asked-questions.tsx'
import './support.css'

/** Asking the office something, and what it has answered; both are on the phone. */
export function QuestionScreen() {
  supportTexts.use()
  const [isSent, setSent] = useState(false)
  return (
    <SubPage title={tSupport('question.title')} up="/tien-ich">
      <p>{tSupport('question.lead')}</p>
      {isSent ? (
        <div class="notice">
          <p role="status">{tSupport('question.queued')}</p>
          <button type="button" class="plain" onClick={() => setSent(false)}>
            {tSupport('question.another')}
          </button>
        </div>
      ) : (
        <Form onSent={() => setSent(true)} />
      )}
      <AskedQuestions />
      <p class="small">
        {tSupport('question.urgent')} <a href="tel:19009068">1900 9068</a>, <a href="tel:115">115</a>
      </p>
    </SubPage>
  )
}

/** What was typed is kept until it is in the outbox, which keeps it from then on. */
function Form({ onSent }: { onSent: () => void }) {
  const { db, summary } = useApp()
  const [given] = useState(takeQuestion)
  const [values, setValues] = useState({ text: given })
  const [isTried, setTried] = useState(false)
  const [isFull, setFull] = useState(false)
  const { isBusy, error, run } = useAction()
  // What was asked just now goes before what was left half-written.
  const { forget } = useDraft('question', values, (kept) => !given && setValues({ text: kept['text'] ?? '' }))
  const text = cleanText(values.text)
  const fault =
    text === ''
      ? tSupport('question.missing')
      : text.length > LONGEST_QUESTION
        ? tSupport('question.long', { max: LONGEST_QUESTION })
        : undefined
  useEffect(() => {
    // Kept like what was typed.
    if (given) setValues({ text: given })
  }, [given])
  const send = (target: EventTarget | null) => {
    setTried(true)
    setFull(false)
    if (fault) return focusFirstError(target)
    run(async () => {
      if (!db) throw new AppError('storage_unavailable')
      const id = crypto.randomUUID()
      const queued = await queueItem(db, { kind: 'question', payload: { text } }, { id, now: readClock() })
      if (!queued.ok) return setFull(true)
      await forget()
      announceOutboxChange()
      onSent()
      const { sendNow } = await import('../../outbox/send-outbox.ts')
      await sendNow(db).catch(() => {})
    })
  }
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send(event.currentTarget)
      }}
    >
      <TextField
        name="text"
        label={tSupport('question.text')}
        help={tSupport('question.textHelp')}
        value={values.text}
        rows={5}
        onChange={(next) => setValues({ text: next })}
        isUrgent={isTried}
        validationError={isTried ? fault : undefined}
      />
      {isFull && (
        <p class="error" role="alert">
          {tSupport('question.full')}
        </p>
      )}
      {error && <ErrorText code={error.code} />}
      {summary.signedIn ? (
        <button type="submit" class="primary" aria-disabled={isBusy}>
          {tSupport('question.send')}
        </button>
      ) : (
        <>
          <p>{tSupport('question.signIn')}</p>
          <a class="primary" href="/dang-nhap">
            {tUi('services.signIn')}
          </a>
        </>
      )}
    </form>
  )
}
