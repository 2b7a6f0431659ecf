import { describe, expect, it } from 'vitest'
import { isAppRoute } from '../../../../src/core/api/app-routes.ts'
import en from '../../../../src/i18n/en/inbox.json' with { type: 'json' }
import ja from '../../../../src/i18n/ja/inbox.json' with { type: 'json' }
import ko from '../../../../src/i18n/ko/inbox.json' with { type: 'json' }
import vi from '../../../../src/i18n/vi/inbox.json' with { type: 'json' }
import messages from '../../../../src/i18n/vi/message.json' with { type: 'json' }
import zh from '../../../../src/i18n/zh/inbox.json' with { type: 'json' }
import { findNoticeFacts, inboxNotices } from '../../../../src/issuer/inbox/inbox-notices.ts'

/** What goes out as text message or mail and stands in no inbox, and why. */
const elsewhere: Readonly<Record<string, string>> = {
  'sign-in-code': 'a code',
  'recovery-code': 'a code',
  'reset-code': 'a code',
  'phone-code': 'a code',
  'email-code': 'a code',
  'address-code': 'a code',
  'new-phone-code': 'a code',
  'old-phone-code': 'a code',
  'temporary-password': 'a password',
  'account-reset': 'a password; `reset-told` stands there',
  approved: 'a password, to who has no account yet',
  receipt: 'to who has no account yet',
  refused: 'to who has no account yet',
  'account-closed': 'to who has no account any more',
  unread: 'says that something stands in the inbox',
  help: 'an answer to a text message',
  lapsed: 'an answer to a text message',
  'no-match': 'an answer to a text message',
  'too-often': 'an answer to a text message',
  'too-soon': 'an answer to a text message',
}

const templates = new Set(Object.keys(messages).flatMap((key) => /^(.*)\.(?:sms|mail)$/.exec(key)?.[1] ?? []))

describe('what goes out as text message or mail', () => {
  it('stands in the inbox as well, or it is known why not', () => {
    for (const template of templates)
      expect([template, findNoticeFacts(template) !== undefined]).toEqual([
        template,
        !(template in elsewhere),
      ])
    expect(Object.keys(elsewhere).filter((template) => !templates.has(template))).toEqual([])
  })

  it.each(Object.keys(inboxNotices))('%s has its texts in every language, and leads somewhere', (code) => {
    const { route } = findNoticeFacts(code) ?? {}
    if (route !== undefined) expect(isAppRoute(route)).toBe(true)
    for (const texts of [vi, en, ko, zh, ja] as Readonly<Record<string, string>>[]) {
      expect(texts[`${code}.text`]).toBeTruthy()
      // A lock screen may show it: nothing of a person stands in it.
      expect(texts[`${code}.title`]).toMatch(/^[^{}]{2,60}$/)
    }
  })
})
