import { describe, expect, it } from 'vitest'
import { languages } from '../../../../src/i18n/languages.ts'
import { constantTexts } from '../../../../src/issuer/inbox/notice-policy.ts'
import { PAYLOAD_LENGTH, writePushPayload } from '../../../../src/issuer/push/push-payload.ts'

const origin = 'https://vi-bhyt.example.vn'
const all = constantTexts.flatMap((text) =>
  languages.map((language) => ({ text, language, payload: writePushPayload(text, language, origin) })),
)

describe('what a push carries', () => {
  it('is one of five texts in five languages, and nothing else', () => {
    expect(new Set(all.map(({ payload }) => payload)).size).toBe(25)
    for (const { language, payload } of all) {
      const { web_push, mutable, notification, ...others } = JSON.parse(payload)
      const { title, body, ...options } = notification
      expect({ web_push, mutable, others }).toEqual({ web_push: 8030, mutable: true, others: {} })
      expect(options).toEqual({
        lang: language,
        dir: 'ltr',
        tag: 'inbox',
        icon: `${origin}/icon-192.png`,
        navigate: `${origin}/tien-ich/thong-bao`,
      })
      // Constants: no number, no name can have been put in.
      expect(title).toMatch(/^Ví BHYT[:：] ?\p{L}/u)
      for (const text of [title, body]) expect(text).not.toMatch(/[{}0-9/]/)
    }
  })

  it('is as long as every other, so that its length says nothing', () => {
    for (const { payload } of all) expect(Buffer.byteLength(payload)).toBe(PAYLOAD_LENGTH)
  })
})
