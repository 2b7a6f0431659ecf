import { describe, expect, it } from 'vitest'
import { readEnvironment } from '../../../../src/app/browser/environment.ts'

const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'
const android =
  'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126 Mobile Safari/537.36'

describe('readEnvironment', () => {
  it.each([
    ['Safari on an iPhone', iphone, 5, { ios: true }],
    [
      'an iPad that calls itself a Mac',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1',
      5,
      { ios: true },
    ],
    ['a Mac', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1', 0, { ios: false }],
    ['Chrome on Android', android, 5, { ios: false }],
    ['Zalo', `${android} Zalo android/24040`, 5, { ios: false, inApp: 'Zalo' }],
    ['Facebook on iOS', `${iphone} [FBAN/FBIOS;FBAV/480.0]`, 5, { ios: true, inApp: 'Facebook' }],
    [
      'Messenger on Android',
      `${android} [FB_IAB/Orca-Android;FBAV/470]`,
      5,
      { ios: false, inApp: 'Messenger' },
    ],
  ])('%s', (_what, userAgent, touchPoints, expected) => {
    expect(readEnvironment({ userAgent, touchPoints, installed: false })).toEqual({
      installed: false,
      ...expected,
    })
  })
})
