import type { AppRoute } from '../core/api/app-routes.ts'
import { comparePartialDates } from '../core/dates/partial-date.ts'
import { findReminders, isDue, vietnamDate } from '../core/rules/reminders.ts'
import type { Language } from '../i18n/languages.ts'
import { writeDate, writeMoment } from '../i18n/written-forms.ts'
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
  /** The device's clock is wrong, and `now` is not what it says, where that is known. */
  isClockWrong?: boolean
}

const day = 86_400
/**
 * Without a refresh for this long, what is shown may have been overtaken; the credential still lives then.
 */
export const staleAfter = 14 * day
/** From then on the end of the live code is a warning. */
export const liveSoon = 7 * day
/** A clock that is further behind than this cannot be right. */
export const clockTolerance = 120

const unverifiable: readonly string[] = ['answer_unverifiable', 'answer_malformed', 'trust_list_unverifiable']

/**
 * What is said about the card, most important first; never empty for an issued card. Moments stand as dates,
 * so that a page that was rendered before says the same as one rendered now (see status-plan.ts).
 */
export function describeStatus(input: StatusInput): StatusNote[] {
  return [
    ...describeClock(input),
    ...describeValidity(input),
    ...describeAhead(input),
    ...describeRefresh(input),
    ...describeCredential(input),
  ]
}

/**
 * Over a screen stands what calls for something to be done, or else one quiet line; the rest follows below
 * the card, and on no other screen.
 */
export function splitNotes(notes: readonly StatusNote[]): Record<'above' | 'below', readonly StatusNote[]> {
  const urgent = notes.filter(({ tone }) => tone === 'warn' || tone === 'bad')
  const above = urgent.length > 0 ? urgent : notes.slice(0, 1)
  return { above, below: notes.filter((note) => !above.includes(note)) }
}

/** The card cannot have come in later than now; the service has told of every other difference. */
function describeClock({ t, language, card, refresh, now, isClockWrong }: StatusInput): StatusNote[] {
  const latest = Math.max(card.updatedAt, refresh?.lastSuccessAt ?? 0, card.refreshed?.at ?? 0)
  if (isClockWrong) return [{ tone: 'warn', text: t('status.clock'), href: '/tien-ich/san-sang' }]
  if (now >= latest - clockTolerance) return []
  return [{ tone: 'warn', text: t('status.clockBehind', { at: writeMoment(latest, language) }) }]
}

function describeValidity({ t, language, card, now }: StatusInput): StatusNote[] {
  const { validFrom, validTo } = card.face
  if (validTo !== undefined && comparePartialDates(validTo, vietnamDate(now)) < 0) {
    return [{ tone: 'bad', text: t('status.cardExpired', { date: writeDate(validTo, language) }) }]
  }
  if (validFrom !== undefined && comparePartialDates(validFrom, vietnamDate(now)) > 0) {
    return [{ tone: 'warn', text: t('status.cardFuture', { date: writeDate(validFrom, language) }) }]
  }
  return []
}

/**
 * What of the card itself is near: its end, five years, the last day to close a gap. The live code has its
 * own line.
 */
function describeAhead({ t, language, card: { cardId, face }, now }: StatusInput): StatusNote[] {
  const day = vietnamDate(now)
  return findReminders({ cardId, face }, day).flatMap((reminder) => {
    const { kind, date } = reminder
    if (kind === 'renewal' || !isDue(reminder, day)) return []
    const text = t(`status.${kind}`, { date: writeDate(date, language) })
    return [{ tone: kind === 'gap' ? 'warn' : 'quiet', text, href: '/tien-ich/nhac' }]
  })
}

function describeRefresh(input: StatusInput): StatusNote[] {
  const { t, language, card, refresh, signedIn, online, now } = input
  if (input.rescue) {
    const updated = describeUpdate(t, card.updatedAt, language)
    return [
      { tone: 'warn', text: t('code.rescue') },
      { tone: 'quiet', text: updated },
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
  const updated = describeUpdate(t, at, language)
  const isOffline =
    !online || (last?.kind === 'failed' && (last.code === 'offline' || last.code === 'timeout'))
  if (at !== undefined && now - at > staleAfter)
    return [{ tone: 'warn', text: `${t('status.stale')} ${updated}` }]
  const isPortal = online && last?.kind === 'failed' && last.code === 'captive_portal'
  if (isOffline || isPortal)
    return [
      { tone: 'offline', text: t(isPortal ? 'status.portal' : 'status.offline') },
      { tone: 'quiet', text: updated },
    ]
  if (!signedIn || last?.kind === 'not_signed_in') {
    const replaced = last?.kind === 'failed' && last.code === 'device_replaced'
    const text = t(replaced ? 'status.deviceReplaced' : 'status.signedOut')
    return [{ tone: 'warn', text, href: '/dang-nhap' }]
  }
  if (last?.kind !== 'failed')
    return [
      helpdesk
        ? { tone: 'warn', text: `${t('status.failed', { code: helpdesk })} ${updated}` }
        : { tone: 'quiet', text: updated },
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

function describeUpdate(t: TranslateCard, at: number | undefined, language: Language): string {
  return at === undefined ? t('status.never') : t('status.updated', { at: writeMoment(at, language) })
}

function describeCredential({ t, language, card, now }: StatusInput): StatusNote[] {
  const { credentialExpiresAt } = card
  if (credentialExpiresAt === undefined) return []
  if (credentialExpiresAt <= now) return [{ tone: 'warn', text: t('status.expired') }]
  const at = writeMoment(credentialExpiresAt, language)
  return credentialExpiresAt - now <= liveSoon
    ? [{ tone: 'warn', text: t('status.liveEnds', { at }) }]
    : [{ tone: 'quiet', text: t('status.liveUntil', { at }) }]
}
