import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nameDevice } from '../../../../src/issuer/sessions/device-name.ts'
import { maskPhone } from '../../../../src/issuer/sign-in/mask-phone.ts'

const KHTML = 'AppleWebKit/537.36 (KHTML, like Gecko)'

it.each([
  ['Chrome, Android', `Mozilla/5.0 (Linux; Android 10; K) ${KHTML} Chrome/156.0.0.0 Mobile Safari/537.36`],
  [
    'Samsung Internet, Android',
    `Mozilla/5.0 (Linux; Android 14; SM-A055F) ${KHTML} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`,
  ],
  [
    'Zalo, Android',
    `Mozilla/5.0 (Linux; Android 13; V2134) ${KHTML} Version/4.0 Chrome/130.0 Mobile Safari/537.36 Zalo android/24080 ZaloTheme/light`,
  ],
  [
    'Safari, iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  ],
  [
    'Chrome, iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0 Mobile/15E148 Safari/604.1',
  ],
  [
    'Facebook, iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/489.0]',
  ],
  [
    'Cốc Cốc, Windows',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KHTML} coc_coc_browser/132.0.0 Chrome/126.0.0.0 Safari/537.36`,
  ],
  [
    'Edge, Windows',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KHTML} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0`,
  ],
  [
    'Opera, Mac',
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${KHTML} Chrome/130.0.0.0 Safari/537.36 OPR/115.0.0.0`,
  ],
  ['Firefox, Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0'],
  ['Android', 'Dalvik/2.1.0 (Linux; U; Android 13)'],
  ['', 'curl/8.5.0'],
  ['', null],
  ['', '<script>alert(1)</script>'],
])('names %s', (name, userAgent) => {
  expect(nameDevice(userAgent)).toBe(name)
})

it('says nothing but words of its own', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 2000 }), (userAgent) => {
      expect(nameDevice(userAgent)).toMatch(/^[\p{L}]*( Internet)?(, \p{L}+)?$/u)
    }),
  )
})

it('shows the last two digits of a phone number alone', () => {
  expect(maskPhone('0912345689')).toBe('••••••• 89')
  fc.assert(
    fc.property(fc.stringMatching(/^0\d{9}$/), (phone) => {
      expect(maskPhone(phone).replace(/\D/g, '')).toBe(phone.slice(8))
    }),
  )
})
