import { useEffect, useState } from 'preact/hooks'
import { AppError } from '../../../core/app-error.ts'
import { vietnamDay } from '../../../core/dates/vietnam-day.ts'
import type { Service } from '../../../core/services/service-pack.ts'
import { draftNameOf, type ServiceDraft } from '../../../wallet/outbox/service-drafts.ts'
import { loadBlob } from '../../../wallet/sealing/blobs.ts'
import { useApp } from '../../app-state.ts'
import { ErrorText } from '../../requests/error-text.tsx'
import { tService } from '../../texts/service-texts.ts'
import { carryOver, pagesOf } from './answers.ts'
import { loadControls } from './fields/field-control.tsx'
import { askAccount, fillKnown, isFilled, type Known, refillCard } from './known.ts'
import { QuestionPage } from './question-page.tsx'
import { RequestReview } from './request-review.tsx'
import { type Pages, REVIEW, START } from './use-pages.ts'
import { useRequestDraft } from './use-request-draft.ts'
import { speak } from './use-services.ts'

type FillingProps = {
  service: Service
  first: ServiceDraft
  known: Known
  pages: Pages
  /** Puts the request into the outbox. @throws AppError */
  onSend: (draft: ServiceDraft, proof: string | undefined) => Promise<void>
  onDiscard: (draft: ServiceDraft) => void
}

/** A request while it is being filled in: one question after the other, then the review. */
export function Filling({ service, first, known: kept, pages, onSend, onDiscard }: FillingProps) {
  const { db, language, now, online, summary } = useApp()
  const { definition } = service
  const [carried] = useState(() =>
    first.version === definition.version ? undefined : carryOver(definition, first.answers),
  )
  const { draft, change, error, settle } = useRequestDraft(
    carried ? { ...first, version: definition.version, answers: carried.typed } : first,
  )
  const [known, setKnown] = useState(kept)
  useEffect(() => void loadControls(definition, language), [])
  const isAsking = online && summary.signedIn && !known.account
  useEffect(() => {
    if (!isAsking) return
    askAccount().then(
      (account) => {
        const more = { ...kept, account }
        setKnown(more)
        change((now) => ({ ...now, answers: fillKnown(definition, now.answers, more) }))
      },
      () => {},
    )
  }, [isAsking])
  useEffect(() => {
    if (carried) change((now) => ({ ...now, answers: fillKnown(definition, now.answers, known) }))
  }, [])

  const typed = draft.answers
  const canChange = (id: string) => !draft.mends?.closed.includes(id)
  const asked = pagesOf(definition, typed, { today: vietnamDay(now) }).filter(({ id }) => canChange(id))
  const wanted = pages.place?.page ?? START
  const at = asked.findIndex(({ id }) => id === wanted)
  const page = asked[at]
  const before = page ? asked[at - 1]?.id : asked.at(-1)?.id
  useEffect(() => {
    if (draft.page !== wanted) change((now) => ({ ...now, page: wanted }))
  }, [wanted])

  const say = speak(service, language)
  const filing = { service, say, typed }
  const readFile = async (name: string) => {
    // One that was just taken is still being written.
    await settle()
    return db && loadBlob(db, `draft/${draftNameOf(draft.id)}`, name)
  }
  const notes = (
    <>
      {carried && (
        <p class="notice" role="status">
          {tService(carried.lost > 0 ? 'draft.changedLost' : 'draft.changed', { count: carried.lost })}
        </p>
      )}
      {draft.mends && <p class="notice">{tService('mend.lead', { pages: asked.length })}</p>}
      {draft.mends?.note && <p class="lines">{tService('mend.note', { note: draft.mends.note })}</p>}
      {error && <ErrorText code={error} />}
    </>
  )
  if (!page) {
    return (
      <RequestReview
        {...filing}
        notes={notes}
        readFile={readFile}
        onChange={pages.visit}
        onBack={() => pages.back(before)}
        canChange={canChange}
        requestKey={draft.id}
        onSend={async (proof) => {
          if (!(await settle())) throw new AppError('storage_unavailable')
          await onSend(draft, proof)
        }}
        onDiscard={() => onDiscard(draft)}
      />
    )
  }
  return (
    <QuestionPage
      key={page.id}
      {...filing}
      notes={notes}
      page={page}
      progress={{ at: at + 1, total: asked.length }}
      isFilled={(field) => isFilled(definition, typed, known, field)}
      readFile={readFile}
      returns={pages.returns}
      onChange={(field, answer, files) =>
        change((now) => {
          const next = { ...now.answers, [field]: answer }
          const isCard = page.fields.some(({ id, type }) => id === field && type === 'card')
          return { ...now, answers: isCard ? refillCard(definition, now.answers, next, known) : next }
        }, files)
      }
      onBack={() => pages.back(before)}
      onNext={() => (pages.returns ? pages.back(REVIEW) : pages.go(asked[at + 1]?.id ?? REVIEW))}
    />
  )
}
