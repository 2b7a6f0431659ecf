// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { AppState } from '../../../../../src/app/app-state.ts'
import { SignInScreen } from '../../../../../src/app/screens/sign-in/sign-in-screen.tsx'
import { loadSummary } from '../../../../../src/wallet/cards/read-wallet.ts'
import { renderScreen, stubIssuer } from '../../../../support/app/render-screen.tsx'
import { NOW } from '../../../../support/vectors/world.ts'
import { openTestDatabase } from '../../../../support/wallet/test-wallet.ts'

const LOGIN = 'Mã số BHXH hoặc số định danh cá nhân'
const SIGN_IN = 'POST /api/session'
const done = { body: { next: 'done', account: { displayName: 'Nguyễn Thị Mẫu' }, expiresAt: NOW + 3600 } }

async function open(answers: Parameters<typeof stubIssuer>[0] = {}, state: Partial<AppState> = {}) {
  const issuer = stubIssuer({ 'GET /api/sign-in-methods': { body: { vneid: false } }, ...answers })
  const db = await openTestDatabase()
  const screen = await renderScreen(<SignInScreen />, { db, ...state })
  const enter = async () => {
    await screen.fill(LOGIN, '0199 990 001')
    await screen.fill('Mật khẩu', 'hoa hồng trắng')
    await screen.press('Đăng nhập')
  }
  return { ...screen, db, issuer, enter }
}

describe('the sign-in', () => {
  it('says what is missing in each field, and sends nothing', async () => {
    const { press, errorOf, issuer } = await open()
    expect(errorOf(LOGIN)).toBeUndefined()
    await press('Đăng nhập')
    expect(errorOf(LOGIN)).toContain('mã số BHXH có 10 chữ số')
    expect(errorOf('Mật khẩu')).toBe('Vui lòng nhập mật khẩu.')
    expect(issuer.bodies(SIGN_IN)).toEqual([])
  })

  it('says that it takes a network, and keeps what was typed', async () => {
    const { fill, field, status } = await open({}, { online: false })
    await fill(LOGIN, '0199990001')
    expect(status()).toContain('Máy đang không có mạng. Nối mạng rồi đăng nhập; những gì đã gõ vẫn còn đây.')
    expect(field(LOGIN).value).toBe('0199990001')
  })

  it('is busy while the issuer thinks, and asks it once', async () => {
    const { enter, isBusy, isDisabled, press, issuer } = await open({ [SIGN_IN]: 'never' })
    await enter()
    expect(isBusy()).toBe(true)
    expect(isDisabled('Đang đăng nhập…')).toBe(true)
    await press('Đang đăng nhập…')
    expect(issuer.bodies(SIGN_IN)).toEqual([{ login: '0199990001', password: 'hoa hồng trắng' }])
  })

  it('shows a rejection with its code, and what was typed stays', async () => {
    const { enter, alert, field, isDisabled } = await open({ [SIGN_IN]: 'sign_in_failed' })
    await enter()
    expect(alert()).toContain('Mã lỗi để báo tổng đài')
    expect(field('Mật khẩu').value).toBe('hoa hồng trắng')
    expect(isDisabled('Đăng nhập')).toBe(false)
  })

  it('says that there is no network when there is none after all', async () => {
    const { enter, alert } = await open({ [SIGN_IN]: 'no network' })
    await enter()
    expect(alert()).toContain('Chưa kết nối được. Kiểm tra mạng rồi thử lại.')
  })

  it('notes the session and fetches the cards', async () => {
    const { enter, db, app, text } = await open({ [SIGN_IN]: done })
    await enter()
    expect((await loadSummary(db)).signedIn).toBe(true)
    expect(app.refresh).toHaveBeenCalledWith({ force: true })
    expect(text()).toContain('Đang lấy thẻ về máy')
  })

  it('says where it stands when the cards do not come, and fetches again', async () => {
    const refresh = async () => ({ kind: 'failed', at: NOW, code: 'offline' }) as const
    const { enter, alert, text, press, hasButton } = await open({ [SIGN_IN]: done }, { refresh })
    await enter()
    expect(text()).toContain('Đã đăng nhập nhưng chưa lấy được thẻ.')
    expect(alert()).toContain('Chưa kết nối được')
    await press('Thử lấy thẻ lại')
    expect(hasButton('Thử lấy thẻ lại')).toBe(true)
  })

  it('asks for an own password after a temporary one, and says what is wrong with it', async () => {
    const { enter, fill, press, errorOf, issuer } = await open({
      [SIGN_IN]: { body: { next: 'new-password', ticket: 't'.repeat(43) } },
    })
    await enter()
    await fill('Mật khẩu mới', '0199990001')
    await press('Lưu và tiếp tục')
    expect(errorOf('Mật khẩu mới')).toContain('Đừng dùng mã số hay số điện thoại của mình.')
    expect(issuer.bodies('POST /api/session/new-password')).toEqual([])
  })

  it('has a code sent on a new browser, takes it, and says that it is incomplete', async () => {
    const ticket = 't'.repeat(43)
    const offer = { next: 'take-over', ticket, reason: 'new-browser', proof: 'code', phone: '••••••• 89' }
    const { enter, press, fill, errorOf, issuer, text, alert } = await open({
      [SIGN_IN]: { body: { ...offer, device: { name: 'Chrome · Android', usedAt: NOW } } },
      'POST /api/session/take-over/code': { body: { resendAt: NOW + 60, expiresAt: NOW + 300 } },
      'POST /api/session/take-over': 'code_invalid',
    })
    await enter()
    await press('Gửi mã cho tôi')
    expect(text()).toContain('Mã xác nhận đã gửi đến số điện thoại ••••••• 89.')
    await fill('Mã xác nhận', '12 34')
    await press('Đăng nhập ở máy này')
    expect(errorOf('Mã xác nhận')).not.toBe('')
    await fill('Mã xác nhận', '12 34 56')
    await press('Đăng nhập ở máy này')
    expect(issuer.bodies('POST /api/session/take-over')).toEqual([{ ticket, code: '123456' }])
    expect(alert()).toContain('Mã xác nhận chưa đúng hoặc đã hết hạn.')
  })
})
