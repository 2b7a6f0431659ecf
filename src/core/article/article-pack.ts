import * as v from 'valibot'
import { err, ok, type Result } from '../result.ts'
import { type Article, readArticle } from './article.ts'

/** Without control characters and marks of direction, which could make one text look like another. */
const line = (length: number) =>
  v.pipe(v.string(), v.minLength(1), v.maxLength(length), v.regex(/^[^\p{Cc}\p{Cf}\p{Co}\p{Cs}]*$/u))

const day = v.pipe(v.string(), v.isoDate())

/** Entries of a pack at most; texts of one language are tens of kilobytes. */
export const MOST_ENTRIES = 60

/** Letters of a participant group, as card numbers begin with; codes of today's provinces. */
export const GROUP = /^[A-Z]{2}$/
export const PROVINCE = /^\d{2}$/

export const ArticleHead = v.object({
  /** Small letters, digits and dashes; what a read mark names, for good. */
  id: v.pipe(v.string(), v.regex(/^[a-z0-9](?:-?[a-z0-9]){1,39}$/)),
  title: line(120),
  summary: v.optional(line(240)),
  /** When it was published; of a guide, when it was last checked. */
  date: day,
  /** From here on it is old, or has to be checked again, and says so. */
  until: v.optional(day),
  /** Whose statement it is: a law with its number, an authority. */
  source: line(300),
  /** Whom it concerns; everybody, where nothing is said. */
  groups: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(GROUP))), v.maxLength(30))),
  provinces: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(PROVINCE))), v.maxLength(34))),
  /** From and to which age, in full years, both included. */
  ages: v.optional(v.strictTuple([years(), years()])),
  /** Invented, to show how it looks. */
  specimen: v.optional(v.literal(true)),
})

function years() {
  return v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(150))
}

const ArticlePack = v.object({
  asOf: day,
  entries: v.pipe(
    v.array(v.object({ ...ArticleHead.entries, body: v.array(v.unknown()) })),
    v.maxLength(MOST_ENTRIES),
  ),
})

/** A guide or a piece of news. */
export type ArticleEntry = v.InferOutput<typeof ArticleHead> & { readonly body: Article }

export type ArticleList = { readonly asOf: string; readonly entries: readonly ArticleEntry[] }

/** Reads a pack of guides or news; refused whole if any of it is wrong. */
export function readArticlePack(text: string): Result<ArticleList, 'articles_unreadable'> {
  try {
    const pack = v.parse(ArticlePack, JSON.parse(text))
    const entries = pack.entries.map(({ body, ...head }): ArticleEntry => {
      const article = readArticle(body)
      if (!article.ok) throw new TypeError(article.error)
      return { ...head, body: article.value }
    })
    const isSet = new Set(entries.map(({ id }) => id)).size === entries.length
    return isSet ? ok({ asOf: pack.asOf, entries }) : err('articles_unreadable')
  } catch {
    return err('articles_unreadable')
  }
}
