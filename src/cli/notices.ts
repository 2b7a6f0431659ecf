/**
 * What went out about people's inboxes in a month, for the operator (docs/operations.md, "Notices"):
 *
 *   notices.ts [YYYY-MM]      this month if absent, in Vietnam's time
 */
import { vietnamDay } from '../core/dates/vietnam-day.ts'
import { countNotices } from '../issuer/notices/count-notices.ts'
import { withOwnDatabase } from './own-database.ts'

const now = Math.floor(Date.now() / 1000)
const month = process.argv[2] ?? vietnamDay(now).slice(0, 7)
if (!/^\d{4}-\d{2}$/.test(month)) {
  console.error('Which month? YYYY-MM')
  process.exit(1)
}
await withOwnDatabase(now, async ({ database }) => {
  const { sent, held, people, most, atBudget, devices, waiting } = await countNotices(database, month)
  console.log(
    `${month}: ${sent} text messages about unread notices to ${people} people, ${most} to one at most`,
  )
  console.log(`${atBudget} people reached their budget; ${held} text messages were held back`)
  console.log(`${devices} devices take pushes; ${waiting} pushes wait`)
})
