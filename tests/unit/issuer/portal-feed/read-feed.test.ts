import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isArticleLink } from '../../../../src/core/article/article-link.ts'
import { encodeUtf8 } from '../../../../src/core/bytes.ts'
import { isSafeText } from '../../../../src/core/qr/safe-text.ts'
import { MAX_FEED_BYTES, readFeed } from '../../../../src/issuer/portal-feed/read-feed.ts'
import { hostileFeed } from '../../../support/article/hostile-feed.ts'

const NOW = Date.parse('2026-11-29T12:00:00Z') / 1000
const link = 'https://baohiemxahoi.gov.vn/tin/a'
const read = (text: string) => readFeed(encodeUtf8(text), NOW)
const rss = (item: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>${item}</channel></rss>`
const item = (parts: Partial<Record<'title' | 'link' | 'pubDate' | 'description', string>> = {}) =>
  rss(
    `<item>${Object.entries({
      title: 'Tin',
      link,
      pubDate: 'Sun, 29 Nov 2026 01:00:00 +0700',
      description: 'Gì',
      ...parts,
    })
      .map(([name, text]) => `<${name}>${text}</${name}>`)
      .join('')}</item>`,
  )

describe('a feed', () => {
  it.each([
    ['RSS', item()],
    [
      'RDF',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>t</title></channel><item><title>Tin</title><link>${link}</link><description>Gì</description><dc:date>2026-11-29T01:00:00+07:00</dc:date></item></rdf:RDF>`,
    ],
    [
      'Atom',
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>Tin</title><link href="${link}"/><published>2026-11-29T01:00:00+07:00</published><summary>Gì</summary></entry></feed>`,
    ],
    [
      'JSON Feed',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 't',
        items: [
          { id: '1', url: link, title: 'Tin', summary: 'Gì', date_published: '2026-11-29T01:00:00+07:00' },
        ],
      }),
    ],
  ])('is read as %s', (_format, text) => {
    expect(read(text)).toEqual({
      ok: true,
      value: [
        {
          id: expect.stringMatching(/^cong-[0-9a-f]{12}$/),
          title: 'Tin',
          link,
          date: '2026-11-29',
          summary: 'Gì',
        },
      ],
    })
  })

  it('gives text alone, once written out, without signs that deceive', () => {
    const found = read(
      item({
        title: '&lt;b&gt;Tin&lt;/b&gt; &amp;amp; tức',
        description: '<![CDATA[<script>x</script><p>a\u202eb&#x202e;&nbsp;c</p>]]>',
      }),
    )
    expect(found.ok && found.value[0]).toMatchObject({ title: 'Tin & tức', summary: 'x ab c' })
  })

  it.each([
    ['a look-alike host', { link: 'https://baohiemxahoi-gov.vn/a' }],
    ['a script', { link: 'javascript:alert(1)' }],
    ['a path of the app', { link: '/mat-may' }],
    ['no title', { title: ' ' }],
    ['no day', { pubDate: 'hôm nay' }],
    ['a day ahead', { pubDate: 'Sun, 29 Nov 2030 01:00:00 +0700' }],
  ])('leaves out an item with %s', (_name, parts) => {
    expect(read(item(parts))).toEqual({ ok: true, value: [] })
  })

  it.each([
    ['an entity bomb', `<!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${item()}`],
    ['an external entity', `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${item({ title: '&x;' })}`],
    ['no feed', '<html><body>x</body></html>'],
    ['nothing', ''],
  ])('is refused with %s', (_name, text) => {
    expect(read(text)).toEqual({ ok: false, error: 'feed_unreadable' })
  })

  it('is refused where it is too large, or has too many marks', () => {
    expect(readFeed(new Uint8Array(MAX_FEED_BYTES + 1), NOW)).toEqual({ ok: false, error: 'feed_too_large' })
    expect(read(rss('<a>'.repeat(30_000)))).toEqual({ ok: false, error: 'feed_too_large' })
  })

  it('gives safe text and official links, whatever it is', () => {
    fc.assert(
      fc.property(hostileFeed, (text) => {
        const found = read(text)
        if (!found.ok) return
        for (const each of found.value) {
          expect(isArticleLink(each.link)).toBe(true)
          expect(isSafeText(each.title + each.summary + each.date)).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })
})
