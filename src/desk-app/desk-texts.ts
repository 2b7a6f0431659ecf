import enDesk from '../i18n/en/desk.json'
import { createTranslate, type TextKey, type Translate } from '../i18n/translate.ts'
import viDesk from '../i18n/vi/desk.json'

/** The languages that desks work in. */
export const deskLanguages = ['vi', 'en'] as const

export type DeskLanguage = (typeof deskLanguages)[number]

export type DeskTextKey = TextKey<typeof viDesk>
export type TranslateDesk = Translate<DeskTextKey>

/** A text of the desk by its key. */
export const translateDesk: Readonly<Record<DeskLanguage, TranslateDesk>> = {
  vi: createTranslate<typeof viDesk>(viDesk, 'vi'),
  en: createTranslate<typeof viDesk>({ ...viDesk, ...enDesk }, 'en'),
}
