/**
 * Registering an account as a new person does: on a narrow phone, with a bad connection, by keyboard, with
 * large text.
 */
import { DatabaseSync } from 'node:sqlite'
import sharp from 'sharp'
import { test, testWithoutWorker, waitForScanner } from './camera-fixtures.ts'
import {
  choosePicture,
  confirmPhone,
  countDeclarations,
  expectGoodPage,
  fillAddress,
  fillIdentity,
  fillPerson,
  heading,
  primary,
  takePhoto,
} from './declaration.ts'
import { expect, type SharedIssuer } from './fixtures.ts'
import { listSent, readCode } from './messages.ts'

const identityCard =
  '001185990001|012345678|Nguyễn Thị Diễm Quỳnh|08031985|Nữ|Số 12, ngõ 34, Phường Phúc Xá, Quận Ba Đình, Hà Nội|01052021'

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
    const withPlace = await sharp(await takePhoto(4000, 3000))
      .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 1/1 0/1' } })
      .jpeg({ quality: 95 })
      .toBuffer()
    await choosePicture(page, withPlace)
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
    const bodies = new Map<string, Buffer>()
    page.on('request', (request) => {
      const body = request.postDataBuffer()
      if (request.method() === 'PUT' && body) bodies.set(request.url().split('/').at(-1) ?? '', body)
    })
    await primary(page, 'Gửi tờ khai').click()

    await expectGoodPage(page, 'Đã nhận tờ khai')
    await test.step('what was sent has no place in it, and no more than 1600 pixels and 400 KB', async () => {
      const sent = bodies.get('front') ?? Buffer.alloc(0)
      expect(sent.length).toBeGreaterThan(10_000)
      expect(sent.length).toBeLessThanOrEqual(400_000)
      const { format, width, height, exif } = await sharp(sent).metadata()
      expect({ format, exif }).toEqual({ format: 'jpeg', exif: undefined })
      expect(Math.max(width ?? 0, height ?? 0)).toBeLessThanOrEqual(1600)
    })
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

testWithoutWorker(
  'a draft survives going back, a reload and a closed tab, and stays sealed',
  async ({ page, context, newPhone }) => {
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
    const address = later.getByLabel('Địa chỉ liên hệ')
    const contact = later.getByRole('heading', { name: 'Liên lạc' })
    // That one went back a moment before the tab was closed may not have been noted any more.
    await expect(address.or(contact)).toBeVisible()
    if (await contact.isVisible()) await later.getByRole('button', { name: 'Quay lại' }).click()
    await expect(address).toHaveValue(/Phúc Xá/)
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
  },
)

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

testWithoutWorker(
  'only who holds the phone is told that it serves another number; pictures that are none, too small or bombs are told apart',
  async ({ page, expectedErrors, newPhone, mother }) => {
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
    await primary(page, 'Tiếp tục').click()
    await expect(heading(page, 'Ảnh chân dung')).toBeVisible()
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
      await page
        .getByLabel('Chọn ảnh có sẵn')
        .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer })
      await expect(page.getByText(words).first()).toBeVisible()
    }
  },
)

testWithoutWorker(
  'a number is looked up by name, date of birth and identity card',
  async ({ page, issuer, expectedErrors }) => {
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
  },
)
