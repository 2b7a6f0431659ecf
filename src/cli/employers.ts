/**
 * The register of participating employers, for the operator (docs/operations.md, "Register of employers"):
 *
 *   employers.ts import FILE [--whole]   CSV with the columns tax_code and name; a known code gets the new name.
 *                                        Says which rows were refused and why.
 *                                        --whole: who is not in the file goes
 *   employers.ts count
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { decodeUtf8 } from '../core/bytes.ts'
import { doPart } from '../issuer/db/do-part.ts'
import { countEmployers, keepEmployers, removeOtherEmployers } from '../issuer/employers/employers.ts'
import { type EmployerFault, readEmployerList } from '../issuer/employers/read-employer-list.ts'
import { withOwnDatabase } from './own-database.ts'

const now = Math.floor(Date.now() / 1000)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { whole: { type: 'boolean', default: false } },
})
const [command = '', file] = positionals

/**
 * Employers of one transaction, for which a service on the embedded database waits; and between two lines
 * about how far it has come.
 */
const [AT_ONCE, TOLD_EACH] = [100, 10_000]

/** Refused rows that are named one by one. */
const MOST_NAMED = 50

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

function readText(path: string | undefined): string {
  if (path === undefined) fail('Which file?')
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = new Uint8Array(readFileSync(path))
  } catch {
    return fail(`${path} cannot be read`)
  }
  const text = decodeUtf8(bytes)
  return text.ok ? text.value : fail(`${path} is not UTF-8: save it as "CSV UTF-8"`)
}

async function importList(): Promise<void> {
  const read = readEmployerList(readText(file))
  if (!read.ok)
    fail(
      read.error === 'not_closed'
        ? 'No list: a quotation mark is not closed; nothing was changed'
        : 'No list: the first line has to name the columns tax_code and name',
    )
  const { employers, refused } = read.value
  for (const { row, why } of refused.slice(0, MOST_NAMED)) console.log(`row ${row}: refused, ${why}`)
  if (refused.length > MOST_NAMED) console.log(`… and ${refused.length - MOST_NAMED} more`)
  const counts = new Map<EmployerFault, number>()
  for (const { why } of refused) counts.set(why, (counts.get(why) ?? 0) + 1)
  const reasons = [...counts].map(([why, count]) => `${count} ${why}`).join(', ')
  console.log(
    `${employers.length} employers read, ${refused.length} rows refused${reasons && `: ${reasons}`}`,
  )
  if (employers.length === 0) fail('Nothing to take: the register is left as it is')
  await withOwnDatabase(now, async ({ database }) => {
    const before = await countEmployers(database)
    if (values.whole && employers.length < before / 2)
      fail(`${before} are in the register, more than twice as many: without --whole, or bring the whole list`)
    for (let from = 0; from < employers.length; from += AT_ONCE) {
      await doPart(() => keepEmployers(database, employers.slice(from, from + AT_ONCE)))
      const kept = Math.min(from + AT_ONCE, employers.length)
      if (kept % TOLD_EACH === 0) console.log(`${kept} of ${employers.length} kept`)
    }
    const codes = new Set(employers.map(({ taxCode }) => taxCode))
    const removed = values.whole ? await removeOtherEmployers(database, codes) : 0
    console.log(`${await countEmployers(database)} employers in the register, ${removed} removed`)
  })
}

const commands: Record<string, () => Promise<void>> = {
  import: importList,
  count: () =>
    withOwnDatabase(now, async ({ database }) => console.log(String(await countEmployers(database)))),
}
const run = commands[command] ?? fail(`Which of ${Object.keys(commands).join(', ')}? See docs/operations.md`)
await run()
