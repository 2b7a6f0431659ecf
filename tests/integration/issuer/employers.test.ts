import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  countEmployers,
  keepEmployers,
  removeOtherEmployers,
} from '../../../src/issuer/employers/employers.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'
import { createRegistrationDesk } from '../../support/issuer/registration-desk.ts'

type Answer = { code?: string; employers?: { taxCode: string; name: string }[]; isMore?: boolean }

describe.each(['sqlite', 'postgresql'] as const)('participating employers on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  let visitors = 0

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    test = await createTestIssuer(held.database)
  })
  afterAll(async () => {
    await test.issuer.stop()
    await held.dispose()
  })

  const find = async (query: unknown, { address = `198.51.100.${++visitors}`, solution = '' } = {}) => {
    const body = { query, solution: solution || (await createRegistrationDesk(test, address).solve()) }
    const answer = await test.request('/api/employers/searches', { method: 'POST', body, address })
    return { status: answer.status, ...((await answer.json()) as Answer) }
  }
  const namesOf = async (query: string) => (await find(query)).employers?.map(({ name }) => name)

  it.each([
    ['words of the name without marks, the last half typed', 'det may phu thi'],
    ['the whole name', 'Công ty TNHH Mẫu Dệt May Phú Thịnh'],
    ['the form of the organisation left out in part', 'công ty mẫu dệt may phú thịnh'],
    ['the tax code, and the branch’s by it', '9900000001'],
    ['the tax code with blanks', '99 0000 0001'],
  ])('are found by %s', async (_by, query) => {
    expect((await find(query)).employers).toEqual([
      { taxCode: '9900000001', name: 'Công ty TNHH Mẫu Dệt May Phú Thịnh' },
      { taxCode: '9900000001001', name: 'Công ty TNHH Mẫu Dệt May Phú Thịnh, chi nhánh Hải Phòng' },
    ])
  })

  it('are found by the code of a branch alone', async () => {
    expect(await namesOf('9900000001-001')).toEqual([
      'Công ty TNHH Mẫu Dệt May Phú Thịnh, chi nhánh Hải Phòng',
    ])
  })

  it('are not people: no household in business, nobody whose tax code is the personal number', async () => {
    for (const query of ['nguyen thi man', '9900000901', 'tran van mau', '099190999907'])
      expect(await find(query)).toEqual({ status: 200, employers: [], isMore: false })
    expect(await namesOf('Nguyễn Văn An Mẫu')).toEqual([])
  })

  it('are not given by less than a whole tax code', async () => {
    for (const query of ['990', '990000000', '99000000010', '%%%99'])
      expect((await find(query)).employers ?? []).toEqual([])
  })

  it('are not given by fewer than three letters that names are searched by, whatever else is typed', async () => {
    for (const query of ['中文字', 'ЖЩЫ', 'cp m', 'dntn m'])
      expect(await find(query)).toEqual({ status: 200, employers: [], isMore: false })
  })

  it('are at most twenty, and says that there are more', async () => {
    await keepEmployers(
      held.database,
      Array.from({ length: 25 }, (_, index) => ({
        taxCode: `99100000${10 + index}`,
        name: `Xưởng Mẫu ${index}`,
      })),
    )
    const { employers, isMore } = await find('xuong mau')
    expect(employers).toHaveLength(20)
    expect(isMore).toBe(true)
  })

  it('take a new name', async () => {
    const taxCode = '9920000001'
    await keepEmployers(held.database, [{ taxCode, name: 'Xí nghiệp Mẫu Cũ' }])
    await keepEmployers(held.database, [{ taxCode, name: 'Xí nghiệp Mẫu Mới' }])
    expect(await namesOf('xi nghiep mau cu')).toEqual([])
    expect(await namesOf('xi nghiep mau')).toEqual(['Xí nghiệp Mẫu Mới'])
  })

  it('go when a whole list no longer has them', async () => {
    const taxCodes = ['9930000001', '9930000002']
    await keepEmployers(
      held.database,
      taxCodes.map((taxCode) => ({ taxCode, name: `Nông trường Mẫu ${taxCode}` })),
    )
    const rows = await held.database.query.selectFrom('employers').select('tax_code').execute()
    const codes = new Set(rows.map((row) => row.tax_code))
    codes.delete('9930000002')
    expect(await removeOtherEmployers(held.database, codes)).toBe(1)
    expect(await countEmployers(held.database)).toBe(codes.size)
    expect(await namesOf('nong truong mau')).toEqual(['Nông trường Mẫu 9930000001'])
  })

  it('are kept once where a list has a code twice, with the last name', async () => {
    const taxCode = '9940000001'
    await keepEmployers(held.database, [
      { taxCode, name: 'Lâm trường Mẫu Cũ' },
      { taxCode, name: 'Lâm trường Mẫu Mới' },
    ])
    expect(await namesOf('lam truong mau')).toEqual(['Lâm trường Mẫu Mới'])
  })

  it('are not told without a proof of work, nor twice for one', async () => {
    expect(await find('phu thinh', { solution: 'e30' })).toMatchObject({ code: 'challenge_invalid' })
    const solution = await createRegistrationDesk(test).solve()
    expect((await find('phu thinh', { solution })).status).toBe(200)
    expect(await find('phu thinh', { solution })).toMatchObject({ code: 'challenge_invalid' })
  })

  it.each([
    ['too short', 'ab'],
    ['of signs', '?!.%_-'],
    ['too long', 'a'.repeat(101)],
    ['with marks of direction', 'phu \u202ethinh'],
    ['no text', 7],
  ])('are not asked for by a question that is %s', async (_what, query) => {
    expect(await find(query, { solution: 'e30' })).toMatchObject({ status: 422, code: 'invalid_fields' })
  })

  it('are told to one network sixty times an hour', async () => {
    const address = '203.0.113.9'
    const statuses: number[] = []
    for (let asked = 0; asked < 61; asked++) statuses.push((await find('phu thinh', { address })).status)
    expect(statuses).toEqual([...Array.from({ length: 60 }, () => 200), 429])
  })

  it('leave nothing of what was asked', async () => {
    await find('dien tu sao mai')
    const counts = await held.database.query.selectFrom('use_counts').selectAll().execute()
    expect(JSON.stringify(counts)).not.toMatch(/sao mai/i)
  })

  it('are not said to be none while there is no register', async () => {
    await held.database.query.deleteFrom('employer_phrases').execute()
    await held.database.query.deleteFrom('employers').execute()
    expect(await find('phu thinh')).toMatchObject({ status: 503, code: 'unavailable' })
  })
})
