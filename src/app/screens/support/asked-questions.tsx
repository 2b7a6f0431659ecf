import { useEffect, useState } from 'preact/hooks'
import { writeDay } from '../../../i18n/written-forms.ts'
import { type AnsweredQuestion, listAnswers } from '../../../wallet/inbox/answered-questions.ts'
import { useApp } from '../../app-state.ts'
import { useOutbox } from '../../outbox/outbox-list.tsx'
import { tSupport } from '../../texts/support-texts.ts'

/** What waits, what was sent, and what the office has answered, by the newest snapshot on this phone. */
export function AskedQuestions() {
  const { db, summary, language } = useApp()
  const asked = useOutbox()?.filter(({ kind }) => kind === 'question') ?? []
  const [answers, setAnswers] = useState<readonly AnsweredQuestion[]>([])
  useEffect(() => {
    if (db) listAnswers(db).then(setAnswers, () => {})
  }, [db, summary.sequence])
  if (asked.length + answers.length === 0) return null
  return (
    <section aria-labelledby="asked-questions" class="questions">
      <h2 id="asked-questions">{tSupport('question.list')}</h2>
      <ol class="report-list">
        {asked.map(({ id, state, queuedAt }) => (
          <li key={id}>
            <p class="said">
              {state === 'sent'
                ? tSupport('question.sent', { date: writeDay(queuedAt, language) })
                : tSupport(state === 'refused' ? 'question.refused' : 'question.waiting')}
            </p>
          </li>
        ))}
        {answers.map(({ id, at, question, answer }) => (
          <li key={id}>
            <p class="said">{tSupport('question.answered', { date: writeDay(at, language) })}</p>
            <p class="small">{question}</p>
            <p lang="vi">{answer}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
