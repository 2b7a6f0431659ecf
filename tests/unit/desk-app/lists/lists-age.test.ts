import { describe, expect, it } from 'vitest'
import { isStale, STATUS_LIST_TTL } from '../../../../src/core/credential/status-list.ts'
import { daysToEnd, findIssuedAt, judgeListsAge } from '../../../../src/desk-app/lists/lists-age.ts'
import { DAY, NOW, STATUS_LIST, TRUST_LIST } from '../../../support/vectors/world.ts'

const open = (...ages: number[]) => ({
  trustList: TRUST_LIST,
  statusLists: ages.map((age, list) => ({
    ...STATUS_LIST,
    ttl: STATUS_LIST_TTL,
    list,
    issuedAt: NOW - age,
    expiresAt: NOW - age + 7 * DAY,
  })),
})

describe('how old the lists are', () => {
  it.each([
    [0, 'fresh'],
    [DAY - 1, 'fresh'],
    [DAY, 'day'],
    [7 * DAY - 1, 'day'],
    [7 * DAY, 'week'],
    [30 * DAY - 1, 'week'],
    [30 * DAY, 'month'],
    [300 * DAY, 'month'],
  ] as const)('after %i seconds: %s', (age, said) => {
    expect(judgeListsAge(open(age), NOW)).toBe(said)
  })

  it.each([0, 3601, DAY - 1, DAY, 8 * DAY])(
    'calls a list of %i seconds new as long as its cards are green',
    (age) => {
      const lists = open(age)
      const isOld = lists.statusLists.some((list) => isStale(list, NOW))
      expect(judgeListsAge(lists, NOW) === 'fresh').toBe(!isOld)
      const [list] = lists.statusLists
      const brief = { ...lists, statusLists: list ? [{ ...list, ttl: 60 }] : [] }
      expect(judgeListsAge(brief, NOW) === 'fresh').toBe(age < 60)
    },
  )

  it('is the age of the oldest of several', () => {
    expect(judgeListsAge(open(60, 8 * DAY, 3600), NOW)).toBe('week')
    expect(findIssuedAt(open(60, 8 * DAY))).toBe(NOW - 8 * DAY)
  })

  it('is that of the trust list where there is no status list, and over when that is', () => {
    expect(judgeListsAge(open(), NOW)).toBe('month')
    expect(judgeListsAge(open(0), TRUST_LIST.expiresAt - 1)).not.toBe('over')
    expect(judgeListsAge(open(0), TRUST_LIST.expiresAt)).toBe('over')
  })

  it.each([
    [30 * DAY + 1, undefined],
    [30 * DAY, 30],
    [DAY + 1, 2],
    [1, 1],
    [0, undefined],
  ] as const)('%i seconds before the end the alarm says %s days', (left, days) => {
    expect(daysToEnd(open(0), TRUST_LIST.expiresAt - left)).toBe(days)
  })
})
