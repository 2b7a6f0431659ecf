import fc from 'fast-check'

/** What Markdown is made of, and what attacks are. */
const parts = [
  ...[
    '*',
    '**',
    '_',
    '`',
    '~',
    '#',
    '## ',
    '### ',
    '> ',
    '- ',
    '1. ',
    '[',
    ']',
    '(',
    ')',
    '![',
    '<',
    '>',
    '&',
    '\\',
    '|',
    '---',
    '\n',
    '\n\n',
    '  ',
    '\t',
    '    ',
  ],
  ...['BHYT', 'thẻ', 'Điều 22', '15/08/2025', '1.', '9068', 'e', 'ơ', '，', '한'],
  ...[
    '[x](/mat-may)',
    '[gọi](tel:19009068)',
    '<https://baohiemxahoi.gov.vn/>',
    '[x](https://chinhphu.vn/a_(b))',
  ],
  ...[
    '<script>',
    '</p>',
    '<!--',
    '-->',
    '<![CDATA[',
    '<a href="javascript:alert(1)">',
    '&lt;',
    '&#x202e;',
    '&amp;',
    '&nbsp;',
  ],
  ...[
    'javascript:',
    'data:text/html,x',
    '//evil.com',
    'https://baohiemxahoi.gov.vn.evil.com',
    'https://bаohiemxahoi.gov.vn',
    'https://xn--80ak6aa92e.gov.vn',
  ],
  ...['\u202e', '\u2066', '\u200b', '\ufeff', '\u0000', '\ud800', '\u2028'],
]

/** Markdown as an attacker, or an officer in a hurry, writes it. */
export const hostileMarkdown = fc.oneof(
  fc.array(fc.constantFrom(...parts), { maxLength: 40 }).map((found) => found.join('')),
  fc
    .tuple(fc.constantFrom(...parts), fc.nat(4000), fc.constantFrom(...parts))
    .map(([part, times, end]) => `${part.repeat(Math.ceil(times / part.length))}${end}`),
  fc.string({ unit: 'binary', maxLength: 200 }),
)
