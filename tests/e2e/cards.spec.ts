/**
 * Several cards in one wallet: a self-declared one from a picture, what it reminds of and covers, and the
 * family swiped through.
 */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import QRCode from 'qrcode'
import { vietnamDay } from '../../src/core/dates/vietnam-day.ts'
import { expectNothingCut } from './accessible.ts'
import { expect, refresh, signIn, test, waitForWorker } from './fixtures.ts'
import { button } from './person.ts'

/** A day so many days from now, as the phone counts. */
function dayAhead(days: number): { written: string; compact: string } {
  const [year, month, day] = vietnamDay(Date.now() / 1000 + days * 86_400).split('-')
  return { written: `${day}/${month}/${year}`, compact: `${year}${month}${day}` }
}

/** Adds the card of a parent in a poor household (HN, level 2) from a picture of its code. */
async function addFromPicture(page: Page, validTo: string) {
  const text = `HN2790299990010|5472E1BAA76E205468E1BB8B204DE1BAAB75|17/11/1950|2|-|79034|01/01/2026|${validTo}|05/01/2026|-|-|4|01/07/2025|-|2|-|$`
  await page.goto('/quet')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByText('Chọn ảnh có sẵn').click(),
  ])
  const buffer = await QRCode.toBuffer(text, { scale: 6 })
  await chooser.setFiles({ name: 'the.png', mimeType: 'image/png', buffer })
  await page.getByRole('radio', { name: 'Cha, mẹ' }).check()
  await button(page, 'Thêm vào ví').click()
  await expect(page.getByText('Đã thêm thẻ của Trần Thị Mẫu.')).toBeVisible()
}

/** The properties of each entry of a calendar file, its lines unfolded (RFC 5545 §3.1). */
function readCalendar(text: string): Map<string, string>[] {
  const lines = text.replaceAll('\r\n ', '').split('\r\n')
  const entries: Map<string, string>[] = []
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^:;]+)[^:]*:(.*)$/.exec(line) ?? []
    if (line === 'BEGIN:VEVENT') entries.push(new Map())
    const entry = entries.at(-1)
    if (!entry?.has(name)) entry?.set(name, value)
  }
  return entries
}

const readNotifications = (page: Page) =>
  page.evaluate(async () => {
    const shown = await (await navigator.serviceWorker.ready).getNotifications()
    return shown.map(({ title, body }) => `${title}. ${body}`)
  })

test('a card that ends soon: said above it, in the list, in a calendar file, by the device if it may', async ({
  page,
  context,
  expectedErrors,
}) => {
  expectedErrors.push('getUserMedia')
  const end = dayAhead(10)
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto('/tien-ich')
  await waitForWorker(page)
  await addFromPicture(page, end.written)

  await test.step('above the card, which says what it is', async () => {
    await page.getByRole('link', { name: 'Xem thẻ', exact: true }).click()
    await expect(page.getByText('TỰ KHAI – CHƯA XÁC THỰC')).toBeVisible()
    await expect(page.locator('svg.qr')).toBeVisible()
    await page.getByRole('link', { name: `Thẻ có giá trị đến hết ${end.written}` }).click()
  })
  await test.step('in the list', async () => {
    await expect(page.getByRole('heading', { name: 'Nhắc về thẻ' })).toBeVisible()
    await expect(page.getByText(`${end.written} (10 ngày)`)).toBeVisible()
    await expect(page.getByText('Ngày cuối thẻ còn giá trị')).toBeVisible()
    await expectNothingCut(page, 'the reminders')
  })
  await test.step('in a calendar file', async () => {
    const [file] = await Promise.all([page.waitForEvent('download'), button(page, 'Thêm vào lịch').click()])
    expect(file.suggestedFilename()).toBe('nhac-the-bhyt.ics')
    const text = readFileSync(await file.path(), 'utf8')
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n[\s\S]*\r\nEND:VCALENDAR\r\n$/)
    const entries = readCalendar(text)
    expect(entries.map((entry) => entry.get('DTSTART'))).toEqual([end.compact])
    expect(entries[0]?.get('SUMMARY')).toMatch(/^Ngày cuối thẻ còn giá trị: Trần Thị Mẫu \(tự khai\)$/)
    expect(entries[0]?.get('TRIGGER')).toBe('-P6DT15H')
  })
  await test.step('not by a device that may not', async () => {
    await context.grantPermissions([])
    await page.reload()
    await expect(page.getByText('Trình duyệt đang chặn thông báo')).toBeVisible()
    await expect(button(page, 'Bật thông báo')).toBeHidden()
  })
  await test.step('by the device once it is asked to, once, and without a name', async () => {
    await context.grantPermissions(['notifications'])
    await page.reload()
    await expect(button(page, 'Bật thông báo')).toBeVisible()
    expect(await refresh(page)).toBe('not_signed_in')
    expect(await readNotifications(page)).toEqual([])
    await button(page, 'Bật thông báo').click()
    await expect(page.getByText('Đang bật.')).toBeVisible()
    await expect.poll(() => readNotifications(page)).toEqual(['Thẻ BHYT sắp hết hạn. Mở ví để xem.'])
    await page.evaluate(async () => {
      for (const each of await (await navigator.serviceWorker.ready).getNotifications()) each.close()
    })
    expect(await refresh(page)).toBe('not_signed_in')
    expect(await readNotifications(page)).toEqual([])
  })
  await test.step('and no more when it is turned off', async () => {
    await button(page, 'Tắt thông báo').click()
    await expect(button(page, 'Bật thông báo')).toBeVisible()
    await page.reload()
    await expect(button(page, 'Bật thông báo')).toBeVisible()
  })
  await test.step('what it covers comes from its digit, and from nothing else', async () => {
    await page.goto('/tien-ich/quyen-loi')
    await expect(page.getByText('Mức 2: quỹ trả 100%')).toBeVisible()
    await expect(page.getByText('HN – Người thuộc hộ gia đình nghèo')).toBeVisible()
    await expect(page.getByText('79 – TP. Hồ Chí Minh')).toBeVisible()
    await expectNothingCut(page, 'what a self-declared card covers')
  })
})

/** One finger across the card. */
async function swipe(page: Page, by: number) {
  const box = await page.locator('.bhyt').first().boundingBox()
  if (!box) throw new Error('no card')
  const devtools = await page.context().newCDPSession(page)
  // Across the middle of the screen: the card itself may still be coming in.
  const [x, y] = [((page.viewportSize()?.width ?? 360) - by) / 2, box.y + 60]
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: points })
  await touch('touchStart', [{ x, y }])
  for (let step = 1; step <= 5; step++) await touch('touchMove', [{ x: x + (by * step) / 5, y }])
  await touch('touchEnd', [])
}

test('the family and a self-declared card beside it: swiped through, each with its own code', async ({
  page,
  context,
  expectedErrors,
  mother,
}) => {
  expectedErrors.push('getUserMedia')
  await page.setViewportSize({ width: 360, height: 740 })
  await signIn(page, mother)
  await waitForWorker(page)
  await addFromPicture(page, dayAhead(200).written)
  await context.setOffline(true)
  const radios = page.getByRole('group', { name: 'Chọn thẻ' }).getByRole('radio')
  const names = [
    'Nguyễn Thị Mẫu, Thẻ của tôi',
    'Trần Minh Mẫu, Thẻ của con',
    'Trần Bảo Ngọc Mẫu, Thẻ của con',
    'Trần Thị Mẫu, Thẻ của cha, mẹ, tự khai',
  ]
  /** The card of this place is shown, chosen, and its code rendered; resolves with the code. */
  const expectShown = async (at: number): Promise<string> => {
    const name = names[at] ?? ''
    await expect(page.getByRole('radio', { name, exact: true })).toBeChecked()
    const fullName = name.split(',')[0]
    await expect(
      page.getByRole('heading', { name: `Thẻ bảo hiểm y tế của ${fullName}`, exact: true }),
    ).toBeAttached()
    const code = page.getByRole('button', { name: `${fullName}` }).locator('svg.qr path')
    await expect(code).toBeVisible()
    return (await code.getAttribute('d')) ?? ''
  }
  const codes = new Map<number, string>()
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    await test.step(`with a finger, motion ${reducedMotion}`, async () => {
      await page.emulateMedia({ reducedMotion })
      await page.goto('/')
      await expect(radios).toHaveCount(4)
      // From here on the wallet listens to a finger; before, the page is only pre-rendered.
      await expect(page.locator('.pair')).toHaveCSS('touch-action', 'pan-y pinch-zoom')
      await page.getByRole('radio', { name: names[0] ?? '' }).check()
      codes.set(0, await expectShown(0))
      for (const at of [1, 2, 3]) {
        // A page that is being taken over at that moment may miss a finger, as one would swipe again.
        await expect(async () => {
          const radio = radios.nth(at)
          if (!(await radio.isChecked())) await swipe(page, -180)
          await expect(radio).toBeChecked({ timeout: 5_000 })
        }).toPass()
        codes.set(at, await expectShown(at))
      }
      await expect(page.getByText('TỰ KHAI – CHƯA XÁC THỰC')).toBeVisible()
      await swipe(page, -180)
      await expectShown(3)
      await swipe(page, 20)
      await expectShown(3)
      await swipe(page, 180)
      await expectShown(2)
    })
  }
  expect(new Set(codes.values()).size).toBe(4)
  await test.step('with the keyboard', async () => {
    await page.getByRole('radio', { checked: true }).first().focus()
    await page.keyboard.press('ArrowRight')
    await expectShown(3)
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await expectShown(1)
  })
  await test.step('the one that was shown last is shown when the wallet opens again', async () => {
    await page.reload()
    await expectShown(1)
  })
  await test.step('a name tapped before the wallet is awake is taken all the same', async () => {
    await page.addInitScript(() => {
      new MutationObserver((_, watching) => {
        const third = document.querySelectorAll<HTMLInputElement>('input[name=card]')[2]
        if (!third) return
        watching.disconnect()
        third.click()
      }).observe(document, { childList: true, subtree: true })
    })
    await page.reload()
    await expectShown(2)
  })
})
