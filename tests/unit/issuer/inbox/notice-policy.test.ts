import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { switchableKinds } from '../../../../src/core/api/push-contract.ts'
import { vietnamDay } from '../../../../src/core/dates/vietnam-day.ts'
import { inboxKinds } from '../../../../src/core/snapshot/inbox.ts'
import {
  type NoticePlan,
  type NoticeState,
  nextDaytime,
  type PlannedItem,
  planFirst,
  planNotices,
  SMS_A_MONTH,
} from '../../../../src/issuer/inbox/notice-policy.ts'

const DAY = 86_400
/** 1 January 2026, midnight in Vietnam. */
const NEW_YEAR = Date.UTC(2025, 11, 31, 17) / 1000

const hourInVietnam = (at: number) => new Date((at + 7 * 3600) * 1000).getUTCHours()
const isQuiet = (at: number) => hourInVietnam(at) >= 21 || hourInVietnam(at) < 7

/** What happens to one person in a year: notices, readings, and changes of how they can be reached. */
const year = fc.record({
  notices: fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 365 * DAY }),
      kind: fc.constantFrom(...inboxKinds),
      /** Seconds until it is read; more than a year is never. */
      readAfter: fc.integer({ min: 60, max: 3 * DAY }).map((after) => (after > 2 * DAY ? 366 * DAY : after)),
    }),
    { maxLength: 120 },
  ),
  off: fc.subarray([...switchableKinds]),
  hasPush: fc.boolean(),
  hasPhone: fc.boolean(),
})

type Sent = { at: number; plan: NoticePlan; items: readonly PlannedItem[] }

/** Lives through the year: the plan is asked whenever something is due, as the issuer does. */
function live({ notices, off, hasPush, hasPhone }: typeof year extends fc.Arbitrary<infer Y> ? Y : never) {
  let state: NoticeState = { off, pushedAt: null, textedAt: null }
  let items: PlannedItem[] = []
  const sent: Sent[] = []
  const arrivals = notices
    .map(({ at, kind, readAfter }, index) => ({ at: NEW_YEAR + at, kind, readAfter, id: String(index) }))
    .sort((one, other) => one.at - other.at)
  const readAt = new Map(arrivals.map(({ id, at, readAfter }) => [id, at + readAfter]))
  const texts = new Map<string, number>()
  let next = 0
  for (let rounds = 0; rounds < 10_000; rounds++) {
    const waiting = items.flatMap(({ pushAt, smsAt }) => [pushAt, smsAt].filter((at) => at !== null))
    const arrival = arrivals[next]?.at ?? Number.POSITIVE_INFINITY
    const now = Math.min(arrival, ...waiting)
    if (!Number.isFinite(now)) return sent
    for (let arrived = arrivals[next]; arrived?.at === now; arrived = arrivals[++next])
      items.push({ id: arrived.id, kind: arrived.kind, isRead: false, ...planFirst(arrived.kind, now) })
    items = items.map((item) => ({ ...item, isRead: now >= (readAt.get(item.id) ?? 0) }))
    const month = vietnamDay(now).slice(0, 7)
    const reach = { hasPush, hasPhone, textsThisMonth: texts.get(month) ?? 0 }
    const plan = planNotices(items, state, reach, now)
    if (plan.pushes.length > 0 || plan.sms !== 'none') sent.push({ at: now, plan, items })
    if (plan.sms === 'send') texts.set(month, reach.textsThisMonth + 1)
    const changes = new Map(plan.changes.map((change) => [change.id, change]))
    items = items.map((item) => ({ ...item, ...changes.get(item.id) }))
    state = { ...state, pushedAt: plan.pushedAt, textedAt: plan.textedAt }
    // Whatever was due has gone out or is later: the year comes to its end.
    for (const { pushAt, smsAt } of items)
      for (const at of [pushAt, smsAt]) if (at !== null) expect(at).toBeGreaterThan(now)
  }
  throw new Error('the year has no end')
}

const bundles = (sent: readonly Sent[]) => sent.filter(({ plan }) => plan.pushes.some((t) => t !== 'urgent'))
const texted = (sent: readonly Sent[]) => sent.filter(({ plan }) => plan.sms === 'send')

describe('a year of notices', () => {
  const inAYear = (holds: (sent: Sent[], of: Parameters<typeof live>[0]) => void) =>
    fc.assert(
      fc.property(year, (lived) => holds(live(lived), lived)),
      { numRuns: 150 },
    )

  it('disturbs nobody between 21 and 7, but for the safety of the account', () => {
    inAYear((sent) => {
      for (const { at } of [...bundles(sent), ...texted(sent)]) expect(isQuiet(at)).toBe(false)
    })
  })

  it('has at most one bundle a day, and one text message', () => {
    inAYear((sent) => {
      for (const some of [bundles(sent), texted(sent)]) {
        const days = some.map(({ at }) => vietnamDay(at))
        expect(new Set(days).size).toBe(days.length)
      }
    })
  })

  it('keeps within the month’s text messages, and says when more were held back', () => {
    inAYear((sent) => {
      const months = Map.groupBy(texted(sent), ({ at }) => vietnamDay(at).slice(0, 7))
      for (const { length } of months.values()) expect(length).toBeLessThanOrEqual(SMS_A_MONTH)
      for (const { at, plan } of sent)
        if (plan.sms === 'held') expect(months.get(vietnamDay(at).slice(0, 7))).toHaveLength(SMS_A_MONTH)
    })
  })

  it('tells of the safety of the account in the second in which it happens', () => {
    inAYear((sent, { notices, hasPush }) => {
      const told = new Set(sent.filter(({ plan }) => plan.pushes.includes('urgent')).map(({ at }) => at))
      const happened = new Set(
        notices.flatMap(({ kind, at }) => (kind === 'security' && hasPush ? [NEW_YEAR + at] : [])),
      )
      expect(told).toEqual(happened)
    })
  })

  it('leaves no answer untold: by push within a day and a night, by text message where nobody read it', () => {
    inAYear((sent, { notices, hasPush, hasPhone, off }) => {
      const answers = notices.filter(
        ({ kind, readAfter }) =>
          (kind === 'decision' || kind === 'payment') && !off.includes(kind) && readAfter > 365 * DAY,
      )
      for (const { at } of answers) {
        const within = (some: readonly Sent[], seconds: number) =>
          some.some((each) => each.at >= NEW_YEAR + at && each.at <= NEW_YEAR + at + seconds)
        if (hasPush) expect(within(bundles(sent), 34 * 3600)).toBe(true)
        if (hasPhone)
          expect(
            within(
              sent.filter(({ plan }) => plan.sms !== 'none'),
              DAY + 34 * 3600,
            ),
          ).toBe(true)
      }
    })
  })

  it('is silent about what was switched off, about news, and to whom nothing reaches', () => {
    inAYear((sent, { notices, hasPush, hasPhone }) => {
      if (!hasPush) for (const { plan } of sent) expect(plan.pushes).toEqual([])
      if (!hasPhone) for (const { plan } of sent) expect(plan.sms).toBe('none')
      if (notices.every(({ kind }) => kind === 'news')) expect(sent).toEqual([])
    })
    fc.assert(
      fc.property(year, (lived) => {
        const silent = live({
          ...lived,
          off: [...switchableKinds],
          notices: lived.notices.filter(({ kind }) => kind !== 'security'),
        })
        expect(silent).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  it('sends no text message about what has been read', () => {
    inAYear((sent) => {
      for (const { at, items } of texted(sent))
        expect(
          items.some(({ smsAt, pushAt, isRead }) => !isRead && ((smsAt ?? at + 1) <= at || pushAt === at)),
        ).toBe(true)
    })
  })
})

describe('the quiet hours', () => {
  it('end at 7 in Vietnam', () => {
    const at = (hour: number, minute = 0) => NEW_YEAR + hour * 3600 + minute * 60
    expect(nextDaytime(at(0))).toBe(at(7))
    expect(nextDaytime(at(6, 59))).toBe(at(7))
    expect(nextDaytime(at(7))).toBe(at(7))
    expect(nextDaytime(at(20, 59))).toBe(at(20, 59))
    expect(nextDaytime(at(21))).toBe(at(31))
  })
})
