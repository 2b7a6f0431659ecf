import { type AnswerPack, readAnswerSteps } from '../../../core/answers/answer-pack.ts'
import { type AnswerReply, prepareAsk } from '../../../core/answers/ask.ts'
import { decodeUtf8 } from '../../../core/bytes.ts'
import type { Language } from '../../../i18n/languages.ts'
import { runInSlices } from '../../../ui/browser/run-in-slices.ts'
import type { WalletDatabase } from '../../../wallet/database/wallet-database.ts'
import { readNewestPack } from '../../directory/read-facilities.ts'
import { answerFiles } from '../../service-worker/offline-data-files.ts'

export type LoadedAnswers = {
  readonly pack: AnswerPack
  /** Answers once the pack is prepared, which begins when it was read. */
  readonly ask: (question: string) => Promise<AnswerReply>
  /** Past its end, see `ReadPack`. */
  readonly isOld: boolean
}

/** The answers of this page, and the pack they were read from. */
let loaded: { readonly of: string; readonly value: LoadedAnswers } | undefined

/**
 * The newest answers on this phone, prepared to be asked; undefined where none can be read. The same files
 * are read whatever is asked.
 */
export async function loadAnswers(
  language: Language,
  db: WalletDatabase | undefined,
): Promise<LoadedAnswers | undefined> {
  const found = await readNewestPack('answers', answerFiles[language].path, db, language)
  if (!found) return undefined
  const of = `${language} ${found.id} ${found.isOld}`
  if (loaded?.of === of) return loaded.value
  const text = decodeUtf8(found.bytes)
  const pack = text.ok ? await runInSlices(readAnswerSteps(text.value)) : text
  if (!pack.ok) return undefined
  const prepared = runInSlices(prepareAsk(pack.value))
  const ask = async (question: string) => (await prepared)(question)
  loaded = { of, value: { pack: pack.value, ask, isOld: found.isOld } }
  return loaded.value
}
