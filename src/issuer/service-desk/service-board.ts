import { type RawBuilder, sql } from 'kysely'
import type { ServiceBoardView } from '../../core/api/service-desk-contract.ts'
import { addDays } from '../../core/dates/days.ts'
import type { PartialDate } from '../../core/dates/partial-date.ts'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { countWorkingDays } from '../../core/dates/working-days.ts'
import type { AuditedOfficer } from '../audit/audit-log.ts'
import type { Database } from '../db/open-database.ts'

/** Days of the plot. */
const DAYS = 14
const VIETNAM = 7 * 3600

export type ServiceBoard = ReturnType<typeof createServiceBoard>

/** How many requests an office has, how old they are, and how many came and went: numbers, nobody's name. */
export function createServiceBoard({ query }: Database) {
  return {
    async read({ officeCode }: AuditedOfficer, now: number): Promise<ServiceBoardView> {
      const today = vietnamDay(now)
      const offices = [officeCode, '']
      const open = await query
        .selectFrom('service_requests')
        .select(['deadline', 'title', (column) => column.fn.count<number>('claimed_by').as('claimed')])
        .select((column) => column.fn.countAll<number>().as('count'))
        .where('office_code', 'in', offices)
        .where('state', '=', 'waiting')
        .groupBy(['deadline', 'title'])
        .execute()
      const others = await query
        .selectFrom('service_requests')
        .select(['state', (column) => column.fn.countAll<number>().as('count')])
        .where('office_code', 'in', offices)
        .where('state', 'in', ['returned', 'awaiting-payment'])
        .groupBy('state')
        .execute()
      const first = addDays(today as PartialDate, 1 - DAYS)
      const since = Date.parse(`${first}T00:00:00Z`) / 1000 - VIETNAM
      const countDays = async (column: 'filed_at' | 'decided_at') => {
        const day: RawBuilder<number> = sql`(${sql.ref(column)} + ${sql.lit(VIETNAM)}) / 86400`
        const rows = await query
          .selectFrom('service_requests')
          .select([day.as('day'), (counted) => counted.fn.countAll<number>().as('count')])
          .where('office_code', 'in', offices)
          .where(column, '>=', since)
          .groupBy(day)
          .execute()
        return new Map(rows.map((row) => [Number(row.day), Number(row.count)]))
      }
      const [filed, decided] = [await countDays('filed_at'), await countDays('decided_at')]
      const total = sum(open.map(({ count }) => count))
      const claimed = sum(open.map((row) => row.claimed))
      return {
        states: [
          { key: 'free', count: total - claimed },
          { key: 'claimed', count: claimed },
          ...(['returned', 'awaiting-payment'] as const).map((key) => ({
            key,
            count: Number(others.find(({ state }) => state === key)?.count ?? 0),
          })),
        ],
        ages: ages.map(({ key, holds }) => ({
          key,
          count: sum(
            open.filter(({ deadline }) => holds(countWorkingDays(today, deadline))).map(({ count }) => count),
          ),
        })),
        services: countBy(open),
        days: Array.from({ length: DAYS }, (_day, at) => {
          const day = addDays(first, at)
          const number = Date.parse(day) / 86_400_000
          return { day, filed: filed.get(number) ?? 0, decided: decided.get(number) ?? 0 }
        }),
      }
    },
  }
}

const ages: readonly { readonly key: string; readonly holds: (left: number) => boolean }[] = [
  { key: 'late', holds: (left) => left < 0 },
  { key: '0', holds: (left) => left === 0 },
  { key: '1', holds: (left) => left === 1 },
  { key: '2', holds: (left) => left === 2 },
  { key: '3-5', holds: (left) => left >= 3 && left <= 5 },
  { key: '6+', holds: (left) => left > 5 },
]

/** PostgreSQL gives counts as texts. */
const sum = (counts: readonly unknown[]) => counts.reduce<number>((all, count) => all + Number(count), 0)

function countBy(rows: readonly { readonly title: string; readonly count: number }[]) {
  const counts = new Map<string, number>()
  for (const { title, count } of rows) counts.set(title, (counts.get(title) ?? 0) + Number(count))
  return [...counts].map(([key, count]) => ({ key, count })).sort((a, b) => b.count - a.count)
}
