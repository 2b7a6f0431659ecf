/**
 * Every main screen in every language on a narrow phone, with text as it is and twice as large: no word is
 * cut.
 */
import { type Language, languageNames, languages } from '../../src/i18n/languages.ts'
import { expectNothingCut } from './accessible.ts'
import { expect, signIn, test } from './fixtures.ts'

const screens = [
  '/',
  '/qua-trinh',
  '/qua-trinh/huong',
  '/qua-trinh/kham',
  '/qua-trinh/moi',
  '/quet',
  '/them-the/nhap-tay',
  '/tien-ich',
  '/tien-ich/quyen-loi',
  '/tien-ich/nhac',
  '/tien-ich/trich-luc',
  '/tien-ich/bao-sai',
  '/tien-ich/san-sang',
  '/tien-ich/khong-mang',
  '/tien-ich/tai-khoan',
  '/tien-ich/may',
  '/tien-ich/mat-khau',
  '/quen-mat-khau',
  '/dang-ky',
]

/** Where the pictures of a run are wanted. */
const pictures = process.env['PICTURES']

/** Words of buttons, links, tabs and switches that stand beyond the edge of what holds them. */
function findCutWords(): string[] {
  const holders = 'button, a, summary, label, .strip span, select, legend'
  return [...document.querySelectorAll<HTMLElement>(holders)]
    .filter((element) => element.checkVisibility() && !element.closest('.unseen, .skip, [aria-hidden=true]'))
    .filter(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => {
      // An inline element has no box of its own.
      if (clientWidth === 0) return false
      return scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 6
    })
    .filter((element) => !/visible|auto|scroll/.test(getComputedStyle(element).overflow) || isBeyond(element))
    .map((element) => (element.textContent ?? '').trim())

  /** Whether a word of it ends outside of it. */
  function isBeyond(element: HTMLElement): boolean {
    const box = element.getBoundingClientRect()
    const range = document.createRange()
    range.selectNodeContents(element)
    return [...range.getClientRects()].some(
      ({ left, right, width }) => width > 0 && (right > box.right + 1 || left < box.left - 1),
    )
  }
}

for (const language of languages) {
  test(`no word of a main screen is cut in ${languageNames[language]}`, async ({
    page,
    mother,
    expectedErrors,
  }) => {
    test.slow()
    expectedErrors.push('getUserMedia')
    await page.setViewportSize({ width: 320, height: 640 })
    const devtools = await page.context().newCDPSession(page)
    await signIn(page, mother)
    await speak(language)
    const cut: string[] = []
    for (const size of [16, 32]) {
      await devtools.send('Page.setFontSizes', { fontSizes: { standard: size, fixed: size - 3 } })
      for (const path of screens) {
        await page.goto(path)
        await expect(page.getByRole('main')).toBeVisible()
        await expect(page.getByRole('heading').first()).toBeAttached()
        await expect(page.locator('html')).toHaveAttribute('lang', language)
        await page.waitForLoadState('networkidle')
        const name = `${language}-${size}-${path.replaceAll('/', '_')}`
        if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
        await expectNothingCut(page, name)
        cut.push(...(await page.evaluate(findCutWords)).map((word) => `${name}: ${word}`))
      }
    }
    expect(cut).toEqual([])

    async function speak(chosen: Language) {
      await page.goto('/tien-ich')
      await page.getByRole('combobox').selectOption(languageNames[chosen])
      await expect(page.locator('html')).toHaveAttribute('lang', chosen)
    }
  })
}
