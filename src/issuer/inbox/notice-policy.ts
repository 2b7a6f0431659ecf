import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import type { InboxKind } from '../../core/snapshot/inbox.ts'

/*
 * How what stands in an inbox goes out: which kind disturbs whom, when, and how often. Pure; what reads and
 * writes the rows is notices/plan-notices.ts.
 */

const HOUR = 3600
const DAY = 24 * HOUR

/** Vietnam's time, without summer time. */
const VIETNAM_OFFSET = 7 * HOUR

/** Between these hours of Vietnam's time nobody is disturbed but for their account's safety. */
const QUIET_FROM = 21
const QUIET_UNTIL = 7

/** Text messages about unread notices that a person is sent in a calendar month at most. */
export const SMS_A_MONTH = 4

/**
 * What a push may say, whatever it is about: `urgent` to be looked at now, `one` notice, `several`, a day
 * that is `due`, and that this device is `ready` to be told.
 */
export const constantTexts = ['urgent', 'one', 'several', 'due', 'ready'] as const

export type PushText = (typeof constantTexts)[number]

/** When an item is to go out, Unix seconds; null: not, or not any more. */
export type Due = { readonly pushAt: number | null; readonly smsAt: number | null }

export type PlannedItem = Due & { readonly id: string; readonly kind: InboxKind; readonly isRead: boolean }

/** What is remembered of a person between two plans. */
export type NoticeState = {
  readonly off: readonly string[]
  /** When the last bundle went out, by push or by text message. */
  readonly pushedAt: number | null
  readonly textedAt: number | null
}

export type Reach = {
  readonly hasPush: boolean
  readonly hasPhone: boolean
  /** Text messages about unread notices in this month so far. */
  readonly textsThisMonth: number
}

export type NoticePlan = {
  readonly pushes: readonly PushText[]
  readonly sms: 'none' | 'send' | 'held'
  readonly changes: readonly (Due & { readonly id: string })[]
  readonly pushedAt: number | null
  readonly textedAt: number | null
}

/**
 * When an item that is put into an inbox now is first looked at. The text message about the account's safety
 * goes out with it, by `OutgoingMessages.tell`.
 */
export function planFirst(kind: InboxKind, now: number): Due {
  if (kind === 'security') return { pushAt: now, smsAt: null }
  if (kind === 'decision' || kind === 'payment') return { pushAt: now, smsAt: now + DAY }
  // The phone reminds by itself.
  if (kind === 'validity') return { pushAt: now + DAY, smsAt: null }
  return { pushAt: null, smsAt: null }
}

/** The first moment, from this one on, that is not within the quiet hours. */
export function nextDaytime(now: number): number {
  const sinceMidnight = (now + VIETNAM_OFFSET) % DAY
  const midnight = now - sinceMidnight
  if (sinceMidnight < QUIET_UNTIL * HOUR) return midnight + QUIET_UNTIL * HOUR
  return sinceMidnight < QUIET_FROM * HOUR ? now : midnight + DAY + QUIET_UNTIL * HOUR
}

/** The first moment, from this one on, at which a bundle may go out after the last one: one a day. */
function nextBundle(last: number | null, now: number): number {
  if (last === null || vietnamDay(last) < vietnamDay(now)) return nextDaytime(now)
  return nextDaytime(now - ((now + VIETNAM_OFFSET) % DAY) + DAY)
}

const isDue = (at: number | null, now: number) => at !== null && at <= now

/** What goes out to a person now, and when each item is looked at again. */
export function planNotices(
  items: readonly PlannedItem[],
  { off, pushedAt, textedAt }: NoticeState,
  { hasPush, hasPhone, textsThisMonth }: Reach,
  now: number,
): NoticePlan {
  const due = new Map<string, Due>()
  for (const { id, pushAt, smsAt, isRead, kind } of items)
    due.set(id, isRead || off.includes(kind) ? { pushAt: null, smsAt: null } : { pushAt, smsAt })
  const change = (chosen: readonly PlannedItem[], to: (before: Due) => Partial<Due>) => {
    for (const { id } of chosen) {
      const before = due.get(id)
      if (before) due.set(id, { ...before, ...to(before) })
    }
  }

  const toPush = items.filter(({ id }) => isDue(due.get(id)?.pushAt ?? null, now))
  const urgent = toPush.filter(({ kind }) => kind === 'security')
  change(urgent, () => ({ pushAt: null }))
  const pushes: PushText[] = urgent.length > 0 && hasPush ? ['urgent'] : []
  const ordinary = toPush.filter(({ kind }) => kind !== 'security')
  const pushTime = nextBundle(pushedAt, now)
  // Who takes no push is sent the text message without waiting for a push that was not read.
  if (!hasPush) change(ordinary, ({ smsAt }) => ({ pushAt: null, smsAt: smsAt && Math.min(smsAt, now) }))
  else if (pushTime > now) change(ordinary, () => ({ pushAt: pushTime }))
  else if (ordinary.length > 0) {
    change(ordinary, () => ({ pushAt: null }))
    const isAhead = ordinary.every(({ kind }) => kind === 'validity')
    pushes.push(isAhead ? 'due' : ordinary.length > 1 ? 'several' : 'one')
  }
  const hasBundle = pushes.some((text) => text !== 'urgent')

  const toText = items.filter(({ id }) => isDue(due.get(id)?.smsAt ?? null, now))
  const smsTime = nextBundle(textedAt, now)
  const canText = hasPhone && textsThisMonth < SMS_A_MONTH
  let sms: NoticePlan['sms'] = 'none'
  if (hasPhone && smsTime > now) change(toText, () => ({ smsAt: smsTime }))
  else if (toText.length > 0) {
    change(toText, () => ({ smsAt: null }))
    if (hasPhone) sms = canText ? 'send' : 'held'
  }

  return {
    pushes,
    sms,
    changes: items.flatMap(({ id, pushAt, smsAt }) => {
      const after = due.get(id)
      return after && (after.pushAt !== pushAt || after.smsAt !== smsAt) ? [{ id, ...after }] : []
    }),
    pushedAt: hasBundle ? now : pushedAt,
    textedAt: sms === 'send' ? now : textedAt,
  }
}
