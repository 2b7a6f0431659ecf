/**
 * Learns anew which words say that a question is about insurance or this app, and chooses the wordings of the
 * answers, from all questions that may be learnt from and from the wordings that people have written
 * (tests/vectors/answers): `npm run answer-wordings -- vi`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { isLanguage } from '../../src/i18n/languages.ts'
import { chooseWordings } from '../support/answers/choose-wordings.ts'
import { readAnswerText, readLearnt } from '../support/answers/known-answers.ts'
import { learnTopic } from '../support/answers/learn-topic.ts'

/** What a phone fetches of a language: answers, guides and news, in brotli bytes; and how much news may be. */
const [MOST, NEWS] = [70_000, 3_000]

const [language] = process.argv.slice(2)
if (!isLanguage(language)) throw new Error('name a language')

const published = new URL('../../public/', import.meta.url)
const measure = (text: string | Buffer) => brotliCompressSync(text).length
const room = MOST - NEWS - measure(readFileSync(new URL(`guides-${language}.json`, published)))
const learnt = readLearnt(language)
const chosen = chooseWordings(learnTopic(readAnswerText(language), learnt), learnt, room, measure)
writeFileSync(new URL(`answers-${language}.txt`, published), chosen)
