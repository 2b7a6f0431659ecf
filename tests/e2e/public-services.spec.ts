/** A morning's queue of public services at the office, with the keyboard only. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { vietnamDay } from '../../src/core/dates/vietnam-day.ts'
import { readServicePack } from '../../src/core/services/check-pack.ts'
import { parseAnswers } from '../../src/core/services/parse-answers.ts'
import { hashService } from '../../src/core/services/service-request.ts'
import { openDatabase } from '../../src/issuer/db/open-database.ts'
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { expect, signIn, testWithoutWorker } from './fixtures.ts'
import { signInOfficer } from './officer.ts'
import { button } from './person.ts'

/** What a phone sends for a service that asks for no picture. */
async function writeRequest(databaseFile: string, person: number) {
  const pack = readServicePack(readFileSync('public/services.json', 'utf8'))
  const id = 'voluntary-insurance'
  const service = pack.ok && pack.value.services.find(({ definition }) => definition.id === id)
  if (!service) throw new Error('no such service')
  const day = vietnamDay(Date.now() / 1000)
  const typed = {
    kind: 'continue',
    bhxh: '0199990001',
    income: 5_000_000,
    support: 'other',
    months: 3,
    address: { line: 'Số 1 phố Mẫu', provinceCode: '01', wardCode: '00070' },
  }
  const answers = parseAnswers(service.definition, typed, { today: day })
  if (!answers.ok) throw new Error(JSON.stringify(answers.error))
  const database = openDatabase({ file: databaseFile })
  const { public_id: personId } = await database.query
    .selectFrom('people')
    .select('public_id')
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  await database.close()
  const definition = await hashService(service)
  const { version } = service.definition
  return { key: randomUUID(), personId, service: id, version, definition, day, answers: answers.value }
}

testWithoutWorker(
  'an officer decides a plain file with three keys, and looks at the numbers',
  async ({ page, context, issuer, mother, expectedErrors }) => {
    // Who opens the officers' page is not signed in yet, and a code of the authenticator is asked for.
    expectedErrors.push('401')
    await signIn(page, mother)
    const body = await writeRequest(issuer.databaseFile, mother.personId)
    const status = await page.evaluate(async (sent) => {
      const headers = { 'Content-Type': 'application/json' }
      const init = { method: 'POST', headers, body: JSON.stringify(sent) }
      return (await fetch('/api/services/requests', init)).status
    }, body)
    expect(status).toBe(200)

    await context.clearCookies()
    await signInOfficer(page)
    await button(page, 'Dịch vụ công').click()
    await expect(button(page, /đóng tiếp BHXH tự nguyện.*DV-/)).toBeVisible()
    await button(page, 'Nhận hồ sơ gấp nhất').focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: /BHXH tự nguyện/ })).toBeFocused()
    await expect(page.getByText('Đóng tiếp', { exact: true })).toBeVisible()
    await expectAccessible(page, 'a request at the office')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('status').filter({ hasText: 'Đã chấp nhận hồ sơ DV-' })).toBeVisible()
    await expect(button(page, 'Nhận hồ sơ gấp nhất')).toBeFocused()

    await button(page, 'Thống kê').click()
    await expect(page.getByRole('row', { name: /Chờ nộp tiền/ })).toBeVisible()
    await page.setViewportSize({ width: 320, height: 640 })
    await expectAccessible(page, 'the board')
    await expectNothingCut(page, 'the board')
  },
)
