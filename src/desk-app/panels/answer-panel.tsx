import { useEffect, useRef, useState } from 'preact/hooks'
import type { VerdictColour } from '../../core/credential/verdict-colour.ts'
import { describeAge } from '../../i18n/age.ts'
import { readClock } from '../../ui/browser/clock.ts'
import { copyText } from '../browser/take-out.ts'
import type { TranslateDesk } from '../desk-texts.ts'
import type { DeskAnswer } from '../engine/desk-answer.ts'
import { writeCheckIn } from '../results/check-in-xml.ts'
import {
  type AnswerLine,
  type AnswerPlace,
  describeTitle,
  groupCardNumber,
  listCardLines,
  writeAnswerText,
  writeDeskDate,
  writeDeskTime,
} from '../results/describe-answer.ts'
import { writeEligibilityResponse } from '../results/eligibility-response.ts'
import { ANSWER_LIFE, type ShownAnswer } from '../use-desk-window.ts'

/** A shape for each colour, told apart without colours. */
const shapes: Readonly<Record<VerdictColour, string>> = {
  green: 'M32 4a28 28 0 1 0 .1 0zM18 33l10 10 19-21',
  amber: 'M32 5 61 58H3zM32 24v16m0 7v3',
  red: 'M21 4h22l17 17v22L43 60H21L4 43V21zM21 21l22 22m0-22L21 43',
  none: 'M6 6h52v52H6zM26 25c0-9 13-8 13 0 0 6-7 6-7 13m0 7v3',
}

type AnswerPanelProps = {
  readonly place: AnswerPlace
  readonly shown: ShownAnswer | undefined
  /** Of the oldest revocation list, Unix seconds; nothing where there is none. */
  readonly listsIssuedAt: number | undefined
  readonly isJudging: boolean
  readonly onBlank: () => void
  readonly onRecord: () => void
}

/** The one answer: large by word, shape and colour, then what to compare. It goes by itself. */
export function AnswerPanel({ place, shown, listsIssuedAt, isJudging, onBlank, onRecord }: AnswerPanelProps) {
  const { t } = place
  return (
    <section class="answer-panel" aria-label={t('answer.region')} aria-busy={isJudging}>
      <div role="status" aria-live="assertive">
        {isJudging && <p class="answer-wait">{t('scan.judging')}</p>}
        {!isJudging && !shown && <p class="answer-wait">{t('answer.none')}</p>}
        {shown && <Headline key={shown.key} shown={shown} t={t} />}
      </div>
      {shown && <Details key={shown.key} {...{ place, shown, listsIssuedAt, onBlank, onRecord }} />}
    </section>
  )
}

function colourOfAnswer(answer: DeskAnswer): VerdictColour {
  if (answer.kind === 'verdict') return answer.colour
  return answer.kind === 'number' ? 'amber' : 'none'
}

function Headline({ shown, t }: { shown: ShownAnswer; t: TranslateDesk }) {
  const { answer, at, isReadAgain } = shown
  const place = useRef<HTMLDivElement>(null)
  // On a narrow screen it stands below the field and the buttons.
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), [])
  const { title, help } = describeTitle(answer, t)
  const colour = colourOfAnswer(answer)
  const isCard = answer.kind !== 'remark'
  return (
    <div ref={place} class={`verdict verdict-${colour}`} data-colour={colour}>
      <svg class="verdict-shape" viewBox="0 0 64 64" aria-hidden="true">
        <path d={shapes[colour]} />
      </svg>
      <div>
        <h2>{title}</h2>
        <p>{help}</p>
        {isReadAgain && <p class="verdict-note">{t('answer.readAgain', { time: writeDeskTime(at) })}</p>}
        {answer.kind === 'verdict' &&
          answer.outcome.notes.map((note) => (
            <p key={note} class="verdict-note">
              {t(`note.${note}`)}
            </p>
          ))}
        {isCard && (colour === 'amber' || colour === 'red') && <p class="verdict-law">{t('law.receive')}</p>}
      </div>
    </div>
  )
}

function Details({
  place,
  shown: { answer, at },
  listsIssuedAt,
  onBlank,
  onRecord,
}: Omit<AnswerPanelProps, 'isJudging' | 'shown'> & { shown: ShownAnswer }) {
  const { t } = place
  const [note, setNote] = useState('')
  const card = answer.kind === 'verdict' ? answer.outcome.card : undefined
  const totals = answer.kind === 'verdict' ? answer.outcome.totals : undefined
  const lines = card && listCardLines(card, place)
  const copy = async (text: string) => setNote(t((await copyText(text)) ? 'desk.copied' : 'copy.failed'))
  const copyAll = () => copy(writeAnswerText(answer, place))
  const record = () => {
    onRecord()
    setNote(t('record.made'))
  }
  // The keys do what the buttons do now, not what they did when the answer came.
  const keys = useRef({ copyAll, record })
  keys.current = { copyAll, record }
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'F2' && event.key !== 'F8') return
      event.preventDefault()
      if (event.key === 'F2') void keys.current.copyAll()
      else if (answer.kind !== 'remark') keys.current.record()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])

  return (
    <>
      {answer.kind === 'number' && <p class="big-number">{groupCardNumber(answer.number)}</p>}
      {lines && (
        <>
          <h3>{t('answer.compare')}</h3>
          <Lines lines={lines.compare} />
          <Lines lines={[...lines.rest, describeLists(listsIssuedAt, at, place)]} />
        </>
      )}
      {totals && (
        <Lines
          lines={[
            { label: t('answer.name'), value: totals.fullName, isBig: true },
            { label: t('answer.born'), value: writeDeskDate(totals.dateOfBirth), isBig: true },
            { label: t('answer.asOf'), value: writeDeskDate(totals.asOf) },
            { label: t('answer.months'), value: t('answer.monthsOf', totals.months) },
          ]}
        />
      )}
      <div class="answer-actions">
        <button type="button" class="plain" onClick={onBlank}>
          {t('answer.blank')}
        </button>
        {answer.kind !== 'remark' && (
          <button type="button" class="plain" onClick={record}>
            {t('record.make')}
          </button>
        )}
        <button type="button" class="plain" onClick={() => void copyAll()}>
          {t('copy.text')}
        </button>
        {answer.kind === 'verdict' && (
          <button
            type="button"
            class="plain"
            onClick={() => void copy(JSON.stringify(answer.outcome, null, 2))}
          >
            {t('copy.json')}
          </button>
        )}
        {card && (
          <button
            type="button"
            class="plain"
            onClick={() => void copy(writeCheckIn(card, { at, facility: place.facility }))}
          >
            {t('copy.xml')}
          </button>
        )}
        {card && answer.kind === 'verdict' && (
          <button
            type="button"
            class="plain"
            onClick={() => {
              const { colour, outcome } = answer
              const requestId = makeUuid()
              const response = writeEligibilityResponse(card, outcome, { colour, at, requestId })
              void copy(JSON.stringify(response, null, 2))
            }}
          >
            {t('copy.fhir')}
          </button>
        )}
      </div>
      <p class="small" role="status">
        {note}
      </p>
      <Countdown t={t} at={at} />
    </>
  )
}

/** How old the revocation list is that this answer rests on. */
function describeLists(issuedAt: number | undefined, at: number, { t, language }: AnswerPlace): AnswerLine {
  const label = t('answer.lists')
  if (issuedAt === undefined) return { label, value: t('answer.listsNone') }
  const age = describeAge(at - issuedAt, language) ?? t('answer.justNow')
  return { label, value: t('answer.listsAge', { age }) }
}

/** A random UUID (RFC 9562, version 4), also where `randomUUID` is missing. */
function makeUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function Lines({ lines }: { lines: readonly AnswerLine[] }) {
  if (lines.length === 0) return null
  return (
    <dl class="answer-lines">
      {lines.map(({ label, value, isBig, isHere }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd class={isBig ? 'big' : isHere === undefined ? undefined : isHere ? 'here' : 'elsewhere'}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** How long the answer still stands. Not announced: it would talk over the answer. */
function Countdown({ t, at }: { t: TranslateDesk; at: number }) {
  const secondsLeft = () => Math.min(ANSWER_LIFE / 1000, Math.max(0, at + ANSWER_LIFE / 1000 - readClock()))
  const [left, setLeft] = useState(secondsLeft)
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsLeft()), 1000)
    return () => clearInterval(timer)
  }, [])
  return <p class="small">{t('answer.blankIn', { count: left })}</p>
}
