import type { AppRoute } from '../core/api/app-routes.ts'
import type { PartialDate } from '../core/dates/partial-date.ts'
import { comparePartialDates, formatWrittenDate } from '../core/dates/partial-date.ts'
import { findReminders, isDue } from '../core/rules/reminders.ts'
import { describeAge } from '../i18n/age.ts'
import type { Language } from '../i18n/languages.ts'
import type { ShownCard, ShownRefresh, TranslateCard } from './shown.ts'

/** One sentence; `href` leads to what helps. */
export type StatusNote = { tone: 'quiet' | 'offline' | 'warn' | 'bad'; text: string; href?: AppRoute }

export type StatusInput = {
  t: TranslateCard
  language: Language
  card: ShownCard
  refresh?: ShownRefresh | undefined
  signedIn: boolean
  online: boolean
  /** Nothing but the rescue copy is at hand. */
  rescue: boolean
  /** Unix seconds. */
  now: number
}

const day = 86_400
/** Without a refresh for this long, what is shown may have been overtaken; the credential still lives then. */
const staleAfter = 14 * day
const soon = 7

const unverifiable: readonly string[] = ['answer_unverifiable', 'answer_malformed', 'trust_list_unverifiable']

/** What the line above the card says, most important first; never empty for an issued card. */
export function describeStatus(input: StatusInput): StatusNote[] {
  return [
    ...describeValidity(input),
    ...describeAhead(input),
    ...describeRefresh(input),
    ...describeCredential(input),
  ]
}

/** Today's date as a written card understands it: the calendar day of the device. */
function today(now: number): PartialDate {
  const date = new Date(now * 1000)
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
  return parts.map((part) => String(part).padStart(2, '0')).join('-') as PartialDate
}

function describeValidity({ t, card, now }: StatusInput): StatusNote[] {
  const { validFrom, validTo } = card.face
  if (validTo !== undefined && comparePartialDates(validTo, today(now)) < 0) {
    return [{ tone: 'bad', text: t('status.cardExpired', { date: formatWrittenDate(validTo) }) }]
  }
  if (validFrom !== undefined && comparePartialDates(validFrom, today(now)) > 0) {
    return [{ tone: 'warn', text: t('status.cardFuture', { date: formatWrittenDate(validFrom) }) }]
  }
  return []
}

/** What of the card itself is near: its end, five years, the last day to close a gap. The live code has its own line. */
function describeAhead({ t, card: { cardId, face }, now }: StatusInput): StatusNote[] {
  const day = today(now)
  return findReminders({ cardId, face }, day).flatMap((reminder) => {
    const { kind, date } = reminder
    if (kind === 'renewal' || !isDue(reminder, day)) return []
    const text = t(`status.${kind}`, { date: formatWrittenDate(date) })
    return [{ tone: kind === 'gap' ? 'warn' : 'quiet', text, href: '/tien-ich/nhac' }]
  })
}

function describeRefresh(input: StatusInput): StatusNote[] {
  const { t, language, card, refresh, signedIn, online, now } = input
  if (input.rescue) {
    const aged = describeUpdate(t, now - card.updatedAt, language)
    return [
      { tone: 'warn', text: t('code.rescue') },
      { tone: 'quiet', text: aged },
    ]
  }
  const last = refresh?.last
  if (card.origin === 'self-declared')
    return [
      ...(online ? [] : [{ tone: 'offline', text: t('status.offline') } as const]),
      ...(!signedIn && isWithdrawn(last)
        ? [{ tone: 'warn', text: t('status.withdrawn'), href: '/dang-nhap' } as const]
        : []),
    ]
  const { at = refresh?.lastSuccessAt, helpdesk } = card.refreshed ?? {}
  const age = at === undefined ? undefined : now - at
  const aged = age === undefined ? t('status.never') : describeUpdate(t, age, language)
  const isOffline =
    !online || (last?.kind === 'failed' && (last.code === 'offline' || last.code === 'timeout'))
  if (age !== undefined && age > staleAfter) return [{ tone: 'warn', text: `${t('status.stale')} ${aged}` }]
  if (isOffline) return [{ tone: 'offline', text: `${t('status.offline')} ${aged}` }]
  if (!signedIn || last?.kind === 'not_signed_in') {
    const replaced = last?.kind === 'failed' && last.code === 'device_replaced'
    const text = t(replaced ? 'status.deviceReplaced' : 'status.signedOut')
    return [{ tone: 'warn', text, href: '/dang-nhap' }]
  }
  if (last?.kind !== 'failed')
    return [
      helpdesk
        ? { tone: 'warn', text: `${t('status.failed', { code: helpdesk })} ${aged}` }
        : { tone: 'quiet', text: aged },
    ]
  // Only what an earlier version stored lacks it.
  const code = refresh?.helpdesk ?? 'W 190 010'
  if (last.code === 'snapshot_too_new') {
    return [{ tone: 'warn', text: t('status.tooNew', { code }), href: '/tien-ich/san-sang' }]
  }
  const said = unverifiable.includes(last.code) ? 'status.unverifiable' : 'status.failed'
  return [{ tone: 'warn', text: t(said, { code }) }]
}

/** Whether the issued cards went because the issuer has said that this device is the account's no longer. */
function isWithdrawn(last: ShownRefresh['last'] | undefined): boolean {
  return last?.kind === 'failed' && (last.code === 'device_replaced' || last.code === 'device_removed')
}

function describeUpdate(t: TranslateCard, age: number, language: Language): string {
  const ago = describeAge(age, language)
  return ago === undefined ? t('status.justNow') : t('status.updated', { ago })
}

function describeCredential({ t, card, now }: StatusInput): StatusNote[] {
  if (card.credentialExpiresAt === undefined) return []
  const left = card.credentialExpiresAt - now
  const days = Math.floor(left / day)
  const text =
    left <= 0 ? t('status.expired') : days === 0 ? t('status.lastDay') : t('status.daysLeft', { days })
  return [{ tone: days <= soon ? 'warn' : 'quiet', text }]
}
