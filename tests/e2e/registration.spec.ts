/**
 * Registering an account as a new person does: on a narrow phone, with a bad connection, by keyboard, with
 * large text.
 */
import { DatabaseSync } from 'node:sqlite'
import type { Locator, Page } from '@playwright/test'
import sharp from 'sharp'
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { test, testAlone, waitForScanner } from './camera-fixtures.ts'
import { expect, type SharedIssuer, waitForWorker } from './fixtures.ts'
import { listSent, readCode } from './messages.ts'

const identityCard =
  '001185990001|012345678|Nguyễn Thị Diễm Quỳnh|08031985|Nữ|Số 12, ngõ 34, Phường Phúc Xá, Quận Ba Đình, Hà Nội|01052021'

// Everything is typed as a person types it, page by page.
test.describe.configure({ timeout: 240_000 })

const primary = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

/** The page stands, nothing is cut, and axe has no objection. */
async function expectGoodPage(page: Page, name: string): Promise<void> {
  await expect(heading(page, name)).toBeVisible()
  await expectNothingCut(page, name)
  await expectAccessible(page, name)
}

/** A photograph of a document or a face, so to speak; each is another. */
async function takePhoto(width = 1600, height = 1200): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 140, sigma: 40 } as const
  const create = { width, height, channels: 3, background: '#fff', noise } as const
  return sharp({ create }).blur(3).jpeg({ quality: 80 }).toBuffer()
}

async function fillPerson(page: Page, number = '0199990088'): Promise<void> {
  await page.getByLabel('Mã số BHXH hoặc số định danh').fill(number)
  await page.getByLabel('Họ và tên').fill('Nguyễn Thị Diễm Quỳnh')
  await page.getByLabel('Ngày sinh').fill('08/03/1985')
  await page.getByRole('radio', { name: 'Nữ' }).check({ force: true })
  await expect(page.getByLabel('Quốc tịch')).toHaveValue('Việt Nam')
  await page.getByLabel('Dân tộc').fill('Tày')
  await primary(page, 'Tiếp tục').click()
}

async function fillIdentity(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Căn cước công dân' }).check()
  await page.getByLabel('Số giấy tờ').fill('001185990001')
  await primary(page, 'Tiếp tục').click()
}

async function fillAddress(page: Page): Promise<void> {
  await page.getByLabel('Địa chỉ liên hệ').fill('Số 12, ngõ 34, Phường Phúc Xá, Quận Ba Đình, Hà Nội')
  await expect(page.getByText(/Nay là Phường Hồng Hà/)).toBeVisible()
  await primary(page, 'Tiếp tục').click()
}

async function confirmPhone(page: Page, phone: string): Promise<void> {
  await page.getByLabel('Số điện thoại', { exact: true }).fill(phone)
  const before = await listSent(page)
  await primary(page, 'Gửi mã xác nhận').click()
  await expect(page.getByLabel('Mã trong tin nhắn')).toBeFocused()
  await page.getByLabel('Mã trong tin nhắn').fill(await readCode(page, { before, to: phone }))
  await primary(page, 'Xác nhận').click()
}

async function choosePicture(page: Page, photo?: Buffer): Promise<void> {
  await page.getByLabel('Chọn ảnh có sẵn').setInputFiles({
    name: 'anh.jpg',
    mimeType: 'image/jpeg',
    buffer: photo ?? (await takePhoto()),
  })
  await primary(page, 'Dùng ảnh này').click()
  await expect(page.getByRole('img', { name: 'Ảnh đã chọn' })).toBeVisible()
  await primary(page, 'Tiếp tục').click()
}

/** Everything up to the review, typed. */
async function fillEverything(page: Page, phone: string): Promise<void> {
  await page.goto('/dang-ky')
  await primary(page, 'Bắt đầu khai').click()
  await fillPerson(page)
  await fillIdentity(page)
  await fillAddress(page)
  await confirmPhone(page, phone)
  await expect(page.getByText('Đã xác nhận số này')).toBeVisible()
  await primary(page, 'Tiếp tục').click()
  for (const name of ['Ảnh chân dung', 'Mặt trước giấy tờ', 'Mặt sau giấy tờ']) {
    await expect(heading(page, name)).toBeVisible()
    await choosePicture(page)
  }
  await expect(page.getByRole('radio', { name: /Gần nơi ở nhất/ })).toBeChecked()
  await primary(page, 'Tiếp tục').click()
  await expect(heading(page, 'Xem lại')).toBeVisible()
}

/** How many declarations the issuer has of this test's person; the demo has others. */
function countDeclarations(issuer: SharedIssuer, phone: string): number {
  const database = new DatabaseSync(issuer.databaseFile, { readOnly: true })
  const row = database.prepare('select count(*) as count from declarations where phone = ?').get(phone)
  database.close()
  return Number(row?.['count'])
}

/** What the issuer has of the two fields that no document fills in. */
function readPeople(issuer: SharedIssuer, phone: string) {
  const database = new DatabaseSync(issuer.databaseFile, { readOnly: true })
  const row = database.prepare('select nationality, ethnicity from declarations where phone = ?').get(phone)
  database.close()
  return { ...row }
}

test.describe('with a camera', () => {
  test.use({ camera: { text: identityCard, style: 'still' } })

  test('a scanned identity card, pictures, the nearest office, a receipt and its status', async ({
    page,
    issuer,
    newPhone,
  }) => {
    await page.goto('/dang-nhap')
    await waitForScanner(page)
    await page.getByRole('link', { name: 'Chưa có tài khoản? Đăng ký' }).click()
    await expectGoodPage(page, 'Đăng ký tài khoản')
    await primary(page, 'Bắt đầu khai').click()
    await expectGoodPage(page, 'Thông tin cá nhân')

    await page.getByRole('button', { name: 'Quét căn cước hoặc thẻ' }).click()
    await expect(page.getByLabel('Họ và tên')).toHaveValue('Nguyễn Thị Diễm Quỳnh')
    await expect(page.getByLabel('Mã số BHXH hoặc số định danh')).toHaveValue('001185990001')
    await expect(page.getByLabel('Ngày sinh')).toHaveValue('08/03/1985')
    await expect(page.getByRole('radio', { name: 'Nữ' })).toBeChecked()
    await expect(page.locator('.filled-mark')).toHaveCount(4)
    await page.getByRole('button', { name: 'Bỏ phần máy điền' }).click()
    await expect(page.getByLabel('Họ và tên')).toHaveValue('')
    await page.getByRole('button', { name: 'Điền lại từ mã' }).click()
    await page.getByLabel('Dân tộc').fill('Tày')
    await primary(page, 'Tiếp tục').click()

    await expectGoodPage(page, 'Giấy tờ tùy thân')
    await expect(page.getByRole('radio', { name: 'Căn cước công dân' })).toBeChecked()
    await expect(page.getByLabel('Số giấy tờ')).toHaveValue('001185990001')
    await expect(page.getByLabel('Ngày cấp')).toHaveValue('01/05/2021')
    await primary(page, 'Tiếp tục').click()

    await expect(page.getByLabel('Địa chỉ liên hệ')).toHaveValue(/Phúc Xá/)
    await expect(page.getByText('Nay là Phường Hồng Hà, Thành phố Hà Nội.')).toBeVisible()
    await expectGoodPage(page, 'Nơi ở')
    await page.getByRole('button', { name: 'Tự chọn tỉnh và xã, phường' }).click()
    await page.getByLabel('Tìm xã, phường, đặc khu').fill('ba dinh')
    await page.getByRole('radio', { name: 'Phường Ba Đình' }).check()
    await expectGoodPage(page, 'Nơi ở')
    await primary(page, 'Tiếp tục').click()

    await expectGoodPage(page, 'Liên lạc')
    await page.getByLabel('Email (nếu có)').fill('quynh@example.vn')
    await confirmPhone(page, newPhone)
    await expect(page.getByText('Đã xác nhận số này')).toBeVisible()
    await primary(page, 'Tiếp tục').click()

    await expectGoodPage(page, 'Ảnh chân dung')
    await page.getByRole('button', { name: 'Chụp ảnh' }).click()
    await expect(page.getByText('Đưa mặt vào giữa khung')).toBeVisible()
    await page.getByRole('button', { name: 'Chụp', exact: true }).click()
    await expect(page.getByRole('img', { name: 'Ảnh trong khung' })).toBeVisible()
    await expectGoodPage(page, 'Ảnh chân dung')
    await page.getByRole('button', { name: 'Xoay phải' }).click()
    await page.getByLabel('Xoay nhẹ cho thẳng').fill('3')
    await primary(page, 'Dùng ảnh này').click()
    await expect(page.getByRole('img', { name: 'Ảnh đã chọn' })).toBeVisible()
    await primary(page, 'Tiếp tục').click()
    await choosePicture(page)
    await choosePicture(page)

    await expect(page.getByRole('radio', { name: /Ba Đình/ })).toBeChecked()
    await page.getByLabel('Gửi tờ khai cho tôi qua email').check()
    await expectGoodPage(page, 'Nơi nhận hồ sơ')
    await primary(page, 'Tiếp tục').click()

    await expectGoodPage(page, 'Xem lại')
    await page.getByRole('button', { name: 'Sửa Họ và tên' }).click()
    await page.getByLabel('Họ và tên').fill('Nguyễn Thị Diễm Quỳnh Anh')
    await primary(page, 'Xong, về phần xem lại').click()
    await expect(page.getByText('Nguyễn Thị Diễm Quỳnh Anh')).toBeVisible()
    await expect(page.getByText('Việt Nam', { exact: true })).toBeVisible()
    await expect(page.getByText('Tày', { exact: true })).toBeVisible()
    await primary(page, 'Gửi tờ khai').click()

    await expectGoodPage(page, 'Đã nhận tờ khai')
    const fileNumber = await page.locator('.big-number').textContent()
    expect(fileNumber).toMatch(/^DK-26-/)
    await expect(page.getByText('Nơi đến: BHXH cơ sở Ba Đình (mẫu).')).toBeVisible()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Tải tờ khai (PDF)' }).click()
    expect((await download).suggestedFilename()).toBe(`${fileNumber}.pdf`)
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('cell', { name: 'Nguyễn Thị Diễm Quỳnh Anh' })).toBeVisible()
    await expect(page.getByRole('cell', { name: 'Tày' })).toBeVisible()
    expect(readPeople(issuer, newPhone)).toEqual({ nationality: 'Việt Nam', ethnicity: 'Tày' })
    await expect(page.getByRole('button', { name: 'In tờ khai' })).toBeHidden()
    await page.emulateMedia({ media: null })

    await page.getByRole('link', { name: 'Xem tình trạng hồ sơ' }).click()
    await expect(page.getByText('Chờ đến cơ quan BHXH làm thủ tục')).toBeVisible()
    await expectGoodPage(page, 'Tình trạng hồ sơ')
    await page.close()
  })
})

test('a draft survives going back, a reload and a closed tab, and stays sealed', async ({
  page,
  context,
  newPhone,
}) => {
  await page.goto('/dang-ky')
  await primary(page, 'Bắt đầu khai').click()
  await fillPerson(page)
  await fillIdentity(page)
  await fillAddress(page)
  await primary(page, 'Xác nhận sau, điền tiếp').click() // refused: there is no phone number yet
  await expect(heading(page, 'Liên lạc')).toBeVisible()
  await page.getByLabel('Số điện thoại', { exact: true }).fill(newPhone)
  await primary(page, 'Xác nhận sau, điền tiếp').click()
  await choosePicture(page)
  await expect(heading(page, 'Mặt trước giấy tờ')).toBeVisible()

  await page.goBack()
  await expect(heading(page, 'Ảnh chân dung')).toBeVisible()
  await expect(heading(page, 'Ảnh chân dung')).toBeFocused()
  await page.goBack()
  await expect(page.getByLabel('Số điện thoại', { exact: true })).toHaveValue(newPhone)
  await page.reload()
  await expect(page.getByLabel('Số điện thoại', { exact: true })).toHaveValue(newPhone)
  await page.getByRole('button', { name: 'Quay lại' }).click()
  await expect(page.getByLabel('Địa chỉ liên hệ')).toHaveValue(/Phúc Xá/)
  await page.close()

  const later = await context.newPage()
  await later.goto('/dang-ky')
  await expect(later.getByText(/Đang khai dở/)).toBeVisible()
  await primary(later, 'Khai tiếp').click()
  await expect(later.getByLabel('Địa chỉ liên hệ')).toHaveValue(/Phúc Xá/)
  await primary(later, 'Tiếp tục').click()
  await primary(later, 'Xác nhận sau, điền tiếp').click()
  await expect(later.getByRole('img', { name: 'Ảnh đã chọn' })).toBeVisible()
  const readable = await later.evaluate(async () => {
    const open = indexedDB.open('vi-bhyt')
    const db = await new Promise<IDBDatabase>((resolve) => {
      open.onsuccess = () => resolve(open.result)
    })
    const rows: string[] = []
    for (const name of db.objectStoreNames) {
      const all = db.transaction(name).objectStore(name).getAll()
      await new Promise((resolve) => {
        all.onsuccess = resolve
      })
      rows.push(
        JSON.stringify(all.result, (_key, value) =>
          value instanceof Uint8Array ? String.fromCharCode(...value.subarray(0, 60_000)) : value,
        ),
      )
    }
    return rows.join()
  })
  expect(readable.length).toBeGreaterThan(1000)
  expect(readable).not.toMatch(/Quỳnh|0199990088|JFIF/)

  await later.close()

  const last = await context.newPage()
  await last.goto('/dang-ky')
  await last.getByRole('button', { name: 'Xóa, khai lại từ đầu' }).click()
  await last.getByRole('button', { name: 'Xóa hết' }).click()
  await expect(primary(last, 'Bắt đầu khai')).toBeVisible()
  await last.reload()
  await expect(primary(last, 'Bắt đầu khai')).toBeVisible()
})

test('without a network everything can be filled in, and what is sent waits for it, sent once', async ({
  page,
  context,
  issuer,
  expectedErrors,
  newPhone,
}) => {
  expectedErrors.push('ERR_INTERNET_DISCONNECTED')
  await page.goto('/dang-ky')
  await waitForScanner(page)
  await context.setOffline(true)
  await primary(page, 'Bắt đầu khai').click()
  await page.getByRole('button', { name: 'Không nhớ mã số? Tra mã số' }).click()
  await expect(page.getByText(/Tra mã số cần có mạng/)).toBeVisible()
  await page.getByRole('button', { name: 'Quay lại' }).click()
  await fillPerson(page)
  await fillIdentity(page)
  await fillAddress(page)
  await page.getByLabel('Số điện thoại', { exact: true }).fill(newPhone)
  await expect(page.getByText(/chưa xác nhận được số điện thoại/)).toBeVisible()
  await primary(page, 'Tiếp tục').click()
  await choosePicture(page)
  await choosePicture(page)
  await choosePicture(page)
  await primary(page, 'Tiếp tục').click()
  await primary(page, 'Gửi khi có mạng').click()
  await page.getByRole('link', { name: 'Số điện thoại: Chưa xác nhận bằng mã' }).click()

  await context.setOffline(false)
  await confirmPhone(page, newPhone)
  await primary(page, 'Xong, về phần xem lại').click()
  await context.setOffline(true)
  await primary(page, 'Gửi khi có mạng').click()
  await expectGoodPage(page, 'Tờ khai đang chờ gửi')
  await page.getByRole('button', { name: 'Chưa gửi, xem lại tờ khai' }).click()
  await expect(heading(page, 'Xem lại')).toBeVisible()
  await primary(page, 'Gửi khi có mạng').click()
  await expect(heading(page, 'Tờ khai đang chờ gửi')).toBeVisible()
  await page.goto('/tien-ich')
  await expect(page.getByText('Tờ khai đăng ký tài khoản')).toBeVisible()
  expect(countDeclarations(issuer, newPhone)).toBe(0)

  await context.setOffline(false)
  await expect(page.getByText('Tờ khai đăng ký tài khoản')).toBeHidden()
  await page.goto('/dang-ky')
  await expect(heading(page, 'Đã nhận tờ khai')).toBeVisible()
  expect(countDeclarations(issuer, newPhone)).toBe(1)
})

testAlone(
  'an issuer that dies while it is filing files the declaration once',
  async ({ page, issuer, expectedErrors, newPhone, ownIssuer }) => {
    expectedErrors.push('ERR_')
    await fillEverything(page, newPhone)
    await page.route('**/pictures/front', () => {}) // a connection that is there and brings nothing through
    await primary(page, 'Gửi tờ khai').click()
    await expect(page.getByText('Đang gửi ảnh 2/3…')).toBeVisible()
    await page.getByRole('button', { name: 'Chưa gửi, xem lại tờ khai' }).click()
    await expect(heading(page, 'Xem lại')).toBeVisible()
    await page.unroute('**/pictures/front')

    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'PUT') sent.push(request.url())
    })
    let filed = 0
    await page.route('**/api/registrations', async (route) => {
      filed++
      if (filed > 1) return route.continue()
      // It is filed; the answer never arrives.
      await route.fetch()
      await ownIssuer.kill()
      await route.abort()
    })
    await primary(page, 'Gửi tờ khai').click()
    await expect(heading(page, 'Tờ khai đang chờ gửi')).toBeVisible()
    await expect(page.getByText(/Có thể tờ khai đã đến nơi/)).toBeVisible()
    await ownIssuer.restart()
    await page.getByRole('button', { name: 'Gửi ngay' }).click()
    await expect(heading(page, 'Đã nhận tờ khai')).toBeVisible()
    expect(filed).toBe(2)
    expect(sent).toHaveLength(3)
    expect(countDeclarations(issuer, newPhone)).toBe(1)
    await page.reload()
    await expect(heading(page, 'Đã nhận tờ khai')).toBeVisible()
  },
)

testAlone(
  'an issuer that dies between two pictures is sent the others only',
  async ({ page, issuer, expectedErrors, newPhone, ownIssuer }) => {
    expectedErrors.push('ERR_')
    await fillEverything(page, newPhone)
    const arrived: string[] = []
    let isDead = false
    await page.route('**/api/registrations/pictures/*', async (route) => {
      const kind = route.request().url().split('/').at(-1) ?? ''
      if (kind === 'front' && !isDead) {
        isDead = true
        await ownIssuer.kill()
        return route.abort()
      }
      arrived.push(kind)
      return route.continue()
    })
    await primary(page, 'Gửi tờ khai').click()
    await expect(heading(page, 'Tờ khai đang chờ gửi')).toBeVisible()
    await page.close({ runBeforeUnload: false })
    await ownIssuer.restart()
    const later = await page.context().newPage()
    await later.route('**/api/registrations/pictures/*', (route) => {
      arrived.push(route.request().url().split('/').at(-1) ?? '')
      return route.continue()
    })
    await later.goto('/dang-ky')
    await expect(heading(later, 'Đã nhận tờ khai')).toBeVisible()
    expect(arrived).toEqual(['portrait', 'front', 'back'])
    expect(countDeclarations(issuer, newPhone)).toBe(1)
  },
)

test('only who holds the phone is told that it serves another number', async ({
  page,
  expectedErrors,
  newPhone,
  mother,
}) => {
  expectedErrors.push('status of 4')
  await page.goto('/dang-ky')
  await primary(page, 'Bắt đầu khai').click()
  await fillPerson(page)
  await fillIdentity(page)
  await fillAddress(page)
  await page.getByLabel('Số điện thoại', { exact: true }).fill(mother.phone)
  const before = await listSent(page)
  await primary(page, 'Gửi mã xác nhận').click()
  await expect(page.getByLabel('Mã trong tin nhắn')).toBeVisible()
  await expect(page.getByText(/đang dùng cho mã số BHXH khác/)).toBeHidden()
  await page.reload() // who reads the message may find the page gone
  await page.getByLabel('Mã trong tin nhắn').fill('000000')
  await primary(page, 'Xác nhận').click()
  await expect(page.getByText(/Mã xác nhận chưa đúng/)).toBeVisible()
  await page.getByLabel('Mã trong tin nhắn').fill(await readCode(page, { before, to: mother.phone }))
  await primary(page, 'Xác nhận').click()
  await expect(page.getByText(/đang dùng cho mã số BHXH khác/)).toBeVisible()
  await expect(page.getByText(/Gửi lại được sau \d+ giây/)).toBeVisible()
  await confirmPhone(page, newPhone)
  await expect(page.getByText('Đã xác nhận số này')).toBeVisible()
})

test('pictures that are none, too small or bombs are told apart, and none is kept', async ({
  page,
  newPhone,
}) => {
  await page.goto('/dang-ky')
  await primary(page, 'Bắt đầu khai').click()
  await fillPerson(page)
  await fillIdentity(page)
  await fillAddress(page)
  await page.getByLabel('Số điện thoại', { exact: true }).fill(newPhone)
  await primary(page, 'Xác nhận sau, điền tiếp').click()
  const bomb = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  bomb.writeUInt32BE(20_000, 16)
  bomb.writeUInt32BE(20_000, 20)
  const broken = (await takePhoto()).subarray(0, 4000)
  for (const [buffer, words] of [
    [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>'),
      /không phải ảnh JPEG/,
    ],
    [await takePhoto(200, 150), /Ảnh nhỏ quá/],
    [bomb, /kích thước lớn quá/],
    [broken.fill(0, 3000), /bị hỏng|Dùng ảnh này/],
  ] as const) {
    await page.getByLabel('Chọn ảnh có sẵn').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer })
    await expect(page.getByText(words).first()).toBeVisible()
  }
})

test('what is sent has no place in it, and no more than 1600 pixels and 400 KB', async ({
  page,
  newPhone,
}) => {
  await fillEverything(page, newPhone)
  await page.getByRole('button', { name: 'Sửa Mặt trước giấy tờ' }).click()
  const withPlace = await sharp(await takePhoto(4000, 3000))
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 1/1 0/1' } })
    .jpeg({ quality: 95 })
    .toBuffer()
  await page.getByLabel('Chọn ảnh có sẵn').setInputFiles({
    name: 'a.jpg',
    mimeType: 'image/jpeg',
    buffer: withPlace,
  })
  await primary(page, 'Dùng ảnh này').click()
  await expect(page.getByRole('img', { name: 'Ảnh đã chọn' })).toBeVisible()
  await primary(page, 'Xong, về phần xem lại').click()
  const bodies = new Map<string, Buffer>()
  page.on('request', (request) => {
    const body = request.postDataBuffer()
    if (request.method() === 'PUT' && body) bodies.set(request.url().split('/').at(-1) ?? '', body)
  })
  await primary(page, 'Gửi tờ khai').click()
  await expect(heading(page, 'Đã nhận tờ khai')).toBeVisible()
  const sent = bodies.get('front') ?? Buffer.alloc(0)
  expect(sent.length).toBeGreaterThan(10_000)
  expect(sent.length).toBeLessThanOrEqual(400_000)
  const { format, width, height, exif } = await sharp(sent).metadata()
  expect({ format, exif }).toEqual({ format: 'jpeg', exif: undefined })
  expect(Math.max(width ?? 0, height ?? 0)).toBeLessThanOrEqual(1600)
})

test('by keyboard alone, with what is wrong summed up and linked', async ({ page, newPhone }) => {
  await page.goto('/dang-ky')
  await pressUntil(page, primary(page, 'Bắt đầu khai'))
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Thông tin cá nhân')).toBeFocused()
  await pressUntil(page, primary(page, 'Tiếp tục'))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Còn 4 chỗ cần xem lại:')).toBeVisible()
  await expect(page.locator('.summary')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Họ và tên')).toBeFocused()
  await page.keyboard.type('Nguyễn Thị Diễm Quỳnh')
  await page.keyboard.press('Tab')
  await page.keyboard.type('08/03/1985')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Nữ' })).toBeChecked()
  await page.getByLabel('Mã số BHXH hoặc số định danh').focus()
  await page.keyboard.type('001185990001')
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Giấy tờ tùy thân')).toBeFocused()
  await expect(page.getByLabel('Số giấy tờ')).toHaveValue('001185990001')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await pressUntil(page, primary(page, 'Tiếp tục'))
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Nơi ở')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.type('Số 12, Phường Phúc Xá, Quận Ba Đình, Hà Nội')
  await expect(page.getByText(/Nay là Phường Hồng Hà/)).toBeVisible()
  await pressUntil(page, primary(page, 'Tiếp tục'))
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Liên lạc')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.type(newPhone)
  await pressUntil(page, primary(page, 'Xác nhận sau, điền tiếp'))
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Ảnh chân dung')).toBeFocused()
  await page.getByLabel('Chọn ảnh có sẵn').setInputFiles({
    name: 'a.jpg',
    mimeType: 'image/jpeg',
    buffer: await takePhoto(),
  })
  const crop = page.getByRole('img', { name: 'Ảnh trong khung' })
  await pressUntil(page, crop)
  const before = await crop.screenshot()
  await page.keyboard.press('+')
  await page.keyboard.press('ArrowLeft')
  expect((await crop.screenshot()).equals(before)).toBe(false)
  await pressUntil(page, primary(page, 'Dùng ảnh này'))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('img', { name: 'Ảnh đã chọn' })).toBeVisible()
})

async function pressUntil(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  await expect(target).toBeFocused()
}

test('with text twice as large nothing is cut', async ({ page, newPhone }) => {
  const devtools = await page.context().newCDPSession(page)
  await page.goto('/dang-ky')
  await waitForWorker(page)
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
  await fillEverything(page, newPhone)
  for (let pages = 0; pages < 9; pages++) {
    const title = await page.getByRole('heading', { level: 1 }).textContent()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow, `${title} at 200 %`).toBeLessThanOrEqual(0)
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(title ?? '')
  }
  await expect(primary(page, 'Khai tiếp')).toBeVisible()
})

test('a number is looked up by name, date of birth and identity card', async ({
  page,
  issuer,
  expectedErrors,
}) => {
  expectedErrors.push('status of 404')
  const database = new DatabaseSync(issuer.databaseFile, { readOnly: true })
  const row = database
    .prepare('select full_name, date_of_birth, personal_id, bhxh_code from people where bhxh_code = ?')
    .get('0099990009')
  database.close()
  await page.goto('/dang-ky')
  await primary(page, 'Bắt đầu khai').click()
  await page.getByRole('button', { name: 'Không nhớ mã số? Tra mã số' }).click()
  await page.getByLabel('Họ và tên').fill('Người Khác')
  await page.getByLabel('Ngày sinh').fill(String(row?.['date_of_birth']).split('-').reverse().join('/'))
  await page.getByLabel('Số căn cước hoặc CMND').fill(String(row?.['personal_id']))
  await primary(page, 'Tra mã số').click()
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByLabel('Họ và tên').fill(String(row?.['full_name']))
  await primary(page, 'Tra mã số').click()
  await expect(page.getByText('0099990009')).toBeVisible()
  await primary(page, 'Dùng mã số này').click()
  await expect(page.getByLabel('Mã số BHXH hoặc số định danh')).toHaveValue('0099990009')
  await expect(page.getByLabel('Họ và tên')).toHaveValue(String(row?.['full_name']))
})
