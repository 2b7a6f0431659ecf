import type { ComponentProps } from 'preact'
import { useState } from 'preact/hooks'
import { vietnamDay } from '../../../core/dates/vietnam-day.ts'
import { asksAgain, parseAnswers, type ReviewLine } from '../../../core/services/parse-answers.ts'
import { windowOn } from '../../../core/services/window.ts'
import { useAction } from '../../../ui/actions/use-action.ts'
import { useApp } from '../../app-state.ts'
import { lazyScreen } from '../../components/lazy-screen.ts'
import { CheckedForm } from '../../forms/checked-form.tsx'
import { ErrorText } from '../../requests/error-text.tsx'
import { tService } from '../../texts/service-texts.ts'
import { listReviewLines, toAnswers } from './answers.ts'
import { useNames, writeAnswer } from './describe-answer.ts'
import { describeWindow } from './describe-window.ts'
import type { ControlProps } from './fields/control-props.ts'
import { KeptPicture } from './fields/kept-picture.tsx'
import type { Filing } from './filing.ts'
import { PageHead } from './page-head.tsx'
import type { ProofForm } from './proof-form.tsx'
import { describeAnswerFault } from './question-page.tsx'

/** Only few services ask for it, and it needs a network. */
const LazyProofForm = lazyScreen<ComponentProps<typeof ProofForm>>({
  offline: 'later',
  texts: [],
  load: async () => (await import('./proof-form.tsx')).ProofForm,
})

type RequestReviewProps = Filing & {
  readFile: ControlProps['readFile']
  onChange: (page: string) => void
  onBack: () => void
  /** What a proof that it is the person is for. */
  requestKey: string
  /** With the proof, where it is asked for. */
  onSend: (proof?: string) => Promise<void>
  onDiscard: () => void
  canChange: (page: string) => boolean
}

/** Every field with a way to change it, and sending. */
export function RequestReview({ service, say, typed, ...props }: RequestReviewProps) {
  const { language, now, online } = useApp()
  const { isBusy, error, run } = useAction()
  const { definition } = service
  const nameCode = useNames(definition)
  const context = { today: vietnamDay(now) }
  const parsed = parseAnswers(definition, toAnswers(definition, typed), context)
  const faults = parsed.ok ? [] : parsed.error
  const lines = listReviewLines(definition, typed, context)
  const window = windowOn(definition, context.today)
  const isClosed = window?.isOpen === false
  const isAskedAgain = asksAgain(definition, parsed.ok ? parsed.value : {})
  const canSend = !isClosed && (online || !isAskedAgain)
  const pageOf = (field: string) => lines.find((line) => line.field.id === field)?.page
  const form = {
    summaryTitle: (count: number) => tService('summary.title', { count }),
    validationErrors: faults.map((fault) => {
      const page = pageOf(fault.field)
      return {
        field: fault.field,
        label: say.text(`field.${fault.field}`),
        text: describeAnswerFault(fault, say),
        ...(page !== undefined && { onPick: () => props.onChange(page) }),
      }
    }),
  }
  const content = (
    <>
      <p>{say.text('title')}</p>
      <dl class="review-group">
        {lines.map((line) => {
          const { page, field, answer } = line
          const fault = faults.find((each) => each.field === field.id)
          const label = say.text(`field.${field.id}`)
          const nameChoice = (choice: string) => say.text(`choice.${field.id}.${choice}`)
          return (
            <div key={field.id}>
              <dt>{label}</dt>
              <dd>
                {answer === undefined ? (
                  <span class="small">{tService('review.none')}</span>
                ) : (
                  <span class="lines">{writeAnswer(field, answer, { language, nameCode, nameChoice })}</span>
                )}
                <Pictures line={line} readFile={props.readFile} />
                {fault && <span class="validation-error">{describeAnswerFault(fault, say)}</span>}
              </dd>
              {page !== undefined && props.canChange(page) && (
                <dd>
                  <button
                    type="button"
                    class="link"
                    aria-label={tService('review.changeOf', { field: label })}
                    onClick={() => props.onChange(page)}
                  >
                    {tService('review.change')}
                  </button>
                </dd>
              )}
            </div>
          )
        })}
      </dl>
      {isClosed ? (
        <p class="notice">{describeWindow(window, language)}</p>
      ) : (
        <p class="consent">{tService('review.consent')}</p>
      )}
      {!online && !isClosed && (
        <p class="notice" role="status">
          {tService(isAskedAgain ? 'review.passwordOffline' : 'review.offline')}
        </p>
      )}
    </>
  )
  return (
    <PageHead title={tService('review.title')} say={say} onBack={props.onBack}>
      {props.notes}
      {isAskedAgain && canSend ? (
        <LazyProofForm
          {...form}
          action={tService('review.send')}
          requestKey={props.requestKey}
          onProven={props.onSend}
        >
          {() => content}
        </LazyProofForm>
      ) : (
        <CheckedForm
          {...form}
          action={canSend ? tService(online ? 'review.send' : 'review.sendLater') : undefined}
          isBusy={isBusy}
          onSubmit={() => run(() => props.onSend())}
        >
          {() => (
            <>
              {content}
              {error && <ErrorText code={error.code} />}
            </>
          )}
        </CheckedForm>
      )}
      <Discard onDiscard={props.onDiscard} />
    </PageHead>
  )
}

/** Throwing the draft away, asked once more. */
function Discard({ onDiscard }: Pick<RequestReviewProps, 'onDiscard'>) {
  const [isConfirming, setConfirming] = useState(false)
  if (!isConfirming) {
    return (
      <button type="button" class="link" onClick={() => setConfirming(true)}>
        {tService('review.discard')}
      </button>
    )
  }
  return (
    <section class="notice stack" role="alert">
      <p>{tService('review.discardSure')}</p>
      <button type="button" class="plain wide" onClick={onDiscard}>
        {tService('review.discardYes')}
      </button>
      <button type="button" class="plain wide" onClick={() => setConfirming(false)}>
        {tService('review.discardNo')}
      </button>
    </section>
  )
}

/** The pictures of a line, small. */
function Pictures({
  line: { field, answer },
  readFile,
}: { line: ReviewLine } & Pick<RequestReviewProps, 'readFile'>) {
  if (field.type !== 'pictures' || !Array.isArray(answer)) return null
  const hashes = answer.filter((each) => typeof each === 'string')
  return (
    <>
      {hashes.map((hash, at) => (
        <KeptPicture
          key={hash}
          text={tService('pictures.kept', { number: at + 1 })}
          read={() => readFile(hash)}
        />
      ))}
    </>
  )
}
