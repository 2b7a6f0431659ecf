import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import en from '../../i18n/en/message.json' with { type: 'json' }
import ja from '../../i18n/ja/message.json' with { type: 'json' }
import type { MessageTextKey } from '../../i18n/keys.ts'
import ko from '../../i18n/ko/message.json' with { type: 'json' }
import { isLanguage, type Language } from '../../i18n/languages.ts'
import { createTranslate, type TextValues, type Translate } from '../../i18n/translate.ts'
import vi from '../../i18n/vi/message.json' with { type: 'json' }
import { writeMoment } from '../../i18n/written-forms.ts'
import zh from '../../i18n/zh/message.json' with { type: 'json' }
import type { EmailMessage, SmsMessage } from './message.ts'

/*
 * The one catalogue of what people are told. A text message is one part: 160 letters of GSM-7 in Vietnamese
 * (without marks) and English, 70 in the others. Nothing that officers typed goes into one: it says that
 * there is an answer in the app.
 */

const translators: Readonly<Record<Language, Translate<MessageTextKey>>> = {
  vi: createTranslate(vi, 'vi'),
  en: createTranslate(en, 'en'),
  ko: createTranslate(ko, 'ko'),
  zh: createTranslate(zh, 'zh'),
  ja: createTranslate(ja, 'ja'),
}

type Named<Suffix extends string> = MessageTextKey extends infer Key
  ? Key extends `${infer Name}.${Suffix}`
    ? Name
    : never
  : never

/** What there is a text message of. */
export type SmsTemplate = Named<'sms'>
/** What there is a mail of. */
export type MailTemplate = Named<'mail'>
/** What a person is told both ways. */
export type NoticeTemplate = SmsTemplate & MailTemplate & Named<'subject'>

/** The language that a row keeps; Vietnamese where none is known. */
export function readLanguage(kept: string | null | undefined): Language {
  return isLanguage(kept) ? kept : 'vi'
}

/** A text of the catalogue by its key, for values of other texts. */
export function tellWord(key: MessageTextKey, language: Language, values?: TextValues): string {
  return translators[language](key, values)
}

/** How many letters one part takes: of GSM-7, or of UCS-2 where the language needs it. */
export function smsLimit(language: Language): number {
  return language === 'vi' || language === 'en' ? 160 : 70
}

/** What may be shortened so that a message stays one part: names of devices and offices, addresses. */
const shortened = ['device', 'office', 'to'] as const

/** A text message of the catalogue, in one part. */
export function writeSms(message: {
  readonly to: string
  readonly language: Language
  readonly template: SmsTemplate
  readonly values?: TextValues
  readonly endsAt?: number
}): SmsMessage {
  const { to, language, template, values = {}, endsAt } = message
  const t = translators[language]
  const write = (given: TextValues) => {
    const text = t(`${template}.sms`, given)
    const short = text.replace(/•+ ?/g, '***')
    return smsLimit(language) === 160 ? toGsm(short) : short.normalize('NFC')
  }
  const limit = smsLimit(language)
  let fitted: TextValues = values
  for (const name of shortened) {
    const value = fitted[name]
    const over = write(fitted).length - limit
    if (over > 0 && typeof value === 'string') fitted = { ...fitted, [name]: shorten(value, over) }
  }
  return { channel: 'sms', recipient: to, body: write(fitted), ...(endsAt !== undefined && { endsAt }) }
}

/** By what follows a comma first ("Samsung Internet, Android"), then by letters. */
function shorten(value: string, over: number): string {
  const [first = value] = value.split(',')
  return first.length <= value.length - over ? first : value.slice(0, Math.max(1, value.length - over - 1))
}

/** The letters of GSM-7 that every phone has, marks taken off; anything else becomes a question mark. */
function toGsm(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[–—]/g, '-')
    .replace(/[^\n\x20-\x5a_a-z]/g, '?')
}

/** A mail of the catalogue: greeting, text, what an officer wrote, signature. */
export function writeMail(message: {
  readonly to: string
  readonly language: Language
  readonly template: MailTemplate
  /** Where several mails have one subject; else the template's own. */
  readonly subject?: Named<'subject'>
  readonly values?: TextValues
  /** A further paragraph: what an officer wrote, in its own words. */
  readonly note?: string | undefined
  readonly endsAt?: number
}): EmailMessage {
  const { to, language, template, values, note, endsAt } = message
  const t = translators[language]
  const subject = message.subject ?? template
  return {
    channel: 'email',
    recipient: to,
    language,
    subject: t(`${isSubject(subject) ? subject : 'request'}.subject`, values),
    body: [
      t('mail.greeting'),
      t(`${template}.mail`, values),
      ...(note === undefined ? [] : [note]),
      t('mail.signature'),
    ].join('\n\n'),
    ...(endsAt !== undefined && { endsAt }),
  }
}

function isSubject(name: string): name is Named<'subject'> {
  return Object.hasOwn(vi, `${name}.subject`)
}

/**
 * A moment (Unix seconds) as the language writes it; without the year where a text message has only 70
 * letters.
 */
export function writeTime(unixSeconds: number, language: Language, channel: 'sms' | 'email'): string {
  if (channel === 'email' || smsLimit(language) === 160) return writeMoment(unixSeconds, language)
  const [, month = '', day = ''] = vietnamDay(unixSeconds).split('-')
  return `${Number(month)}/${Number(day)} ${writeMoment(unixSeconds, language).slice(-5)}`
}
