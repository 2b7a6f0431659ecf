import { isDue, vietnamDate } from '../core/rules/reminders.ts'
import { chooseLanguage } from '../i18n/languages.ts'
import { notices } from '../i18n/notices.ts'
import { loadSummary } from '../wallet/cards/read-wallet.ts'
import type { WalletDatabase } from '../wallet/database/wallet-database.ts'
import { loadReminders } from '../wallet/history/load-reminders.ts'
import { noteShownReminders, readReminderChoice } from '../wallet/history/reminder-choice.ts'

/** The one notification: a newer one takes its place. */
const TAG = 'reminder'

/**
 * Shows a notification if something about a card is near and has not been shown yet, where the person has
 * asked for that. It says no more than that there is something: a lock screen is for everyone's eyes.
 * @throws AppError of the database
 */
export async function remind(
  db: WalletDatabase,
  { registration, now }: { registration: ServiceWorkerRegistration; now: number },
): Promise<void> {
  if (Notification.permission !== 'granted') return
  const { wanted, shown } = await readReminderChoice(db)
  if (!wanted) return
  const today = vietnamDate(now)
  const due = (await loadReminders(db, today)).filter(
    (reminder) => isDue(reminder, today) && !shown.includes(reminder.id),
  )
  if (due.length === 0) return
  const { language } = await loadSummary(db)
  const chosen = chooseLanguage(language ? [language] : navigator.languages)
  const texts = notices[chosen]
  const title = due.some(({ kind }) => kind === 'expiry') ? texts['notice.expiry'] : texts['notice.other']
  // Kept first: better one notification too few than one at every refresh.
  const ids = due.map(({ id }) => id)
  if (!(await noteShownReminders(db, ids))) return
  await registration.showNotification(title, {
    body: texts['notice.open'],
    tag: TAG,
    lang: chosen,
    icon: '/icon-192.png',
  })
}
