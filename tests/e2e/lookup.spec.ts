/** Look-ups: facilities and offices, found without a network and without telling anybody. */
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { expect, signIn, test, waitForAllFiles, waitForWorker } from './fixtures.ts'
import { listRequests } from './person.ts'

const place = '/tien-ich/tra-cuu'
const search = 'Tên nơi khám, cơ quan, điểm thu, địa danh'

test('a hospital, its share and the way there, with no network and no request', async ({
  page,
  context,
  mother,
  expectedErrors,
}) => {
  // The reload at the end is without a network.
  expectedErrors.push('ERR_INTERNET_DISCONNECTED')
  await page.setViewportSize({ width: 320, height: 640 })
  await signIn(page, mother)
  await waitForWorker(page)
  await page.goto('/tien-ich')
  await page.getByRole('link', { name: /^Tra cứu nơi khám/ }).click()
  await expect(page.getByText(/Danh bạ trong máy có \d+ nơi/)).toBeVisible()
  await expect(page.getByText(/Danh bạ đi kèm ứng dụng/)).toBeHidden()
  await context.setOffline(true)
  const asked = listRequests(page)
  await page.getByLabel(search).fill('bv dong da')
  await page.getByRole('button', { name: /^Bệnh viện đa khoa Đống Đa/ }).click()
  await expect(page.getByRole('heading', { name: 'Bệnh viện đa khoa Đống Đa' })).toBeFocused()
  await expect(page.getByText(/Khám ngoại trú: quỹ trả 80%/)).toBeVisible()
  await expect(page.getByText(/Ngoại trú được trả đủ mức của thẻ/)).toBeVisible()
  await expect(page.getByText(/Nơi này đang có hợp đồng khám BHYT/)).toBeVisible()
  await expect(page.getByText(/T2–T6 7:00–16:30/)).toBeVisible()
  await expect(page.getByText(/dữ liệu mẫu/)).toBeVisible()
  await expect(page.getByRole('link', { name: /^Gọi 0000/ })).toHaveAttribute('href', /^tel:0000\d+$/)
  await expect(page.getByRole('link', { name: /^Chỉ đường/ })).toHaveAttribute(
    'href',
    /^geo:21\.0161,105\.8298\?q=/,
  )
  await expectAccessible(page, 'a facility')
  await expectNothingCut(page, 'a facility')
  await page.getByRole('button', { name: 'Lưu vào nơi hay dùng' }).click()
  await expect(page.getByRole('button', { name: 'Bỏ khỏi nơi hay dùng' })).toBeVisible()
  await page.getByRole('button', { name: 'Về danh sách' }).click()
  await page.getByLabel(search).fill('bhxh gò vấp cũ')
  await page.getByRole('button', { name: /^BHXH thành phố Hồ Chí Minh.*gồm Gò Vấp cũ/ }).click()
  await expect(page.getByText('Mã cơ quan BHXH')).toBeVisible()
  await page.getByRole('button', { name: 'Về danh sách' }).click()
  expect(asked).toEqual([])
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Nơi hay dùng' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Bệnh viện đa khoa Đống Đa/ })).toBeVisible()
  await expectAccessible(page, 'look-ups')
  await expectNothingCut(page, 'look-ups')
})

test('the nearest, by where the phone is or by a ward, with nothing sent', async ({ page, context }) => {
  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ latitude: 21.0285, longitude: 105.8542 })
  await page.goto(place)
  await waitForWorker(page)
  await expect(page.getByText(/Danh bạ trong máy có/)).toBeVisible()
  // The packs, which every phone fetches alike, have come.
  await expect(page.getByText(/Danh bạ đi kèm ứng dụng/)).toBeHidden()
  const asked = listRequests(page)
  await page.getByLabel('Loại').selectOption('Bệnh viện')
  await page.getByRole('button', { name: 'Tìm gần đây' }).click()
  await expect(page.getByRole('button', { name: /Việt Đức.*cách khoảng/ })).toBeVisible()
  await page.getByLabel('Loại').selectOption('Trạm y tế')
  // Of no station is it known where it is, so the other way opens by itself.
  await page.getByLabel('Tỉnh, thành phố').selectOption('Thành phố Hà Nội')
  await page.getByLabel('Tìm xã, phường, đặc khu').fill('hoan kiem')
  await page.getByText('Phường Hoàn Kiếm', { exact: true }).click()
  await expect(page.getByRole('button', { name: /^Trạm y tế phường Hoàn Kiếm/ }).first()).toBeVisible()
  expect(asked).toEqual([])
})

test('the nearest hospital where this card is paid in full for outpatient care, in Chinese', async ({
  page,
  context,
  mother,
}) => {
  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ latitude: 21.0285, longitude: 105.8542 })
  await signIn(page, mother)
  await waitForAllFiles(page)
  await page.goto('/tien-ich')
  await page.getByLabel('Ngôn ngữ').selectOption('zh')
  await page.getByRole('link', { name: /^查询就诊机构/ }).click()
  await context.setOffline(true)
  await page.getByLabel('类型').selectOption('医院')
  await page.getByLabel('只看门诊足额支付的机构').check()
  await page.getByRole('button', { name: '查找附近' }).click()
  const nearest = page.locator('.entries').getByRole('button').first()
  await expect(nearest).toHaveText(/门诊：基金支付 80%/)
  await nearest.click()
  await expect(page.getByText('门诊按卡的报销比例足额支付。')).toBeVisible()
  await expect(page.getByRole('link', { name: /^导航/ })).toBeVisible()
  await page.goto(place)
  await page.getByLabel('机构、缴费点或地区名称').fill('cho ray')
  await page.getByRole('button', { name: /Chợ Rẫy.*医院/ }).click()
  await expect(page.getByText('专业级别')).toBeVisible()
})
