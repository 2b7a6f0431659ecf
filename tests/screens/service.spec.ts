/**
 * Every page that the services of the first pack make, on a narrow phone: in each language, with text as it
 * is and twice as large, and through axe, in one theme or the other by turns, so that each page is seen in
 * both.
 */
import { readFileSync } from 'node:fs'
import type { CDPSession, Locator, Page } from '@playwright/test'
import sharp from 'sharp'
import type { Field, ServiceDefinition } from '../../src/core/services/service-definition.ts'
import type { FieldType } from '../../src/core/services/service-words.ts'
import { languageNames, languages } from '../../src/i18n/languages.ts'
import { expectAccessible, expectNothingCut } from '../e2e/accessible.ts'
import { expect, signIn, testWithoutWorker as test } from '../e2e/fixtures.ts'

const pack = JSON.parse(readFileSync(new URL('../../public/services.json', import.meta.url), 'utf8'))
const definitions: readonly ServiceDefinition[] = pack.services.map(
  ({ definition }: { definition: ServiceDefinition }) => definition,
)

const picture = () =>
  sharp({ create: { width: 800, height: 600, channels: 3, background: '#cde' } })
    .jpeg()
    .toBuffer()

/** A list that is still being narrowed may take the place of the one that was tapped. */
const tick = (control: Locator) =>
  expect(() => control.getByRole('radio').first().check({ timeout: 10_000 })).toPass()
const search = async (control: Locator, words: string) => {
  await control.getByRole('textbox').fill(words)
  await tick(control)
}
const type = (words: string) => (control: Locator) => control.getByRole('textbox').fill(words)

/** How a field of each type is answered. */
const fill: Readonly<Record<FieldType, (control: Locator, field: Field) => Promise<unknown>>> = {
  text: (control, { max = 300 }) => control.getByRole('textbox').fill('001160990001'.slice(0, max)),
  name: type('Nguyễn Văn Mẫu'),
  date: type('01/02/1990'),
  number: type('3'),
  money: type('1500000'),
  phone: type('0912345678'),
  email: type('mau@example.vn'),
  address: async (control, field) => {
    await control.locator(`[name="${field.id}"]`).fill('Số 1 phố Mẫu')
    await fill.ward(control, field)
  },
  ward: async (control) => {
    await control.getByRole('combobox').selectOption('01')
    await tick(control)
  },
  facility: (control) => search(control, 'bv bach mai'),
  office: (control) => search(control, 'bhxh ba dinh'),
  card: tick,
  choice: tick,
  'yes-no': (control, { optional }) => (optional ? control.getByRole('checkbox').check() : tick(control)),
  person: async (control) => {
    const [name, birth] = await control.getByRole('textbox').all()
    await name?.fill('Nguyễn Văn Mẫu')
    await birth?.fill('1990')
    await control.getByRole('radio').first().check({ force: true })
  },
  pictures: async (control) => {
    const file = { name: 'anh.jpg', mimeType: 'image/jpeg', buffer: await picture() }
    await control.locator('input[type="file"]').last().setInputFiles(file)
    await expect(control.getByRole('img').first()).toBeVisible()
  },
  'bank-account': async (control) => {
    await control.getByRole('combobox').selectOption({ index: 1 })
    const [number, holder] = await control.getByRole('textbox').all()
    await number?.fill('0123456789')
    await holder?.fill('NGUYEN VAN MAU')
  },
}

async function expectGood(page: Page, devtools: CDPSession, what: string, theme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme: theme })
  await expectAccessible(page, `${what}, ${theme}`)
  for (const standard of [32, 16]) {
    await devtools.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } })
    await expectNothingCut(page, `${what}, ${standard} px`)
  }
}

/** Answers the page on screen and goes on; false at the review. */
async function goOn(page: Page, fields: ReadonlyMap<string, Field>): Promise<boolean> {
  const controls = page.locator('[data-field]')
  const count = await controls.count()
  for (let at = 0; at < count; at++) {
    const control = controls.nth(at)
    const field = fields.get((await control.getAttribute('data-field')) ?? '')
    if (field) await fill[field.type](control, field)
  }
  if (count > 0) await page.locator('form button[type="submit"]').click()
  return count > 0
}

const delivery: readonly Field[] = [{ id: 'delivery', type: 'choice' }]

// A phone keeps ten drafts, so two phones share the services.
const halves = [0, 1].flatMap((half) => languages.map((language, turn) => ({ half, language, turn })))

for (const { half, language, turn } of halves)
  test(`every page of the services, ${language}, half ${half + 1} of 2`, async ({
    page,
    context,
    mother,
  }) => {
    test.slow()
    await page.setViewportSize({ width: 320, height: 640 })
    await signIn(page, mother)
    await page.goto('/tien-ich')
    await page.getByRole('combobox').selectOption(languageNames[language])
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    const devtools = await context.newCDPSession(page)
    for (const [place, { id, pages }] of definitions.entries()) {
      if (place % 2 !== half) continue
      const themeOf = (at: number) => ((turn + place + at) % 2 === 0 ? 'light' : 'dark')
      const { texts } = pack.services.find(
        (each: { definition: { id: string } }) => each.definition.id === id,
      )
      const title: string = texts[language]?.title ?? texts.vi.title
      // From elsewhere: the list that is opened anew goes on with what was begun.
      await page.goto('/tien-ich')
      await page.goto('/tien-ich/dich-vu')
      const row = page.getByRole('main').getByRole('button', { name: title })
      await row.first().click()
      await expectGood(page, devtools, `${title}, start`, themeOf(0))
      const begin = page.getByRole('main').locator('button.primary')
      // Outside its window nothing is begun.
      if ((await begin.count()) === 0) continue
      await begin.click()
      const fields = new Map(
        [...pages.flatMap((each) => each.fields), ...delivery].map((each) => [each.id, each]),
      )
      for (let at = 1; at < 20; at++) {
        await expect(page.locator('[data-field], .review-group').first()).toBeVisible()
        await expectGood(page, devtools, `${title}, page ${at}`, themeOf(at))
        if (!(await goOn(page, fields))) break
      }
    }
  })
