import { expect, type Locator, type Page } from '@playwright/test'
import { DEMO_OFFICER_PASSWORD, demoOfficers } from '../../src/issuer/demo/demo-back-office.ts'
import { readUnusedCode } from './officer-code.ts'
import { button } from './person.ts'

export type OfficerLogin = (typeof demoOfficers)[number]['login']

/** Opens the officers' page and signs in; the desk is there afterwards. */
export async function signInOfficer(page: Page, login: OfficerLogin = 'canbo', aheadMs = 0) {
  await page.goto('/office')
  await fillSignIn(page.getByRole('main'), login, aheadMs)
  const duty = demoOfficers.find((officer) => officer.login === login)?.duty
  const first = { files: 'Tờ khai', content: 'Nội dung', money: 'Thu tiền' }[duty ?? 'files']
  await expect(button(page, first)).toBeVisible()
}

/** Name and password, then the code that is asked for. */
export async function fillSignIn(place: Locator, login: OfficerLogin, aheadMs = 0) {
  const submit = place.getByRole('button', { name: 'Đăng nhập' })
  await place.getByLabel('Tên đăng nhập').fill(login)
  await place.getByLabel('Mật khẩu').fill(DEMO_OFFICER_PASSWORD)
  await submit.click()
  await expect(place.getByLabel('Mã xác thực')).toBeFocused()
  await place.getByLabel('Mã xác thực').fill(await readUnusedCode(place.page().url(), login, aheadMs))
  await submit.click()
}
