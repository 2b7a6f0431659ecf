import type { InboxItem } from '../../../core/snapshot/inbox.ts'
import type { InboxTextKey } from '../../../i18n/keys.ts'
import type { Language } from '../../../i18n/languages.ts'
import { writeMoment } from '../../../i18n/written-forms.ts'
import { readAnsweredQuestion } from '../../../wallet/inbox/answered-questions.ts'
import { tInbox } from '../../texts/inbox-texts.ts'

type InboxCode = InboxTextKey extends infer Key ? (Key extends `${infer Code}.text` ? Code : never) : never

/** What there are texts of; types hold it against the catalogue. */
const known: Readonly<Record<Exclude<InboxCode, 'inbox.unknown'>, true>> = {
  'new-device': true,
  'device-replaced': true,
  'lost-device': true,
  'phone-changed': true,
  'email-changed': true,
  'passkey-added': true,
  'passkey-removed': true,
  'password-reset': true,
  'password-changed': true,
  'device-displaced': true,
  'password-guessed': true,
  'closing-asked': true,
  'reset-told': true,
  lock: true,
  'payment-received': true,
  'payment-part': true,
  'closing-refused': true,
  'report-answered': true,
  'report-refused': true,
  'service-received': true,
  'service-returned': true,
  'service-payment': true,
  'service-approved': true,
  'service-refused': true,
  'question-answered': true,
}

function isKnown(code: string): code is keyof typeof known {
  return Object.hasOwn(known, code)
}

/** Title and text of an item in a language; of a text that this build does not have, that there is one. */
export function writeItem(item: InboxItem, language: Language) {
  const { code, values, at } = item
  if (!isKnown(code)) return { title: tInbox('inbox.unknown.title'), text: tInbox('inbox.unknown.text') }
  const given = {
    ...values,
    answer: readAnsweredQuestion(item)?.answer ?? '',
    ...('device' in values && { device: values['device'] || tInbox('inbox.unnamed') }),
    time: writeMoment(at, language),
  }
  return { title: tInbox(`${code}.title`, given), text: tInbox(`${code}.text`, given) }
}

/** The title of each item by its code: nothing of a person stands in one. */
export function writeTitles(): Record<string, string> {
  return Object.fromEntries(
    Object.keys(known).map((code) => [code, tInbox(`${code as keyof typeof known}.title`)]),
  )
}
