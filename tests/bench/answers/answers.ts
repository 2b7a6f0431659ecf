/**
 * The assistant: how the questions of others go in each language (those looked at while answers were worded,
 * and those held back), sizes, and how long an answer takes in a browser whose processor is slowed down.
 */
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'vite'
import { scorePack } from '../../../src/core/answers/score-pack.ts'
import { type Language, languages } from '../../../src/i18n/languages.ts'
import { readAnswerText, readOwnAnswers, readQuestions } from '../../support/answers/known-answers.ts'
import { findBrowser } from '../../support/browser/find-browser.ts'
import { Browser } from '../browser/devtools.ts'

/** The processor is slowed down by this. */
const THROTTLE = 4

export async function benchAnswers() {
  return {
    answers: readOwnAnswers('vi').answers.length,
    questions: Object.fromEntries(languages.map((language) => [language, measureQuestions(language)])),
    packBrotliBytes: Object.fromEntries(
      languages.map((language) => [language, compress(readAnswerText(language))]),
    ),
    codeBrotliBytes: compress(await bundle('tests/bench/answers/answers-code.ts')),
    ms: await measureTimes(),
  }
}

const sets = [
  'tune',
  'held',
  'fresh',
  'second',
  'third',
  'fourth',
  'learn',
  'fifth',
  'sixth',
  'seventh',
] as const
/** Of Vietnamese there are more. */
const further = { vi: ['eighth', 'ninth'], en: [], ko: [], zh: [], ja: [] } as const

function measureQuestions(language: Language) {
  const measure = (questions: ReturnType<typeof readQuestions>) => {
    const score = scorePack(readOwnAnswers(language), questions)
    const { about, asked } = score
    const percent = (part: number, of: number) => Number(((100 * part) / of).toFixed(1))
    return {
      asked,
      firstRight: percent(score.first, about.answer),
      withinThree: percent(score.within, about.answer),
      wrongDirect: percent(score.wrong, asked),
      offTopicRefused: percent(score.refused, about['off-topic']),
      urgentRouted: percent(score.routed, about.emergency + about.medical),
    }
  }
  return Object.fromEntries(
    [...sets, ...further[language]].map((set) => [set, measure(readQuestions(language, set))]),
  )
}

function compress(text: string): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 }
  return brotliCompressSync(Buffer.from(text), { params }).length
}

/** A file with all that it imports as one minified script. */
async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'bundled' } },
  })
  const [output] = [built].flat()
  if (!output || !('output' in output)) throw new Error(`not built: ${entry}`)
  return output.output.map((file) => (file.type === 'chunk' ? file.code : '')).join('\n')
}

async function measureTimes() {
  const path = findBrowser()
  if (path === undefined) throw new Error('no browser: set CHROMIUM_PATH')
  const browser = await Browser.launch(path)
  try {
    const { session } = await browser.openPage()
    await session.evaluate(await bundle('tests/bench/answers/answers-page.ts'))
    await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE })
    const figures: Record<string, unknown> = { slowedBy: THROTTLE }
    for (const language of languages) {
      const text = JSON.stringify(readAnswerText(language))
      const prepared = (await session.evaluate(`answersBench.prepare(${text})`)) as Record<string, number>
      const prepare = Object.fromEntries(Object.entries(prepared).map(([what, ms]) => [what, Math.round(ms)]))
      const questions = [...readQuestions(language, 'tune'), ...readQuestions(language, 'held')]
      const asked = JSON.stringify(questions.map(({ question }) => question))
      const times = (await session.evaluate(`answersBench.askAll(${asked})`)) as number[]
      figures[language] = { prepare, ...summarise(times) }
    }
    return figures
  } finally {
    await browser.close()
  }
}

function summarise(times: readonly number[]) {
  const sorted = [...times].sort((one, other) => one - other)
  const at = (part: number) => Number((sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(1))
  return { median: at(0.5), p95: at(0.95), longest: at(1) }
}
