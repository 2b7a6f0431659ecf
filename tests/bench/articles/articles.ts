import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { readArticle } from '../../../src/core/article/article.ts'
import { isArticleLink } from '../../../src/core/article/article-link.ts'
import { readMarkdown } from '../../../src/core/article/read-markdown.ts'
import { encodeUtf8 } from '../../../src/core/bytes.ts'
import { checkMessage } from '../../../src/core/scam/check-message.ts'
import { MAX_FEED_BYTES, readFeed } from '../../../src/issuer/portal-feed/read-feed.ts'
import { hostileFeed } from '../../support/article/hostile-feed.ts'
import { hostileMarkdown } from '../../support/article/hostile-markdown.ts'
import type { BenchOptions } from '../main.ts'

const NOW = Date.parse('2026-11-29T12:00:00Z') / 1000

/** Runs one reader over hostile inputs; the first hundred warm it up and are not timed. */
function tryAll<Input>(inputs: fc.Arbitrary<Input>, count: number, isGood: (input: Input) => boolean) {
  let [slowest, bad, hangs] = [0, 0, 0]
  const drawn = fc.sample(inputs, { numRuns: count, seed: 20_261_129 })
  for (const [at, input] of drawn.entries()) {
    const start = process.cpuUsage()
    if (!isGood(input)) bad++
    const { user, system } = process.cpuUsage(start)
    const took = (user + system) / 1000
    if (at < 100) continue
    slowest = Math.max(slowest, took)
    if (took > 100) hangs++
  }
  return { inputs: count, outsideTheList: bad, slowestMs: slowest, hangsOver100Ms: hangs }
}

/** Fuzzed Markdown, feeds and messages, and what guides weigh. Times are of the processor. */
export async function benchArticles({ quick, count = quick ? 2000 : 50_000 }: BenchOptions) {
  const markdown = tryAll(hostileMarkdown, count, (text) => {
    const article = readMarkdown(text)
    return !article.ok || readArticle(JSON.parse(JSON.stringify(article.value))).ok
  })
  const feeds = tryAll(hostileFeed, count, (text) => {
    const feed = readFeed(encodeUtf8(text), NOW)
    return !feed.ok || feed.value.every(({ link }) => isArticleLink(link))
  })
  const large = new Uint8Array(50 * 1_048_576).fill(60)
  const start = performance.now()
  const refused = [readFeed(large, NOW), readFeed(large.subarray(0, MAX_FEED_BYTES), NOW)]
  const largeMs = performance.now() - start
  const messages = tryAll(
    hostileMarkdown,
    Math.min(count, 5000),
    (text) => checkMessage(text, []).verdict !== 'official',
  )
  const guides = Object.fromEntries(
    ['vi', 'en', 'ko', 'zh', 'ja'].map((language) => [
      language,
      brotliCompressSync(readFileSync(`public/guides-${language}.json`)).length,
    ]),
  )
  return {
    markdown,
    feeds,
    largeFeeds: { refused: refused.every(({ ok }) => !ok), ms: largeMs },
    messages,
    guidesBrotli: guides,
  }
}
