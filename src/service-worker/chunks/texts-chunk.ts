import enCard from '../../i18n/en/card.json'
import jaCard from '../../i18n/ja/card.json'
import koCard from '../../i18n/ko/card.json'
import zhCard from '../../i18n/zh/card.json'

/** The card's texts beyond Vietnamese, by language. */
const texts = { en: enCard, ja: jaCard, ko: koCard, zh: zhCard }

export type TextsChunk = typeof texts

Object.assign(globalThis, { textsChunk: texts })
