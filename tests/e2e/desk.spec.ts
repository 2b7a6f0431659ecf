/**
 * The hospital desk, /quay, as its staff use it: by a scanner that types, without a network, and what is left
 * behind.
 */
import { readFileSync } from 'node:fs'
import type { Page, TestInfo } from '@playwright/test'
import { scanPicture } from '../../src/cli/scan-picture.ts'
import { readDeskRequest, writeDeskAudience, writePosterAudience } from '../../src/core/credential/desk.ts'
import { makePhone, NAME, NUMBER } from '../support/desk-codes.ts'
import { makeHidScanner } from '../support/fake-scanners.ts'
import { expect, refresh, signIn, test, testAlone, testWithoutWorker, waitForWorker } from './fixtures.ts'
import { answer, openDesk, scan, verdict, waitForDeskWorker } from './hospital-desk.ts'
import { button } from './person.ts'

test.use({ viewport: { width: 1280, height: 900 } })

async function chooseFacility(page: Page) {
  await button(page, 'Chọn cơ sở').click()
  await page.getByLabel(/Tên hoặc mã cơ sở/).fill('bach mai')
  await page.getByRole('button', { name: /01929/ }).click()
  await expect(page.getByText('01929 Bệnh viện Bạch Mai')).toBeVisible()
}

/** The text of the QR code on a page, read from a picture of it. */
async function readCode(page: Page, name: string | RegExp, info: TestInfo): Promise<string> {
  const path = info.outputPath('code.png')
  await page.getByRole('img', { name }).screenshot({ path })
  const scanned = await scanPicture(path)
  if (!scanned.ok) throw new Error(scanned.error)
  return scanned.value.text
}

testWithoutWorker(
  'a first scan: the keys of a scanner, a verdict by word and what to compare',
  async ({ page }) => {
    await openDesk(page)
    const phone = await makePhone()
    await scan(page, await phone.show())
    await expect(verdict(page)).toHaveText('Thẻ thật')
    await expect(answer(page)).toContainText(NAME)
    await expect(answer(page)).toContainText('23/07/1991')
    await expect(answer(page)).toContainText('DN 4 01 0199 977 712')
    await expect(answer(page)).toContainText('Quỹ trả 80%')
    await expect(answer(page)).toContainText('01929 – Bệnh viện Bạch Mai')
    await expect(answer(page)).toContainText('THẺ MẪU')
    await expect(answer(page)).toContainText('Danh sách thu hồi')
    // The next scan takes its place, without a click; today's card text is read and called unsigned.
    const unsigned = JSON.parse(
      readFileSync('tests/vectors/credential/scans/unsigned-hospital-text.json', 'utf8'),
    ).text
    await scan(page, unsigned)
    await expect(verdict(page)).toHaveText('Mã thẻ không có chữ ký')
    await expect(answer(page)).toContainText('NĐ 188/2025/NĐ-CP, Điều 38')
    await expect(answer(page)).not.toContainText(NAME)
    await page.keyboard.press('Escape')
    await expect(answer(page)).toContainText('Chưa có kết quả')
    await page.getByText('Ca làm việc').click()
    await expect(page.getByRole('row', { name: /Thẻ thật 1 1/ })).toBeVisible()
  },
)

testWithoutWorker(
  'without its code the page says so; a scan before that has come is answered when it has',
  async ({ page, expectedErrors }) => {
    const code = /\/assets\/start-desk-.*\.js$/
    await test.step('the code does not come', async () => {
      expectedErrors.push('ERR_FAILED', 'Failed to fetch')
      await page.route(code, (route) => route.abort())
      await page.goto('/quay')
      await expect(page.getByRole('alert')).toContainText('Không tải được trang quầy')
      await page.unroute(code)
    })
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route(code, async (route) => {
      await released
      await route.continue()
    })
    await page.goto('/quay')
    await expect(page.getByLabel('Quét mã hoặc gõ mã số thẻ')).toBeFocused()
    const phone = await makePhone()
    await scan(page, await phone.show())
    await expect(page.getByLabel('Quét mã hoặc gõ mã số thẻ')).toHaveValue('')
    release()
    await expect(verdict(page)).toHaveText('Thẻ thật')
    await expect(page.getByLabel('Quét mã hoặc gõ mã số thẻ')).toBeFocused()
  },
)

testAlone(
  'opens cold without a network, and checks cards',
  async ({ page, context, ownIssuer: issuer, expectedErrors }) => {
    expectedErrors.push('ERR_CONNECTION', 'Failed to fetch', 'ERR_INTERNET_DISCONNECTED')
    await openDesk(page)
    await waitForDeskWorker(page)
    await page.getByText('Danh sách', { exact: true }).click()
    await expect(page.getByText(/Danh mục cơ sở do cơ quan BHXH ký/)).toBeVisible()
    await page.close()
    await issuer.kill()
    const desk = await context.newPage()
    await desk.goto('/quay')
    await expect(desk.getByLabel('Quét mã hoặc gõ mã số thẻ')).toBeFocused()
    const phone = await makePhone()
    await scan(desk, await phone.show())
    await expect(verdict(desk)).toHaveText('Thẻ thật')
    // A facility of the signed directory, which the short list that ships does not have.
    await button(desk, 'Chọn cơ sở').click()
    await desk.getByLabel(/Tên hoặc mã cơ sở/).fill('huu nghi viet duc')
    await desk.getByRole('button', { name: /01901/ }).click()
    await expect(desk.getByText('01901 Bệnh viện Hữu nghị Việt Đức')).toBeVisible()
    await context.setOffline(true)
    await expect(desk.getByText('Không có mạng. Vẫn kiểm tra được.')).toBeVisible()
    await desk.keyboard.press('F8')
    await desk.getByText('Tiếp nhận chưa tra cứu (1)').click()
    await expect(desk.getByText('Chờ tra cứu')).toBeVisible()
    await expect(desk.getByRole('listitem').filter({ hasText: 'Mất mạng' })).toBeVisible()
    await context.setOffline(false)
    await issuer.restart()
    await button(desk, 'Đã tra cứu').click()
    await expect(desk.getByText(/Đã tra cứu lúc/)).toBeVisible()
  },
)

test('counter code: read from the screen, answered, used once; poster: answers are labelled, a plain code is taken too', async ({
  page,
  context,
  expectedErrors,
}, info) => {
  expectedErrors.push('ERR_INTERNET_DISCONNECTED')
  await openDesk(page)
  await page.getByText('Mã quầy', { exact: true }).click()
  await test.step('nothing is green before the desk knows where it stands', async () => {
    await scan(page, await (await makePhone()).show())
    await expect(verdict(page)).toHaveText('Chưa chọn cơ sở')
  })
  await chooseFacility(page)
  await context.setOffline(true)
  const asked = readDeskRequest(await readCode(page, 'Mã quầy cho người bệnh quét', info))
  if (!asked.ok || !asked.value.nonce) throw new Error('not a desk code')
  const phone = await makePhone()
  const { facilityCode, nonce } = asked.value
  const audience = writeDeskAudience(facilityCode)
  await scan(page, await phone.show())
  await expect(verdict(page)).toHaveText('Mã dành cho nơi khác')
  // A phone whose clock is a day behind: no clock is needed here.
  const answered = await phone.show({ audience, nonce, at: Math.floor(Date.now() / 1000) - 3000 })
  await scan(page, answered)
  await expect(verdict(page)).toHaveText('Thẻ thật')
  await expect(answer(page)).toContainText('đúng cơ sở này')
  await test.step('read again it stays the same check; once that is blanked it is used', async () => {
    await scan(page, answered)
    await expect(answer(page)).toContainText('không phải lượt mới')
    await expect(verdict(page)).toHaveText('Thẻ thật')
    await page.keyboard.press('Escape')
    await scan(page, answered)
    await expect(verdict(page)).toHaveText('Mã đã dùng')
  })
  await test.step('poster', async () => {
    await page.getByText('Áp phích', { exact: true }).click()
    expect(await readCode(page, 'Quét bằng Ví BHYT để trình thẻ', info)).toBe('BHYT-DESK:2/01929')
    await scan(page, await phone.show({ audience: writePosterAudience('01929') }))
    await expect(verdict(page)).toHaveText('Thẻ thật')
    await expect(answer(page)).toContainText('Trả lời mã áp phích của cơ sở này')
    await scan(page, await phone.show({ audience: writePosterAudience('79025') }))
    await expect(verdict(page)).toHaveText('Mã dành cho nơi khác')
  })
})

test('phone and desk in one browser leave each other alone, and check each other without a network, by live code, counter code and poster', async ({
  page,
  context,
  mother,
  expectedErrors,
}, info) => {
  test.slow()
  expectedErrors.push('ERR_INTERNET_DISCONNECTED', 'Failed to fetch')
  await openDesk(page)
  await waitForDeskWorker(page)
  const scopes = () =>
    page.evaluate(async () =>
      (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname).sort(),
    )
  expect(await scopes()).toEqual(['/quay'])
  const headers = (await page.goto('/quay'))?.headers() ?? {}
  const policy =
    (await page.request.get('/quay')).headers()['permissions-policy'] ?? headers['permissions-policy']
  expect(policy).toContain('serial=(self)')
  expect((await page.request.get('/')).headers()['permissions-policy']).toContain('serial=()')
  const wallet = await context.newPage()
  await wallet.setViewportSize({ width: 390, height: 844 })
  await signIn(wallet, mother)
  await test.step('neither touches what is the other’s', async () => {
    await expect.poll(scopes).toEqual(['/', '/quay'])
    const names = await page.evaluate(async () => ({
      caches: (await caches.keys()).filter((name) => name.startsWith('vi-bhyt-desk')),
      databases: (await indexedDB.databases()).map(({ name }) => name),
    }))
    expect(names.caches).toHaveLength(1)
    expect(names.databases).toContain('vi-bhyt-desk')
    await page.reload()
    await expect(page.getByText('Danh sách mới')).toBeVisible()
  })
  await test.step('the live code that the wallet shows is genuine at the desk', async () => {
    await wallet.getByRole('radio', { name: 'QR tự đổi' }).check({ force: true })
    await expect(wallet.locator('[data-kind=live][data-at]')).toBeVisible()
    const path = info.outputPath('live.png')
    await wallet.locator('.code-panel .code').screenshot({ path })
    const scanned = await scanPicture(path)
    if (!scanned.ok) throw new Error(scanned.error)
    await page.bringToFront()
    await scan(page, scanned.value.text)
    await expect(verdict(page)).toHaveText('Thẻ thật')
    await wallet.bringToFront()
  })
  await waitForWorker(wallet)
  expect(await refresh(wallet)).toMatch(/fresh|unchanged/)
  await wallet.goto('/quet')
  await expect(button(wallet, 'Mở máy ảnh')).toBeVisible()
  // The names of facilities are fetched after the rest.
  await expect
    .poll(() => wallet.evaluate(async () => Boolean(await caches.match('/facilities.txt'))))
    .toBe(true)
  await page.bringToFront()
  await chooseFacility(page)
  await page.getByText('Mã quầy', { exact: true }).click()
  await context.setOffline(true)

  /** The phone scans what the desk shows and answers; what its screen says then. */
  const answerOf = async (asked: string) => {
    await wallet.bringToFront()
    await wallet.evaluate((text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
    }, asked)
    await expect(wallet.getByRole('heading', { name: 'Quầy này hỏi thẻ' })).toBeVisible()
    await expect(wallet.getByText('Bệnh viện Bạch Mai')).toBeVisible()
    await button(wallet, 'Đưa mã trả lời').click()
    await expect(wallet.getByRole('dialog').getByRole('img', { name: /Mã QR của/ })).toBeVisible()
    const path = info.outputPath('answer.png')
    await wallet.screenshot({ path })
    const scanned = await scanPicture(path)
    if (!scanned.ok) throw new Error(scanned.error)
    await wallet.getByRole('dialog').getByRole('button').first().click()
    await button(wallet, 'Quét mã khác').click()
    await page.bringToFront()
    return scanned.value.text
  }

  await scan(page, await answerOf(await readCode(page, 'Mã quầy cho người bệnh quét', info)))
  await expect(verdict(page)).toHaveText('Thẻ thật')
  await page.getByText('Áp phích', { exact: true }).click()
  const toPoster = await answerOf(await readCode(page, 'Quét bằng Ví BHYT để trình thẻ', info))
  await scan(page, toPoster)
  await expect(verdict(page)).toHaveText('Thẻ thật')
  await expect(answer(page)).toContainText('Trả lời mã áp phích của cơ sở này')
  // A desk that asks by its own code takes nothing but the answer to that.
  await page.getByText('Mã quầy', { exact: true }).click()
  await scan(page, toPoster)
  await expect(verdict(page)).toHaveText('Mã dành cho nơi khác')

  await wallet.bringToFront()
  await wallet.goto('/tien-ich/da-dua-the')
  const shown = wallet.getByRole('main').getByRole('listitem')
  await expect(shown).toHaveCount(2)
  await expect(shown.first()).toContainText('Bệnh viện Bạch Mai (01-929)')
  await expect(shown.first()).toContainText('Trả lời áp phích ở quầy')
  await expect(shown.last()).toContainText('Trả lời mã quầy')
})

test('nothing personal is left 31 seconds after a scan, nowhere', async ({ page }) => {
  await page.clock.install()
  await openDesk(page)
  const phone = await makePhone()
  await scan(page, await phone.show({ at: await page.evaluate(() => Math.floor(Date.now() / 1000)) }))
  await expect(answer(page)).toContainText(NAME)
  await button(page, /Ghi tiếp nhận/).click()
  await page.clock.runFor(31_000)
  await expect(answer(page)).toContainText('Chưa có kết quả')
  const left = await page.evaluate(async () => {
    const dump: string[] = [document.documentElement.outerHTML, document.title, location.href]
    for (const input of document.querySelectorAll('input')) dump.push(input.value)
    dump.push(JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie)
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opened = indexedDB.open(name)
        opened.onsuccess = () => resolve(opened.result)
        opened.onerror = () => reject(opened.error)
      })
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve) => {
          const all = database.transaction(store).objectStore(store).getAll()
          all.onsuccess = () => resolve(all.result)
        })
        const bytesAsText = (_: string, held: unknown) =>
          held instanceof Uint8Array ? String.fromCharCode(...held) : held
        dump.push(JSON.stringify(rows, bytesAsText))
      }
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const response = await cache.match(request)
        if (!/wasm|png/.test(request.url)) dump.push(request.url, (await response?.text()) ?? '')
      }
    }
    return dump.join('\n')
  })
  // What is looked through is really there: the record of the reception.
  expect(left).toContain('gateway-silent')
  for (const planted of [NAME, NUMBER, '0199977712', 'Kín Đáo', '1991-07-23', '23/07/1991']) {
    expect(left, planted).not.toContain(planted)
  }
})

testWithoutWorker('bad input gets one clear line each, and nothing is lost', async ({ page }, info) => {
  await openDesk(page)
  const paste = (text: string, type = 'text/plain') =>
    page.evaluate(
      ([content = '', kind = '']) => {
        const data = new DataTransfer()
        if (kind === 'text/plain') data.setData(kind, content)
        else data.items.add(new File([content], 'x', { type: kind }))
        document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
      },
      [text, type],
    )
  await paste('x'.repeat(1_000_000))
  await expect(verdict(page)).toHaveText('Nội dung quá dài')
  await paste('HC1:NCFOXN%TSMAHN-H+XO5XF7:UY%FJ.GCWZK')
  await expect(verdict(page)).toHaveText('Không phải mã thẻ BHYT')
  await paste('<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml')
  await expect(verdict(page)).toHaveText('Không đọc được ảnh này')
  await page.keyboard.press('Enter')
  await expect(verdict(page)).toHaveText('Máy quét chỉ gửi phím Enter')
  await scan(page, 'BHYT:1/1056221314151128BHYT:1/10562213141511283')
  await expect(verdict(page)).toHaveText(/Hai mã dính vào nhau|Quét lại/)
  const phone = await makePhone()
  const text = await phone.show()
  await scan(page, text.slice(0, 400) + text.slice(401))
  await expect(verdict(page)).toHaveText('Quét lại')
  // By the keys of a keyboard; only Enter ends what is as short.
  await page.keyboard.type('DN4010199990001')
  await page.keyboard.press('Enter')
  await expect(verdict(page)).toHaveText('Mã số thẻ đúng dạng')
  // A picture of a code is read like the code.
  await page.setInputFiles('input[accept="image/*"]', 'tests/vectors/pictures/qr.gif')
  await expect(verdict(page)).toBeVisible()
  await page.getByText('Danh sách', { exact: true }).click()
  const file = info.outputPath('none.cose')
  await page.setInputFiles('input[multiple]', { name: file, mimeType: '', buffer: Buffer.from('no list') })
  await expect(page.getByText('Tệp không phải danh sách, hoặc đã hỏng. Giữ danh sách đang có.')).toBeVisible()
  await page.setInputFiles('input[multiple]', 'public/trust-list.cose')
  await expect(page.getByText('Đã nạp danh sách.')).toBeVisible()
  // The directory as a stick would bring it to a desk that is never online.
  const content = await (await page.request.get('/api/content')).body()
  await page.setInputFiles('input[multiple]', { name: 'content', mimeType: '', buffer: content })
  await expect(page.getByText('Đã nạp danh mục cơ sở.')).toBeVisible()
  const pack = { name: 'pack', mimeType: '', buffer: Buffer.from('facilities 1 2026-11-29\n\n\n\n\n') }
  await page.setInputFiles('input[multiple]', pack)
  await expect(page.getByText(/Tệp danh mục cơ sở không khớp chữ ký/)).toBeVisible()
  await button(page, 'Chọn cơ sở').click()
  await page.getByLabel(/Tên hoặc mã cơ sở/).fill('99ZZZ')
  await expect(page.getByText(/Mã 99ZZZ không có trong danh mục/)).toBeVisible()
  await page.getByLabel(/Tên hoặc mã cơ sở/).fill('0112345')
  await expect(page.getByText(/Mã cơ sở gồm 5 ký tự/)).toBeVisible()
  await button(page, 'Đóng').click()
  // The desk still works.
  await scan(page, text)
  await expect(verdict(page)).toHaveText('Thẻ thật')
})

test('a code with tabs and line ends in it presses nothing at the desk; a person with a keyboard does', async ({
  page,
}) => {
  await openDesk(page)
  const field = page.getByLabel('Quét mã hoặc gõ mã số thẻ')
  await scan(page, '0188880001')
  await expect(verdict(page)).toBeVisible()
  await page.keyboard.press('F8')
  const notes = page.getByText('Tiếp nhận chưa tra cứu (1)')
  await expect(notes).toBeVisible()
  await page.keyboard.press('Escape')
  const drop = page.getByRole('button', { name: 'Xóa', exact: true })
  const isAtNotes = () => notes.evaluate((summary) => summary === document.activeElement)
  await test.step('a person', async () => {
    for (let tabs = 0; tabs < 20 && !(await isAtNotes()); tabs++)
      await page.keyboard.press('Tab', { delay: 60 })
    await page.keyboard.press('Enter', { delay: 60 })
    await expect(drop).toBeVisible()
    await page.keyboard.press('Enter', { delay: 60 })
    await expect(drop).toBeHidden()
  })
  await test.step('a mouse leaves the field ready for a code that begins with a line end', async () => {
    await notes.click()
    await expect(drop).toBeVisible()
    await expect(field).toBeFocused()
  })
  const typist = await page.context().newCDPSession(page)
  const began = Date.now() / 1000
  // One after the other a hundredth of a second, however busy the machine is.
  const type = (key: 'Tab' | 'Enter', at: number) => {
    const pressed = { key, code: key, windowsVirtualKeyCode: key === 'Tab' ? 9 : 13 }
    const timestamp = began + at / 100
    const text = key === 'Enter' ? { text: '\r' } : {}
    return [
      typist.send('Input.dispatchKeyEvent', { type: 'keyDown', ...pressed, ...text, timestamp }),
      typist.send('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed, timestamp }),
    ]
  }
  // Whatever stands between the field and the button that deletes a note.
  const keys = Array.from({ length: 12 }, (_, tabs) => [
    ...Array.from({ length: tabs + 1 }, () => 'Tab' as const),
    'Enter' as const,
  ]).flat()
  await Promise.all(keys.flatMap(type))
  await expect(notes).toBeVisible()
  await expect(drop).toBeVisible()
})

testWithoutWorker('two windows of one desk know what the other has taken', async ({ page, context }) => {
  await openDesk(page)
  const phone = await makePhone()
  const text = await phone.show()
  await scan(page, text)
  await expect(verdict(page)).toHaveText('Thẻ thật')
  const other = await context.newPage()
  await other.clock.setFixedTime(Date.now() + 125_000)
  await openDesk(other)
  await scan(other, text)
  await expect(verdict(other)).toHaveText('Mã đã dùng')
})

testWithoutWorker('a scanner in HID POS mode: connected once, there again by itself', async ({ page }) => {
  await page.addInitScript(`
    const kept = sessionStorage.getItem('granted') !== null
    const fake = (${makeHidScanner.toString()})({ isGranted: kept })
    Object.defineProperty(navigator, 'hid', { value: fake.hid })
    fake.device.addEventListener('inputreport', () => sessionStorage.setItem('granted', 'yes'))
    window.scanner = fake.scanner
  `)
  const does = (what: string) => page.evaluate(`window.scanner.${what}`)
  await openDesk(page)
  await page.getByText('Nối máy quét USB').click()
  await button(page, 'Nối máy HID POS').click()
  await expect(page.getByText('Đã nối Voyager 1470g.')).toBeVisible()
  // Wherever the focus is, and whatever the keyboard is set to.
  await button(page, 'Chọn cơ sở').focus()
  const phone = await makePhone()
  await does(`scan(${JSON.stringify(await phone.show())})`)
  await expect(verdict(page)).toHaveText('Thẻ thật')
  await does('unplug()')
  await expect(page.getByRole('alert')).toHaveText('Máy quét đã bị rút. Cắm lại là dùng được.')
  await does('plugIn()')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await openDesk(page)
  await page.getByText('Nối máy quét USB').click()
  await expect(page.getByText('Đã nối Voyager 1470g.')).toBeVisible()
  await does(`scan(${JSON.stringify(await (await makePhone({ seed: 'next' })).show())})`)
  await expect(verdict(page)).toHaveText('Thẻ thật')
})
