import { useEffect, useRef, useState } from 'preact/hooks'
import type { PackAnswer } from '../../../core/answers/answer-pack.ts'
import type { AnswerReply, Urgency } from '../../../core/answers/ask.ts'
import { LONGEST_ASKED } from '../../../core/answers/question-words.ts'
import { writeDate } from '../../../i18n/written-forms.ts'
import { useApp } from '../../app-state.ts'
import { SubPage } from '../../components/sub-page.tsx'
import { askOffice } from '../../questions/asked-question.ts'
import { tAnswers } from '../../texts/answers-texts.ts'
import { AnswerView } from './answer-view.tsx'
import { GivenQuestion, GivingSwitch, useGiving } from './giving.tsx'
import type { LoadedAnswers } from './load-answers.ts'
import { useAnswers } from './use-answers.ts'
import './answers.css'

/** What is offered before anything is asked. */
const often = ['visit-papers', 'offline-use', 'benefit-levels', 'renew-household', 'lost-phone', 'scam-call']

/**
 * The assistant: finds what was written beforehand, or says that it does not know. What is asked stays in
 * this screen, and is gone with it.
 */
export function AnswersScreen() {
  const { state, retry } = useAnswers()
  return (
    <SubPage title={tAnswers('answers.title')} up="/tien-ich">
      {state.name === 'ready' ? (
        <Assistant {...state.loaded} />
      ) : state.name === 'loading' ? (
        <p role="status">{tAnswers('answers.loading')}</p>
      ) : (
        <div class="empty" role="alert">
          <p>{tAnswers('answers.missing')}</p>
          <button type="button" class="primary" onClick={retry}>
            {tAnswers('answers.retry')}
          </button>
        </div>
      )}
    </SubPage>
  )
}

function Assistant({ pack, ask, isOld }: LoadedAnswers) {
  const { language } = useApp()
  const giving = useGiving()
  const [question, setQuestion] = useState('')
  const [isEmpty, setEmpty] = useState(false)
  const [reply, setReply] = useState<AnswerReply>()
  const result = useRef<HTMLElement>(null)
  const find = (id: string) => pack.answers.find((answer) => answer.id === id)
  /** What the reply is to; the field may say something else by then. */
  const [replied, setReplied] = useState('')
  /** Whether it was on when this was asked: what was asked before is not given. */
  const [wasOn, setWasOn] = useState(false)
  const [isSearching, setSearching] = useState(false)
  const show = (next: AnswerReply) => setReply(next)
  const open = (answer: PackAnswer) => show({ outcome: { kind: 'answer', answer } })
  useEffect(() => {
    if (reply) result.current?.focus()
  }, [reply])
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    const text = question.trim()
    setEmpty(text === '')
    if (text === '') return
    setReplied(text)
    setWasOn(giving.isOn === true)
    setReply(undefined)
    setSearching(true)
    void ask(text).then((next) => {
      setSearching(false)
      show(next)
    })
  }
  return (
    <>
      <form class="asking" onSubmit={send}>
        <label class="field">
          <span>{tAnswers('answers.question')}</span>
          <input
            type="search"
            value={question}
            maxLength={LONGEST_ASKED}
            autoComplete="off"
            spellcheck={false}
            aria-describedby="question-hint"
            onInput={(event) => setQuestion(event.currentTarget.value)}
          />
        </label>
        <p class="small" id="question-hint">
          {isEmpty ? tAnswers('answers.empty') : tAnswers('answers.questionHint')}
        </p>
        <button type="submit" class="primary">
          {tAnswers('answers.ask')}
        </button>
      </form>
      {isSearching && <p role="status">{tAnswers('answers.searching')}</p>}
      {reply ? (
        <section ref={result} tabIndex={-1} class="reply" aria-live="polite">
          {reply.urgency && <Urgent urgency={reply.urgency} isBeside={reply.outcome.kind !== 'unknown'} />}
          <Result
            key={keyOf(reply)}
            reply={reply}
            asked={replied}
            isGiven={wasOn && giving.isOn === true}
            find={find}
            onOpen={open}
          />
        </section>
      ) : isSearching ? null : (
        <section aria-labelledby="often">
          <p class="small">{tAnswers(giving.isOn ? 'answers.leadGiving' : 'answers.lead')}</p>
          <h2 id="often">{tAnswers('answers.often')}</h2>
          <Titles answers={often.flatMap((id) => find(id) ?? [])} onOpen={open} />
        </section>
      )}
      <GivingSwitch giving={giving} />
      {isOld && <p class="notice">{tAnswers('answers.contentOld')}</p>}
      <p class="small">{tAnswers('answers.asOf', { date: writeDate(pack.asOf, language) })}</p>
    </>
  )
}

/** Another reply begins anew, with no button pressed. */
function keyOf({ outcome }: AnswerReply): string {
  return outcome.kind === 'answer' ? outcome.answer.id : outcome.kind
}

type ResultProps = {
  reply: AnswerReply
  asked: string
  isGiven: boolean
  find: (id: string) => PackAnswer | undefined
  onOpen: (answer: PackAnswer) => void
}

function Result({ reply: { urgency, outcome }, asked, isGiven, find, onOpen }: ResultProps) {
  const [verdict, setVerdict] = useState<'right' | 'wrong'>()
  // What sounds urgent or of an illness is nobody's to read.
  const unknown = <Unknown asked={asked} isGiven={isGiven && !urgency} />
  if (outcome.kind === 'unknown') return urgency ? <NotUrgent asked={asked} /> : unknown
  if (outcome.kind === 'choose') {
    if (verdict === 'wrong') return unknown
    return (
      <>
        <h2>{tAnswers('answers.choose')}</h2>
        <Titles answers={outcome.answers} onOpen={onOpen} />
        <button type="button" class="plain" onClick={() => setVerdict('wrong')}>
          {tAnswers('answers.noneOfThese')}
        </button>
      </>
    )
  }
  const { answer } = outcome
  const related = answer.related.flatMap((id) => find(id) ?? [])
  return (
    <>
      <h2>{answer.title}</h2>
      <AnswerView answer={answer} />
      {verdict === undefined && (
        <div class="verdict">
          <p>{tAnswers('answers.isThisIt')}</p>
          <button type="button" class="plain" onClick={() => setVerdict('right')}>
            {tAnswers('answers.yes')}
          </button>
          <button type="button" class="plain" onClick={() => setVerdict('wrong')}>
            {tAnswers('answers.no')}
          </button>
        </div>
      )}
      {verdict === 'right' && <p role="status">{tAnswers('answers.glad')}</p>}
      {verdict === 'wrong' && unknown}
      {related.length > 0 && (
        <>
          <h3>{tAnswers('answers.related')}</h3>
          <Titles answers={related} onOpen={onOpen} />
        </>
      )}
    </>
  )
}

function Titles({
  answers,
  onOpen,
}: {
  answers: readonly PackAnswer[]
  onOpen: (answer: PackAnswer) => void
}) {
  return (
    <ul class="entries">
      {answers.map((answer) => (
        <li key={answer.id}>
          <button type="button" onClick={() => onOpen(answer)}>
            {answer.title}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Nothing is made up: who can be asked instead. */
function Unknown({ asked, isGiven }: { asked: string; isGiven: boolean }) {
  return (
    <div class="unknown">
      <h2>{tAnswers('answers.unknown')}</h2>
      <p>{tAnswers('answers.unknownHow')}</p>
      <a class="primary" href="tel:19009068">
        {tAnswers('answers.hotline')}
      </a>
      <AskOffice asked={asked} />
      {isGiven && <GivenQuestion asked={asked} />}
    </div>
  )
}

/** Below 115 or a doctor: what was taken for urgent may have been about insurance. */
function NotUrgent({ asked }: { asked: string }) {
  return (
    <div class="unknown">
      <p class="small">{tAnswers('answers.notUrgent')}</p>
      <AskOffice asked={asked} />
    </div>
  )
}

/** The form for questions, with this one already written: nothing is sent before it is looked at there. */
function AskOffice({ asked }: { asked: string }) {
  return (
    <a class="plain" href="/tien-ich/hoi-co-quan" onClick={() => askOffice(asked)}>
      {tAnswers('answers.askOffice')}
    </a>
  )
}

/** First of all: an ambulance, or a doctor. In one line where an answer stands below. */
function Urgent({ urgency, isBeside }: { urgency: Urgency; isBeside: boolean }) {
  const isEmergency = urgency === 'emergency'
  if (isBeside)
    return (
      <p class="notice urgent" role="alert">
        {tAnswers(isEmergency ? 'answers.emergencyBeside' : 'answers.medicalBeside')}{' '}
        {isEmergency && <a href="tel:115">{tAnswers('answers.call115')}</a>}
      </p>
    )
  return (
    <div class="notice urgent" role="alert">
      <h2>{tAnswers(isEmergency ? 'answers.emergency' : 'answers.medical')}</h2>
      <p>{tAnswers(isEmergency ? 'answers.emergencyHow' : 'answers.medicalHow')}</p>
      {isEmergency ? (
        <a class="primary" href="tel:115">
          {tAnswers('answers.call115')}
        </a>
      ) : (
        <a class="plain" href="/tien-ich/tra-cuu">
          {tAnswers('answers.findCare')}
        </a>
      )}
    </div>
  )
}
