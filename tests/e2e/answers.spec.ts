/** Support round the clock: the assistant, messages that may be forged, questions to the office. */
import QRCode from 'qrcode'
import { expectAccessible, expectNothingCut } from './accessible.ts'
import { expect, refresh, signIn, test, waitForAllFiles, waitForWorker } from './fixtures.ts'
import { signInOfficer } from './officer.ts'
import { button, listRequests } from './person.ts'

test('an answer, a refusal, 115 and a forged message offline; what is not known is asked and answered', async ({
  page,
  context,
  browser,
  baseURL,
  mother,
  expectedErrors,
}) => {
  expectedErrors.push('ERR_INTERNET_DISCONNECTED')
  await page.setViewportSize({ width: 320, height: 640 })
  await signIn(page, mother)
  await waitForWorker(page)
  await waitForAllFiles(page)
  await page.goto('/tien-ich')
  await page.getByRole('link', { name: 'Hỏi đáp' }).click()
  await expect(page.getByRole('heading', { name: 'Hay được hỏi' })).toBeVisible()
  await context.setOffline(true)
  await page.reload()
  const question = page.getByRole('searchbox', { name: 'Câu hỏi' })
  const ask = page.getByRole('button', { name: 'Hỏi', exact: true })
  await expect(question).toBeVisible()
  const asked = listRequests(page)
  await question.fill('mat dien thoai thi sao')
  await ask.click()
  await expect(page.getByRole('heading', { name: 'Mất điện thoại' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Kết thúc máy đã mất' })).toHaveAttribute('href', '/mat-may')
  await expect(page.getByText('Có đúng điều cần hỏi?')).toBeVisible()
  await expectAccessible(page, 'an answer')
  await expectNothingCut(page, 'an answer')
  await question.fill('thẻ của tôi được trả bao nhiêu phần trăm')
  await question.press('Enter')
  await expect(page.getByText(/mức 4, quỹ trả 80%/)).toBeVisible()
  await question.fill('tối nay ăn gì')
  await ask.click()
  await expect(page.getByRole('link', { name: 'Gọi tổng đài 1900 9068' })).toHaveAttribute(
    'href',
    'tel:19009068',
  )
  await question.fill('bố tôi khó thở, ngất xỉu')
  await ask.click()
  await expect(page.getByRole('link', { name: 'Gọi 115' })).toHaveAttribute('href', 'tel:115')
  await expectAccessible(page, 'an emergency')
  await expectNothingCut(page, 'an emergency')
  await question.fill('cấp cứu thì bhyt trả thế nào')
  await ask.click()
  await expect(page.getByRole('alert').getByRole('link', { name: 'Gọi 115' })).toBeVisible()
  await expect(page.getByText('Có đúng điều cần hỏi?')).toBeVisible()

  expect(asked).toEqual([])

  await test.step('a message is told from a forged one, by what is pasted and by a picture of a code', async () => {
    await page.goto('/tien-ich/kiem-tra-tin')
    const message = page.getByRole('textbox', { name: 'Tin nhắn, liên kết hoặc số' })
    await message.fill('BHXH: The BHYT cua ban bi khoa. Cap nhat tai https://baohiemxahoi-gov.top/the')
    await expect(page.getByText('Có dấu hiệu lừa đảo')).toBeVisible()
    await message.fill('Tong dai BHXH 1900 9068')
    await expect(page.getByText('Số, trang này có trong danh sách chính thức')).toBeVisible()
    const buffer = await QRCode.toBuffer('https://vssid-capnhat.xyz/a.apk', { scale: 6 })
    const file = { name: 'ma.png', mimeType: 'image/png', buffer }
    await page.getByLabel('Chụp hoặc chọn ảnh có mã QR').setInputFiles(file)
    await expect(message).toHaveValue('https://vssid-capnhat.xyz/a.apk')
    await expect(page.getByText('Có dấu hiệu lừa đảo')).toBeVisible()
    await expectAccessible(page, 'a forged code')
    await expectNothingCut(page, 'a forged code')
    // Opening looks for newer packs, whatever is judged there.
    const pages = /\/(?:tien-ich\/kiem-tra-tin|icon\.svg|api\/content)$/
    expect(asked.filter((url) => !pages.test(url))).toEqual([])
  })
  await test.step('the question goes into the form, waits for the network, and its answer is read here', async () => {
    const text = 'Máy chạy thận ở trạm y tế xã bao giờ có'
    await page.goto('/tien-ich/hoi-dap')
    await question.fill(text)
    await ask.click()
    await button(page, 'Không phải các câu này').click()
    await page.getByRole('link', { name: 'Gửi câu hỏi này cho cơ quan BHXH' }).click()
    await expect(page.getByRole('textbox', { name: 'Câu hỏi' })).toHaveValue(text)
    await button(page, 'Gửi câu hỏi').click()
    await expect(page.getByText('Câu hỏi đã nằm trong ví và tự gửi khi có mạng.')).toBeVisible()
    await context.setOffline(false)
    await page.reload()
    await expect(page.getByText(/Đã gửi ngày/)).toBeVisible()
    const office = await browser.newPage({ locale: 'vi-VN', ...(baseURL && { baseURL }) })
    await signInOfficer(office)
    await button(office, 'Yêu cầu').click()
    await button(office, /Câu hỏi/)
      .first()
      .click()
    await expect(office.getByText(text)).toBeVisible()
    await office.getByLabel('Trả lời người dân').fill('Trạm y tế xã chưa có. Gần nhất là bệnh viện huyện cũ.')
    await button(office, 'Gửi trả lời').click()
    await expect(office.getByRole('status').filter({ hasText: 'Đã xử lý' })).toBeVisible()
    await office.close()
    expect(await refresh(page)).toBe('fresh')
    await context.setOffline(true)
    await page.reload()
    await expect(page.getByText('Trạm y tế xã chưa có. Gần nhất là bệnh viện huyện cũ.')).toBeVisible()
    await expectNothingCut(page, 'an answered question')
  })
})

test('a question without an answer is given only where that is switched on, without numbers or a cookie', async ({
  page,
  browser,
  baseURL,
  mother,
}) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await signIn(page, mother)
  await waitForWorker(page)
  await waitForAllFiles(page)
  await page.goto('/tien-ich/hoi-dap')
  // The page's own files and the packs, which every phone fetches alike, have come.
  await page.waitForLoadState('networkidle')
  const given = page.waitForRequest((request) => request.url().endsWith('/api/unanswered-questions'))
  const asked = listRequests(page)
  const ask = async (text: string) => {
    await page.getByRole('searchbox', { name: 'Câu hỏi' }).fill(text)
    await button(page, 'Hỏi').click()
    await expect(page.getByRole('heading', { name: 'Không biết câu trả lời' })).toBeVisible()
  }
  const isGiven = page.getByText('Đã gửi nội dung câu hỏi này cho người viết câu trả lời.')
  const isOn = page.getByRole('checkbox', { name: /cho người viết câu trả lời/ })
  await expect(isOn).not.toBeChecked()
  await ask('xây nhà chòi trên cây')
  await expect(isGiven).toHaveCount(0)
  expect(asked).toEqual([])
  await isOn.check()
  await ask('nuôi dế mèn phiêu lưu 0912 345 678')
  await expect(isGiven).toBeVisible()
  const sent = await given
  expect(sent.postDataJSON()).toEqual({ language: 'vi', text: 'nuôi dế mèn phiêu lưu …' })
  expect((await sent.allHeaders())['cookie']).toBeUndefined()
  await expectAccessible(page, 'a given question')
  await expectNothingCut(page, 'a given question')
  await page.reload()
  await expect(isOn).toBeChecked()
  await isOn.uncheck()
  await ask('tối nay ăn gì')
  await expect(isGiven).toHaveCount(0)

  const office = await browser.newPage({ locale: 'vi-VN', ...(baseURL && { baseURL }) })
  await signInOfficer(office, 'bientap')
  await expect(office.getByText('nuôi dế mèn phiêu lưu …')).toBeVisible()
  await expect(office.getByText('xây nhà chòi trên cây')).toHaveCount(0)
  await office.setViewportSize({ width: 320, height: 800 })
  await expectAccessible(office, 'what has no answer')
  await expectNothingCut(office, 'what has no answer')
  await office.close()
})
