import { useState } from 'preact/hooks'
import type { ReportedRow, ReportMistake } from '../../../core/api/report-contract.ts'
import { reportMistakes } from '../../../core/api/report-contract.ts'
import { AppError } from '../../../core/app-error.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { useAction } from '../../../ui/actions/use-action.ts'
import { readClock } from '../../../ui/browser/clock.ts'
import { focusFirstError } from '../../../ui/forms/focus-first-error.ts'
import { TextField } from '../../../ui/forms/text-field.tsx'
import { queueItem } from '../../../wallet/outbox/outbox.ts'
import { useApp } from '../../app-state.ts'
import { nameCard } from '../../components/card-choice.tsx'
import { SubPage } from '../../components/sub-page.tsx'
import { useDraft } from '../../forms/use-draft.ts'
import { announceOutboxChange } from '../../outbox/outbox-changes.ts'
import { ErrorText } from '../../requests/error-text.tsx'
import { benefitsTexts, tBenefits } from '../../texts/benefits-texts.ts'
import { historyTexts } from '../../texts/history-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'
import {
  cleanText,
  emptyForm,
  findReportErrors,
  fromDraft,
  LONGEST_TEXT,
  type ReportForm,
  sections,
  toDraft,
} from './report-form.ts'
import { takeRow } from './reported-row.ts'
import { describeRow } from './row-summary.ts'
import { SentReports } from './sent-reports.tsx'
import '../benefits/benefits.css'

/** Telling the office that something is wrong in one's data, and what it has said to earlier reports. */
export function ReportScreen() {
  benefitsTexts.use()
  historyTexts.use()
  const [sent, setSent] = useState(false)
  return (
    <SubPage title={tBenefits('report.title')} up="/tien-ich">
      <p>{tBenefits('report.lead')}</p>
      {sent ? (
        <div class="notice report-form">
          <p role="status">{tBenefits('report.queued')}</p>
          <button type="button" class="plain" onClick={() => setSent(false)}>
            {tBenefits('report.another')}
          </button>
        </div>
      ) : (
        <Form onSent={() => setSent(true)} />
      )}
      <SentReports />
    </SubPage>
  )
}

/** What was typed is kept until it is in the outbox, which keeps it from then on. */
function Form({ onSent }: { onSent: () => void }) {
  const { db, summary } = useApp()
  const [chosen] = useState(takeRow)
  const [form, setForm] = useState<ReportForm>({ ...emptyForm, ...(chosen && { row: chosen }) })
  const [draft, setDraft] = useState(() => toDraft(form))
  const [tried, setTried] = useState(false)
  const [isFull, setFull] = useState(false)
  const { isBusy, error, run } = useAction()
  const { forget } = useDraft('report', draft, (kept) => {
    const before = fromDraft(kept)
    change({ ...before, row: chosen ?? before.row })
  })
  const change = (next: ReportForm) => {
    setForm(next)
    setDraft(toDraft(next))
  }
  const validationErrors = tried ? findReportErrors(form) : {}

  const send = (target: EventTarget | null) => {
    setTried(true)
    setFull(false)
    const { row, mistake, text } = form
    if (Object.keys(findReportErrors(form)).length > 0 || !row.section || !mistake)
      return focusFirstError(target)
    run(async () => {
      if (!db) throw new AppError('storage_unavailable')
      const payload = { row: row as ReportedRow, mistake, text: cleanText(text) }
      const id = crypto.randomUUID()
      const queued = await queueItem(db, { kind: 'report', payload }, { id, now: readClock() })
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
      class="report-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send(event.currentTarget)
      }}
    >
      <About
        form={form}
        fixed={chosen !== undefined}
        isMissing={validationErrors.section !== undefined}
        onChange={change}
      />
      <MistakeChoice
        value={form.mistake}
        isMissing={validationErrors.mistake !== undefined}
        onChange={(mistake) => change({ ...form, mistake })}
      />
      <TextField
        name="text"
        label={tBenefits('report.text')}
        value={form.text}
        rows={5}
        onChange={(text) => change({ ...form, text })}
        help={tBenefits('report.textHelp')}
        isUrgent={tried}
        validationError={
          validationErrors.text &&
          (validationErrors.text === 'long'
            ? tBenefits('report.textLong', { max: LONGEST_TEXT })
            : tBenefits('report.textError'))
        }
      />
      {isFull && (
        <p class="error" role="alert">
          {tBenefits('report.full')}
        </p>
      )}
      {error && <ErrorText code={error.code} />}
      {summary.signedIn ? (
        <button type="submit" class="primary" aria-disabled={isBusy}>
          {tBenefits('report.send')}
        </button>
      ) : (
        <>
          <p>{tBenefits('report.signIn')}</p>
          <a class="primary" href="/dang-nhap">
            {tUi('services.signIn')}
          </a>
        </>
      )}
    </form>
  )
}

type AboutProps = {
  form: ReportForm
  fixed: boolean
  isMissing: boolean
  onChange: (form: ReportForm) => void
}

/** What the report is about: the row that led here, or a part of the data that is chosen here. */
function About({ form, fixed, isMissing, onChange }: AboutProps) {
  const { summary, language } = useApp()
  const { row } = form
  const [isFixed, setFixed] = useState(fixed)
  const issued = summary.cards.filter(({ origin }) => origin === 'issued')
  if (isFixed && row.section) {
    return (
      <section class="offer" aria-labelledby="about">
        <h2 id="about">{tBenefits('report.about')}</h2>
        {describeRow(row as ReportedRow, language, summary.cards).map((line) => (
          <p key={line}>{line}</p>
        ))}
        <button
          type="button"
          class="plain"
          onClick={() => {
            setFixed(false)
            onChange({ ...form, row: {} })
          }}
        >
          {tBenefits('report.elsewhere')}
        </button>
      </section>
    )
  }
  const ownId = issued.find(({ relation }) => relation === 'self')?.cardId
  return (
    <>
      {issued.length > 1 && (
        <label class="pick">
          <span>{tBenefits('report.whose')}</span>
          <select
            value={row.cardId ?? ownId}
            onChange={({ currentTarget: { value } }) => {
              const { cardId: _, ...rest } = row
              onChange({ ...form, row: value === ownId ? rest : { ...rest, cardId: value } })
            }}
          >
            {issued.map((card) => (
              <option key={card.cardId} value={card.cardId} {...verbatim}>
                {nameCard(card)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label class="pick">
        <span>{tBenefits('report.section')}</span>
        <select
          value={row.section ?? ''}
          aria-invalid={isMissing || undefined}
          aria-describedby={isMissing ? 'section-error' : undefined}
          onChange={({ currentTarget: { value } }) => {
            const section = sections.find((each) => each === value)
            onChange({
              ...form,
              row: { ...(row.cardId && { cardId: row.cardId }), ...(section && { section }) },
            })
          }}
        >
          <option value="">…</option>
          {sections.map((section) => (
            <option key={section} value={section}>
              {tBenefits(`report.section.${section}`)}
            </option>
          ))}
        </select>
      </label>
      {isMissing && (
        <p class="validation-error" id="section-error">
          {tBenefits('report.mistakeError')}
        </p>
      )}
    </>
  )
}

type MistakeProps = {
  value: ReportForm['mistake']
  isMissing: boolean
  onChange: (mistake: ReportMistake) => void
}

function MistakeChoice({ value, isMissing, onChange }: MistakeProps) {
  return (
    <fieldset class="mistakes" aria-describedby={isMissing ? 'mistake-error' : undefined}>
      <legend>{tBenefits('report.mistake')}</legend>
      {reportMistakes.map((mistake) => (
        <label key={mistake} class="check">
          <input
            type="radio"
            name="mistake"
            value={mistake}
            checked={mistake === value}
            aria-invalid={isMissing || undefined}
            onChange={() => onChange(mistake)}
          />
          {tBenefits(`report.mistake.${mistake}`)}
        </label>
      ))}
      {isMissing && (
        <p class="validation-error" id="mistake-error">
          {tBenefits('report.mistakeError')}
        </p>
      )}
    </fieldset>
  )
}
