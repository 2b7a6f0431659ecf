import { enCard } from '../../i18n/card/en.ts'
import { jaCard } from '../../i18n/card/ja.ts'
import { koCard } from '../../i18n/card/ko.ts'
import { zhCard } from '../../i18n/card/zh.ts'

/** The card's texts beyond Vietnamese, by language. */
const texts = { en: enCard, ja: jaCard, ko: koCard, zh: zhCard }

export type TextsChunk = typeof texts

Object.assign(globalThis, { textsChunk: texts })
