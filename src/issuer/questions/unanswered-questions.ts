import { sql } from 'kysely'
import { stripPersonal } from '../../core/answers/strip-personal.ts'
import type { GivenQuestionRequest, UnansweredView } from '../../core/api/unanswered-contract.ts'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { ok, type Result } from '../../core/result.ts'
import { isLanguage } from '../../i18n/languages.ts'
import type { Database } from '../db/open-database.ts'
import type { Admission, Client, Refusal } from '../rate-limits/admission.ts'

const [HOUR, DAY] = [3600, 86_400]

/** How long a question is kept after it was given last, in days. */
const KEPT_DAYS = 90
/**
 * So many are kept. Beyond that a new one takes the place of the one that was given least often of a few, by
 * chance: who makes thousands up displaces mostly those, and what is asked again stays. Of a few only, or
 * thousands that were given twice would leave room for a single one that was given once.
 */
const MOST_KEPT = 20_000
const A_FEW = 5
/** So many are shown. */
const MOST_SHOWN = 300

/** What one network may give, and all together without a proof of work. */
const GIVEN = {
  network: { name: 'unanswered, address', uses: 60, window: HOUR },
  all: { name: 'unanswered', uses: 3000, window: HOUR },
} as const

export type UnansweredQuestions = ReturnType<typeof createUnansweredQuestions>

/** What the assistant could not answer, in the words of whoever asked; of whom, and when, is not kept. */
export function createUnansweredQuestions(database: Database, admission: Admission) {
  /** Of Vietnam, in days since 1970. */
  const dayOf = (now: number) => Date.parse(vietnamDay(now)) / 1000 / DAY
  async function removeOne(): Promise<void> {
    const few = database.query
      .selectFrom('unanswered_questions')
      .select(['language', 'question', 'times'])
      .orderBy(sql`random()`)
      .limit(A_FEW)
    const rarest = await database.query
      .selectFrom(few.as('few'))
      .select(['language', 'question', 'times'])
      .orderBy('times')
      .limit(1)
      .executeTakeFirst()
    if (rarest === undefined) return
    await database.query
      .deleteFrom('unanswered_questions')
      .where('language', '=', rarest.language)
      .where('question', '=', rarest.question)
      // Given again meanwhile, it stays.
      .where('times', '=', rarest.times)
      .execute()
  }

  return {
    /** Keeps a question, or counts it where it is kept. Numbers are taken out here as well. */
    async give(
      { language, text, ...client }: GivenQuestionRequest & Client,
      now: number,
    ): Promise<Result<void, Refusal>> {
      const admitted = await admission.admit({ client: GIVEN.network, shared: [GIVEN.all] }, client, now)
      if (!admitted.ok) return admitted
      const question = stripPersonal(text.normalize('NFC').toLowerCase().replace(/\s+/g, ' '))
      if (!/\p{L}/u.test(question)) return ok(undefined)
      const last_day = dayOf(now)
      const { numUpdatedRows } = await database.query
        .updateTable('unanswered_questions')
        .set((column) => ({ times: column('times', '+', 1), last_day }))
        .where('language', '=', language)
        .where('question', '=', question)
        .executeTakeFirst()
      if (numUpdatedRows > 0n) return ok(undefined)
      const { count } = await database.query
        .selectFrom('unanswered_questions')
        .select((each) => each.fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
      if (Number(count) >= MOST_KEPT) await removeOne()
      await database.query
        .insertInto('unanswered_questions')
        .values({ language, question, times: 1, last_day })
        .onConflict((conflict) => conflict.columns(['language', 'question']).doNothing())
        .execute()
      return ok(undefined)
    },

    /** Those given last, of one day the most frequent first. */
    async list(): Promise<UnansweredView> {
      const rows = await database.query
        .selectFrom('unanswered_questions')
        .selectAll()
        .orderBy('last_day', 'desc')
        .orderBy('times', 'desc')
        .orderBy('question')
        .limit(MOST_SHOWN)
        .execute()
      return {
        questions: rows.flatMap(({ language, question, times, last_day: day }) =>
          isLanguage(language)
            ? [
                {
                  language,
                  text: question,
                  times,
                  day: vietnamDay(day * DAY),
                },
              ]
            : [],
        ),
      }
    },

    /** Removes what was not given again for long. */
    async sweep(now: number): Promise<void> {
      await database.query
        .deleteFrom('unanswered_questions')
        .where('last_day', '<=', dayOf(now) - KEPT_DAYS)
        .execute()
    },
  }
}
