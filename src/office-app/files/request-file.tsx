import { useEffect, useRef, useState } from 'preact/hooks'
import type { OfficeRequestView } from '../../core/api/back-office-contract.ts'
import type { CallAnnounced } from '../../core/api/call-contract.ts'
import { endpoints } from '../../core/api/contract.ts'
import { request } from '../../core/api/request.ts'
import { formatWrittenDate, parsePartialDate } from '../../core/dates/partial-date.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { TextField } from '../../ui/forms/text-field.tsx'
import { useKept } from '../desk-context.ts'
import { LoadState } from '../load-state.tsx'
import { OfficeErrorText } from '../office-error-text.tsx'
import { formatOfficeTime, tOffice } from '../office-texts.ts'
import { useLoaded } from '../use-loaded.ts'
import { useOfficeAction } from '../use-office-action.ts'

/** One request of an account holder, and the office's answer. */
export function RequestFile({ id, onDecided }: { id: string; onDecided: (message: string) => void }) {
  const { loaded, reload } = useLoaded(id, () =>
    request(issuer, endpoints.readOfficeRequest, { params: { id } }),
  )
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [loaded.state])
  if (loaded.state !== 'ready') return <LoadState loaded={loaded} onAgain={reload} />
  const file = loaded.value
  return (
    <article>
      <h2 ref={heading} tabIndex={-1}>
        {tOffice(`request.${file.kind}`)}
      </h2>
      <p class="small">
        {file.fileNumber} · {tOffice('list.filed', { time: formatOfficeTime(file.filedAt) })}
      </p>
      <Person request={file} />
      {file.claimedBy && <p class="mark">{tOffice('request.claimed', { officer: file.claimedBy })}</p>}
      {file.state === 'waiting' && <InHand id={id} onClaimed={reload} />}
      <dl class="office-content">
        {file.content.map(({ field, text }) => (
          <div key={field}>
            <dt>{field}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {file.state === 'waiting' ? (
        <AnswerForm request={file} onDecided={onDecided} />
      ) : (
        file.decision && (
          <section class="notice">
            <p>{tOffice(`decision.${file.state}`, { time: formatOfficeTime(file.decision.decidedAt) })}</p>
            {file.decision.officer && <p>{tOffice('decision.by', { officer: file.decision.officer })}</p>}
            {file.decision.answer && <p>{file.decision.answer}</p>}
          </section>
        )
      )}
    </article>
  )
}

function Person({ request: { fullName, person } }: { request: OfficeRequestView }) {
  const date = parsePartialDate(person.dateOfBirth)
  return (
    <div class="office-person">
      <p>
        <strong>{fullName}</strong>
      </p>
      <p>
        {tOffice('request.born', {
          date: date.ok ? formatWrittenDate(date.value) : person.dateOfBirth,
          code: person.bhxhCode,
        })}
      </p>
      {person.phone && <p>{tOffice('request.phone', { phone: person.phone })}</p>}
      {person.email && <p>{tOffice('request.email', { email: person.email })}</p>}
    </div>
  )
}

/** Taking it in hand, and the digits by which the person can tell who is calling. */
function InHand({ id, onClaimed }: { id: string; onClaimed: () => void }) {
  const [call, setCall] = useState<CallAnnounced>()
  const { isBusy, error, complete } = useOfficeAction()
  const claim = async () => {
    if (await complete(() => request(issuer, endpoints.claimOfficeRequest, { params: { id } }))) onClaimed()
  }
  const announce = () =>
    complete(async () => setCall(await request(issuer, endpoints.announceCall, { params: { id } })))
  return (
    <div class="stack">
      <div class="content-ways">
        <button type="button" class="plain" aria-disabled={isBusy} onClick={() => void claim()}>
          {tOffice('request.claim')}
        </button>
        <button type="button" class="plain" aria-disabled={isBusy} onClick={() => void announce()}>
          {tOffice('request.call')}
        </button>
      </div>
      {call && (
        <div class="notice" role="status">
          <p>
            <strong>{tOffice('request.callDigits', { digits: call.digits })}</strong>
          </p>
          <p class="small">{tOffice('request.callHint', { time: formatOfficeTime(call.expiresAt) })}</p>
        </div>
      )}
      {error && <OfficeErrorText code={error.code} />}
    </div>
  )
}

type AnswerFormProps = { request: OfficeRequestView; onDecided: (message: string) => void }

function AnswerForm({ request: { id, kind, fileNumber }, onDecided }: AnswerFormProps) {
  const [answer, setAnswer] = useKept(`answer ${id}`, '')
  const [isNeeded, setNeeded] = useState(false)
  const { isBusy, error, complete } = useOfficeAction()
  const text = answer.trim()
  const decide = async (
    endpoint: typeof endpoints.approveOfficeRequest | typeof endpoints.refuseOfficeRequest,
  ) => {
    const body = text === '' ? {} : { answer: text }
    if (await complete(() => request(issuer, endpoint, { params: { id }, body })))
      onDecided(tOffice('request.done', { number: fileNumber }))
  }
  const refuse = () => {
    setNeeded(text === '')
    if (text !== '') void decide(endpoints.refuseOfficeRequest)
  }
  return (
    <div class="stack office-decision">
      <TextField
        name="answer"
        rows={3}
        maxLength={500}
        isUrgent
        label={tOffice('request.answer')}
        value={answer}
        onChange={setAnswer}
        validationError={isNeeded && text === '' ? tOffice('request.answerNeeded') : undefined}
      />
      {error && <OfficeErrorText code={error.code} />}
      <button
        type="button"
        class="primary"
        aria-disabled={isBusy}
        onClick={() => void decide(endpoints.approveOfficeRequest)}
      >
        {tOffice(kind === 'close-account' ? 'request.closeAccount' : 'request.answerReport')}
      </button>
      <button type="button" class="plain danger" aria-disabled={isBusy} onClick={refuse}>
        {tOffice('request.refuse')}
      </button>
    </div>
  )
}
