import { describe, expect, it } from 'vitest'
import { languageTag } from '../../../../src/core/api/endpoint.ts'
import { languages } from '../../../../src/i18n/languages.ts'
import {
  writeApproval,
  writeRefusal,
  writeRequestDecision,
} from '../../../../src/issuer/back-office/decision-messages.ts'
import type { DeclarationRow } from '../../../../src/issuer/db/schema.ts'
import {
  readLanguage,
  type SmsTemplate,
  smsLimit,
  tellWord,
  writeMail,
  writeSms,
  writeTime,
} from '../../../../src/issuer/messaging/message-texts.ts'
import { writeHtml } from '../../../../src/issuer/messaging/smtp-transport.ts'
import { readTexts } from '../../../support/texts/text-files.ts'

const keys = Object.keys(readTexts('vi', 'message') ?? {})
const isTemplate = (name: string): name is SmsTemplate => keys.includes(`${name}.sms`)
const smsTemplates = keys.map((key) => key.replace(/\.sms$/, '')).filter(isTemplate)
const mailTemplates = keys.filter((key) => key.endsWith('.mail'))

/** The longest that each value can be, and longer: what is typed or named elsewhere has no end. */
const longest = {
  code: '123456',
  password: 'abcd-efgh-2345',
  file: 'DK-26-7K2M-Q9XD',
  phone: '••••••• 89',
  to: `m•••@${'mot-ten-mien-rat-dai.'.repeat(9)}example.vn`,
  device: 'Samsung Internet, Windows Phone 8.1',
  office: 'Bảo hiểm xã hội cơ sở đặc khu Hoàng Sa – Trường Sa, thành phố Đà Nẵng (mẫu)',
  reason: 'x'.repeat(500),
}
const at = Date.UTC(2026, 11, 22, 16, 55) / 1000

describe.each(languages)('a text message in %s', (language) => {
  it.each(smsTemplates)('%s is one part with the longest values', (template) => {
    const values = { ...longest, time: writeTime(at, language, 'sms') }
    const { body } = writeSms({ to: '0900000000', language, template, values })
    expect(body.length, body).toBeLessThanOrEqual(smsLimit(language))
    // GSM 03.38, the letters that take one place, without marks; the other three are sent as UCS-2.
    if (smsLimit(language) === 160) expect(body).toMatch(/^[\nA-Za-z0-9 @$_!"#%&'()*+,\-./:;<=>?]+$/)
    expect(body).not.toMatch(/\{|\}|\?\?/)
  })

  it('keeps codes, passwords and numbers whole, whatever it shortens', () => {
    for (const template of smsTemplates) {
      const values = { ...longest, time: writeTime(at, language, 'sms') }
      const { body } = writeSms({ to: '0900000000', language, template, values })
      const text = readTexts(language, 'message')?.[`${template}.sms`] ?? ''
      for (const name of ['code', 'password', 'file'] as const)
        if (text.includes(`{${name}}`)) expect(body, template).toContain(longest[name])
      if (text.includes('{code}') && !text.startsWith('Vi')) expect(body.slice(0, 6), template).toBe('123456')
    }
  })

  it('names nobody with a pronoun and does not shout', () => {
    for (const template of smsTemplates) {
      const body = readTexts(language, 'message')?.[`${template}.sms`] ?? ''
      expect(body, template).not.toMatch(/\b(bac|quy khach|you|your)\b|bác|您|あなた|당신|!/i)
      expect(body, template).not.toMatch(/KHONG/)
    }
  })
})

describe.each(languages)('a mail in %s', (language) => {
  it.each(mailTemplates)('%s greets, says it, and is signed', (key) => {
    const name = key.replace(/\.mail$/, '')
    const template = name as Parameters<typeof writeMail>[0]['template']
    const values = { ...longest, time: writeTime(at, language, 'email') }
    const mail = writeMail({ to: 'a@example.vn', language, template, values })
    const paragraphs = mail.body.split('\n\n')
    expect(paragraphs[0]).toBe(tellWord('mail.greeting', language))
    expect(paragraphs.at(-1)).toBe(tellWord('mail.signature', language))
    expect(mail.subject).not.toMatch(/[{}]|\.subject/)
    expect(mail.body).not.toMatch(/[{}]|bác|Bác/)
    expect(mail.language).toBe(language)
  })
})

describe('mails', () => {
  it('in Vietnamese are formal and have marks', () => {
    const { body } = writeMail({ to: 'a@example.vn', language: 'vi', template: 'password-changed' })
    expect(body).toMatch(/^Kính gửi Ông\/Bà,\n\nMật khẩu/)
  })

  it('as HTML say the same, load nothing, and let nothing in', () => {
    const html = writeHtml({ subject: '<b>', body: 'Một & hai\n\n<img src=x>\nba', language: 'ja' })
    expect(html).toContain('<html lang="ja">')
    expect(html).toContain('<title>&lt;b&gt;</title>')
    expect(html).toContain('<p>Một &amp; hai</p><p>&lt;img src=x&gt;<br>ba</p>')
    expect(html).not.toMatch(/<img|<script|https?:/)
  })
})

describe('what an officer wrote', () => {
  const row = {
    file_number: 'DK-26-7K2M-Q9XD',
    phone: '0900000000',
    email: 'a@example.vn',
    language: null,
  } as DeclarationRow

  it.each(languages)('stands in mails in %s, never in a text message', (language) => {
    const words = 'Ảnh mặt sau bị mờ, xin chụp lại'
    const told = [
      ...writeRefusal({ ...row, language }, { reason: 'other', note: words }),
      ...writeRequestDecision(
        { kind: 'data-report', file_number: 'YC-26-7K2M-Q9XD' },
        { isApproved: true, answer: words },
        { phone: '0900000000', email: 'a@example.vn', language },
      ),
    ]
    expect(told.map(({ channel, body }) => [channel, body.includes(words)])).toEqual([
      ['sms', false],
      ['email', true],
      // The text message about it is one that says nothing of it (inbox/notice-policy.ts).
      ['email', true],
    ])
  })

  it('passwords go by text message only', () => {
    const told = writeApproval(row, 'abcd-efgh-2345', 1)
    expect(told.map(({ channel, body }) => [channel, body.includes('abcd-efgh-2345')])).toEqual([
      ['sms', true],
      ['email', false],
    ])
  })
})

describe('the language of a person', () => {
  it('is Vietnamese where none is known', () => {
    expect([null, undefined, 'fr', 'ko'].map(readLanguage)).toEqual(['vi', 'vi', 'vi', 'ko'])
  })

  it('is one that the interface speaks', () => {
    expect(languageTag.options).toEqual([...languages])
  })

  it('writes moments in Vietnam', () => {
    const written = languages.map((language) => writeTime(at, language, 'email'))
    expect(written.map((each) => each.replaceAll('\u00a0', ' '))).toEqual([
      '22/12/2026, 23:55',
      '22 Dec 2026, 23:55',
      '2026. 12. 22. 23:55',
      '2026年12月22日 23:55',
      '2026年12月22日 23:55',
    ])
    expect(writeTime(at, 'ko', 'sms')).toBe('12/22 23:55')
  })
})
