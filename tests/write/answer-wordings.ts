/**
 * Chooses the wordings of the answers anew, from all questions that may be learnt from and from the
 * wordings that people have written (tests/vectors/answers): `npm run answer-wordings -- vi 62900`,
 * language and brotli bytes of the whole pack.
 */
import { writeFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { isLanguage } from '../../src/i18n/languages.ts'
import { chooseWordings } from '../support/answers/choose-wordings.ts'
import { readAnswerText, readLearnt } from '../support/answers/known-answers.ts'

const [language = '', budget = ''] = process.argv.slice(2)
if (!isLanguage(language) || !/^\d+$/.test(budget)) throw new Error('name a language and a number of bytes')

const text = readAnswerText(language)
const chosen = chooseWordings(
  text,
  readLearnt(language),
  Number(budget),
  (pack) => brotliCompressSync(pack).length,
)
writeFileSync(new URL(`../../public/answers-${language}.txt`, import.meta.url), chosen)
