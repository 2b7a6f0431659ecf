import { useEffect, useState } from 'preact/hooks'
import type { ErrorCode } from '../../../core/api/error-codes.ts'
import { errorCodeOf } from '../../../core/app-error.ts'
import { writeCalendar } from '../../../core/dates/calendar-file.ts'
import { daysBetween } from '../../../core/dates/days.ts'
import { isDue, type Reminder } from '../../../core/rules/reminders.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { writeDate } from '../../../i18n/written-forms.ts'
import { readClock } from '../../../ui/browser/clock.ts'
import { today } from '../../../ui/browser/today.ts'
import type { WalletDatabase } from '../../../wallet/database/wallet-database.ts'
import { loadReminders } from '../../../wallet/history/load-reminders.ts'
import { useApp } from '../../app-state.ts'
import { downloadFile } from '../../browser/download-file.ts'
import { NoCards, nameCard } from '../../components/card-choice.tsx'
import { lazyScreen } from '../../components/lazy-screen.ts'
import { SubPage } from '../../components/sub-page.tsx'
import { ErrorText } from '../../requests/error-text.tsx'
import { tBenefits } from '../../texts/benefits-texts.ts'
import { formatDays } from '../../texts/format-history.ts'
import { pushTexts } from '../../texts/push-texts.ts'
import '../benefits/benefits.css'

/** The switch of notifications, which the days do without. */
const NotificationChoice = lazyScreen<{ db: WalletDatabase }>({
  offline: 'later',
  texts: [pushTexts],
  load: async () => (await import('./notification-choice.tsx')).NotificationChoice,
})

/** What is ahead for the cards of the wallet, to be taken into a calendar or told by the device. */
export function RemindersScreen() {
  const { db, summary } = useApp()
  const [reminders, setReminders] = useState<readonly Reminder[]>()
  const [error, setError] = useState<ErrorCode>()
  useEffect(() => {
    if (!db) return setError('storage_timeout')
    loadReminders(db, today()).then(setReminders, (cause) => setError(errorCodeOf(cause)))
    return undefined
  }, [db, summary])
  return (
    <SubPage title={tBenefits('remind.title')} up="/tien-ich">
      {summary.cards.length === 0 ? (
        <NoCards />
      ) : (
        <>
          <p>{tBenefits('remind.lead')}</p>
          {error && <ErrorText code={error} />}
          {reminders && <Reminders reminders={reminders} />}
          {db && (reminders || error) && <NotificationChoice db={db} />}
          {reminders && <CalendarOffer reminders={reminders} />}
        </>
      )}
    </SubPage>
  )
}

function Reminders({ reminders }: { reminders: readonly Reminder[] }) {
  const { summary, language } = useApp()
  const hasOpenEnd = summary.cards.some((card) => card.face.validTo === undefined)
  const day = today()
  // The live code renews itself: worth a word only when it has not been able to for long.
  const shown = reminders.filter((reminder) => reminder.kind !== 'renewal' || isDue(reminder, day))
  return (
    <>
      {shown.length === 0 && <p class="empty">{tBenefits('remind.none')}</p>}
      <ol class="report-list">
        {shown.map(({ id, cardId, kind, date }) => {
          const left = daysBetween(day, date)
          const card = summary.cards.find((each) => each.cardId === cardId)
          return (
            card && (
              <li key={id}>
                <p class="said">
                  {writeDate(date, language)}
                  {left <= 90 && <span class="small"> ({formatDays(left)})</span>}
                </p>
                <p>{tBenefits(`remind.${kind}`)}</p>
                {summary.cards.length > 1 && (
                  <p class="small" {...verbatim}>
                    {nameCard(card)}
                  </p>
                )}
                {kind === 'gap' && (
                  <p class="small">
                    {tBenefits('remind.gapWhy')} {!card.face.validTo && tBenefits('remind.gapFromRecord')}
                  </p>
                )}
              </li>
            )
          )
        })}
      </ol>
      {hasOpenEnd && <p class="small">{tBenefits('remind.openEnd')}</p>}
    </>
  )
}

/** The days as a calendar file; the live code renews itself and is not among them. */
function CalendarOffer({ reminders }: { reminders: readonly Reminder[] }) {
  const { summary, language } = useApp()
  const taken = reminders.filter(({ kind }) => kind !== 'renewal')
  if (taken.length === 0) return null
  const download = () => {
    const entries = taken.flatMap(({ cardId, kind, date }) => {
      const card = summary.cards.find((each) => each.cardId === cardId)
      if (!card) return []
      const title = tBenefits('remind.entry', { what: tBenefits(`remind.${kind}`), name: nameCard(card) })
      const description = tBenefits('remind.entryText', { date: writeDate(today(), language) })
      return [{ uid: `${kind}.${cardId}@vi-bhyt`, date, summary: title, description }]
    })
    downloadFile('nhac-the-bhyt.ics', writeCalendar(entries, readClock()), 'text/calendar;charset=utf-8')
  }
  return (
    <>
      <p class="small">{tBenefits('remind.calendarHow')}</p>
      <button type="button" class="primary" onClick={download}>
        {tBenefits('remind.calendar')}
      </button>
    </>
  )
}
