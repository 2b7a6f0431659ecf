import { describe, expect, it } from 'vitest'
import { allMigrations } from '../../../../src/issuer/db/all-migrations.ts'

/** Up to here databases were small, and tables were made anew. */
const FIRST = '0035'

const toText = (statement: string) => statement.replace(/\s+/g, ' ').trim()

/** What holds no lock for long, whatever is in the tables, and leaves the build before what it knows. */
const quick: readonly RegExp[] = [
  /^create table \w+ /,
  /^alter table \w+ add column \w+ \w+$/,
  // Neither database writes a row for a constant.
  /^alter table \w+ add column \w+ \w+ (not null )?default ('[^']*'|\d+)$/,
  /^insert into \w+ \([^)]*\) values /,
]

function findFault(statements: readonly string[], statement: string): string | undefined {
  const text = toText(statement)
  const [, table] = /^create (?:unique )?index \w+ on (\w+)/.exec(text) ?? []
  if (table === undefined) return quick.some((form) => form.test(text)) ? undefined : text
  const isNew = statements.some((other) => toText(other).startsWith(`create table ${table} `))
  return isNew
    ? undefined
    : `${text}: an index of a table that was there is a migration of its own, { index }`
}

function findFaults(work: (typeof allMigrations)[number][1]): string[] {
  if ('index' in work)
    return /^create (unique )?index \w+ on \w+/.test(toText(work.index)) ? [] : [work.index]
  if ('parts' in work)
    return /^(update|delete) .*limit \d{1,4}\)$/.test(toText(work.parts)) ? [] : [work.parts]
  if ('storage' in work)
    return /^alter table \w+ set \(fillfactor = \d+\)$/.test(work.storage) ? [] : [work.storage]
  return work.map((statement) => findFault(work, statement)).filter((fault) => fault !== undefined)
}

describe('migrations', () => {
  it('are numbered in their order', () => {
    const numbers = allMigrations.map(([name]) => Number(name.slice(0, 4)))
    expect(numbers).toEqual(numbers.map((_number, index) => index + 1))
  })

  it('touch nobody’s rows while the service runs, and take nothing from the build before', () => {
    for (const [name, work] of allMigrations.filter(([each]) => each >= FIRST))
      expect([name, findFaults(work)]).toEqual([name, []])
  })

  it.each([
    'drop table people',
    'alter table people rename to persons',
    'alter table people drop column phone',
    'alter table people add column x text not null',
    'alter table people add column x text default random()',
    'update people set phone = null',
    'insert into a (b) select c from d',
    'create index x on people (phone)',
  ])('would not be taken: %s', (statement) => {
    expect(findFaults([statement])).toHaveLength(1)
  })

  it('would be taken: a table with its index, a column, an index apart, and rows in parts', () => {
    expect(findFaults(['create table x (a text)', 'create index y on x (a)'])).toEqual([])
    expect(findFaults(['alter table people add column x bigint not null default 0'])).toEqual([])
    expect(findFaults({ index: 'create index people_by_x on people (x)' })).toEqual([])
    const ids = 'select id from people where x is null order by id limit 5000'
    expect(findFaults({ parts: `update people set x = 1 where id in (${ids})` })).toEqual([])
    expect(findFaults({ parts: 'update people set x = 1' })).toHaveLength(1)
    expect(findFaults({ storage: 'alter table people set (fillfactor = 85)' })).toEqual([])
    expect(findFaults({ storage: 'alter table people set unlogged' })).toHaveLength(1)
  })
})
