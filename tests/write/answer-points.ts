import { writeFileSync } from 'node:fs'
import { isLanguage, languages } from '../../src/i18n/languages.ts'
import {
  learntSets,
  readAnswerText,
  readOwnAnswers,
  readQuestions,
} from '../support/answers/known-answers.ts'
import { learnPoints, putPoints } from '../support/answers/learn-points.ts'

/*
 * Learns the points of words anew (`npm run -s learn-answers`, or with `-- vi ko`), out of the packs and of all
 * questions whose right answers are known, but those that measure how others' questions go.
 */

const named = process.argv.slice(2).filter(isLanguage)
for (const language of named.length > 0 ? named : languages) {
  const questions = learntSets.flatMap((set) => readQuestions(language, set))
  const points = learnPoints(readOwnAnswers(language), questions)
  const file = new URL(`../../public/answers-${language}.txt`, import.meta.url)
  writeFileSync(file, putPoints(readAnswerText(language), points))
}
