import type { WalletDatabase } from '../../../wallet/database/wallet-database.ts'
import { readReminderChoice, saveReminderChoice } from '../../../wallet/history/reminder-choice.ts'
import { findRegistration } from '../../service-worker/registration.ts'

/** `none`: this browser cannot, or not here (on iPhones only from the home screen). */
export type NotificationState = 'none' | 'denied' | 'off' | 'on'

/** Periodic Background Sync (Chromium, installed apps): TypeScript's library does not know it. */
type PeriodicRegistration = ServiceWorkerRegistration & {
  periodicSync?: { register(tag: string, options: { minInterval: number }): Promise<void> }
}

/** As in service-worker/refresh.ts. */
const REFRESH_TAG = 'refresh'
const HALF_A_DAY_MS = 12 * 3_600_000

function canNotify(): boolean {
  return 'Notification' in window && 'serviceWorker' in navigator
}

/** How it stands on this device. @throws AppError of the database */
export async function readNotificationState(db: WalletDatabase): Promise<NotificationState> {
  if (!canNotify() || !(await findRegistration())) return 'none'
  if (Notification.permission === 'denied') return 'denied'
  const { wanted } = await readReminderChoice(db)
  return wanted && Notification.permission === 'granted' ? 'on' : 'off'
}

/**
 * Turns notifications on, asking the browser for its permission; only ever called from a button that says so.
 * `inBackground`: whether the browser will also wake the wallet by itself.
 * @throws AppError of the database
 */
export async function turnOn(
  db: WalletDatabase,
): Promise<{ state: NotificationState; inBackground: boolean }> {
  const permission = await Notification.requestPermission()
  if (permission !== 'granted')
    return { state: permission === 'denied' ? 'denied' : 'off', inBackground: false }
  await saveReminderChoice(db, { wanted: true })
  const registration = (await findRegistration()) as PeriodicRegistration | undefined
  const registered = registration?.periodicSync
    ?.register(REFRESH_TAG, { minInterval: HALF_A_DAY_MS })
    .then(() => true)
  return { state: 'on', inBackground: (await registered?.catch(() => false)) === true }
}

/** @throws AppError of the database */
export async function turnOff(db: WalletDatabase): Promise<NotificationState> {
  await saveReminderChoice(db, { wanted: false })
  return 'off'
}
