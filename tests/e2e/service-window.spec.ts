/**
 * Another hospital, on a narrow phone: only in the first days of a quarter. Service and phone live in the
 * next quarter; the app's worker, whose clock no test can move, stays out.
 */
import { daysBetween } from '../../src/core/dates/days.ts'
import type { PartialDate } from '../../src/core/dates/partial-date.ts'
import { vietnamDay } from '../../src/core/dates/vietnam-day.ts'
import { windowOn } from '../../src/core/services/window.ts'
import { startIssuer } from '../support/issuer/issuer-process.ts'
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { type Alone, alone, expect, signIn, test, withoutWorker } from './fixtures.ts'
import { signInOfficer } from './officer.ts'
import { button } from './person.ts'

const DAY_MS = 86_400_000
const HOSPITAL = /Bệnh viện (?:đa khoa )?Đống Đa/i

/** Milliseconds until this time of the fifth day of the quarter that begins next. */
function findAhead(): number {
  const today = vietnamDay(Date.now() / 1000) as PartialDate
  const first = windowOn({ window: { quarterDays: 1 } }, today)?.from ?? today
  return (daysBetween(today, first) + 4) * DAY_MS
}

/** Moves the clock of a page on from where it is. */
function moveClock(ahead: number) {
  const machine = Date
  const now = () => machine.now() + ahead
  globalThis.Date = new Proxy(machine, {
    construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  })
}

const AHEAD_MS = findAhead()

const testThen = test.extend<Alone>({
  ...alone,
  ownIssuer: async ({ playwright: _ }, use) => {
    const clock = new URL('../support/issuer/moved-clock.ts', import.meta.url)
    const issuer = await startIssuer({
      CLOCK_AHEAD_MS: String(AHEAD_MS),
      NODE_OPTIONS: `--disable-warning=ExperimentalWarning --import=${clock}`,
    })
    await use(issuer)
    await issuer.dispose()
  },
})

testThen.use({ viewport: { width: 320, height: 640 }, ...withoutWorker })

testThen(
  'another hospital: inside the window until it is on the card, outside it when',
  async ({ page, context, browser, baseURL, mother }) => {
    await context.addInitScript(moveClock, AHEAD_MS)
    await signIn(page, mother)
    const heading = page.getByRole('heading', { level: 1 })
    const goOn = () => button(page, 'Tiếp tục').click()
    await page.goto('/tien-ich/dich-vu')
    await button(page, /^Đổi nơi đăng ký/).click()
    await expect(page.getByText(/^Đang nhận hồ sơ/)).toBeVisible()
    await button(page, 'Bắt đầu').click()
    await goOn()
    await page.getByRole('textbox', { name: 'Nơi muốn chuyển đến' }).fill('bach mai')
    await page.getByRole('radio', { name: /Bạch Mai/ }).check()
    await goOn()
    await expect(page.getByRole('link', { name: /Nơi này đang là nơi đăng ký/ })).toBeVisible()
    await page.getByRole('textbox', { name: 'Nơi muốn chuyển đến' }).fill('bv dong da')
    await page.getByRole('radio', { name: HOSPITAL }).check()
    await expectNothingCut(page, 'place')
    await goOn()
    await page.getByRole('radio', { name: 'Đổi nơi ở' }).check()
    await goOn()
    await page.getByRole('radio', { name: 'Bản điện tử trong ví này' }).check()
    await goOn()
    await expect(heading).toHaveText('Xem lại hồ sơ')
    await button(page, 'Gửi hồ sơ').click()
    await expect(heading).toHaveText('Đã nhận hồ sơ')

    const office = await browser.newContext({
      locale: 'vi-VN',
      ...(baseURL && { baseURL }),
      ...withoutWorker,
    })
    await office.addInitScript(moveClock, AHEAD_MS)
    const desk = await office.newPage()
    await signInOfficer(desk, 'canbo', AHEAD_MS)
    await button(desk, 'Dịch vụ công').click()
    await button(desk, 'Nhận hồ sơ gấp nhất').click()
    await expect(desk.getByRole('heading', { name: /^Đổi nơi đăng ký/ })).toBeFocused()
    await desk.keyboard.press('Tab')
    await desk.keyboard.press('Enter')
    await expect(desk.getByText(/^Đã chấp nhận hồ sơ DV-/)).toBeVisible()
    await office.close()

    await page.goto('/tien-ich/san-sang')
    await button(page, 'Cập nhật ngay').click()
    await expect(page.getByText('Thông tin trên máy là mới nhất.')).toBeVisible()
    await page.goto('/')
    await expect(page.getByRole('main')).toContainText(HOSPITAL)

    // Two weeks later, where the service cannot be asked: it would say that the phone's clock is wrong.
    await context.route('**/api/**', (route) => route.abort('internetdisconnected'))
    await context.addInitScript(moveClock, 14 * DAY_MS)
    await page.goto('/tien-ich/dich-vu')
    await button(page, /^Đổi nơi đăng ký/).click()
    await expect(page.getByText(/^Chưa đến kỳ nhận hồ sơ\. Kỳ tới: /)).toBeVisible()
    await expect(button(page, 'Bắt đầu')).toHaveCount(0)
    await expectNothingCut(page, 'closed')
    await expectAccessible(page, 'closed')
  },
)
