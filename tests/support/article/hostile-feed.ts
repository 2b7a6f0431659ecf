import fc from 'fast-check'

const parts = [
  ...[
    '<?xml version="1.0"?>',
    '<rss version="2.0">',
    '</rss>',
    '<channel>',
    '</channel>',
    '<item>',
    '</item>',
    '<title>',
    '</title>',
    '<link>',
    '</link>',
  ],
  ...[
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    '</feed>',
    '<entry>',
    '</entry>',
    '<link href="https://baohiemxahoi.gov.vn/a"/>',
    '<published>2026-11-29T00:00:00Z</published>',
  ],
  ...[
    '{"version":"https://jsonfeed.org/version/1.1","items":[',
    '{"id":"1","url":"https://baohiemxahoi.gov.vn/","title":"x","date_published":"2026-11-29"}',
    ']}',
    ',',
    '{',
    '[',
  ],
  ...[
    '<pubDate>Sun, 29 Nov 2026 01:00:00 +0700</pubDate>',
    '<description>',
    '</description>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?x ',
    '<!DOCTYPE a [',
    '<!ENTITY x "y">',
    '&x;',
    '&#x202e;',
    '&amp;lt;',
    '&lt;script&gt;',
  ],
  ...[
    'https://baohiemxahoi.gov.vn/a',
    'https://baohiemxahoi.gov.vn.evil.com',
    'https://bаohiemxahoi.gov.vn',
    'javascript:alert(1)',
    'tin',
    '\u202e',
    '\u0000',
    '\ud800',
    '<',
    '>',
    '"',
    ' ',
  ],
]

const good = (inner: string) =>
  `<rss version="2.0"><channel><item><title>${inner}</title><link>https://baohiemxahoi.gov.vn/a</link><pubDate>Sun, 29 Nov 2026 01:00:00 +0700</pubDate><description>${inner}</description></item></channel></rss>`

/** Feeds as a broken portal, or whoever took it over, writes them. */
export const hostileFeed = fc.oneof(
  fc.array(fc.constantFrom(...parts), { maxLength: 60 }).map((found) => found.join('')),
  fc.array(fc.constantFrom(...parts), { maxLength: 12 }).map((found) => good(found.join(''))),
  fc.tuple(fc.constantFrom(...parts), fc.nat(2000)).map(([part, times]) => good(part.repeat(times))),
  fc.string({ unit: 'binary', maxLength: 300 }).map(good),
)
