import en from './en/notice.json'
import ja from './ja/notice.json'
import ko from './ko/notice.json'
import type { Language } from './languages.ts'
import vi from './vi/notice.json'
import zh from './zh/notice.json'

/**
 * What a notification says, by language: nothing of a person, because others see it too. `notice.expiry`
 * where a card runs out, `notice.other` for the other reminders.
 */
export const notices: Readonly<Record<Language, Readonly<Record<keyof typeof vi, string>>>> = {
  vi,
  en,
  ko,
  zh,
  ja,
}
