/**
 * `npm run -s verify -- TEXT|PICTURE [--trust-list FILE] [--status-list FILE]… [--now UNIX-SECONDS]
 * [--specimens]`: the verdict over a card's QR and the card, or over that of a printed extract and its
 * totals, as JSON, with no network. `-` reads the text from standard input. Status 0 for a signed and valid
 * card and for an extract's genuine totals (`valid_totals`), 1 for every other verdict, 2 when there is
 * nothing to judge, 3 for a specimen that would be valid (`--specimens`, for a demo: 0): anybody can sign
 * those of the demo.
 */
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { checkCode } from './check-code.ts'
import { scanPicture } from './scan-picture.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'trust-list': { type: 'string' },
    'status-list': { type: 'string', multiple: true },
    now: { type: 'string' },
    specimens: { type: 'boolean' },
  },
})

function fail(error: string): never {
  console.log(JSON.stringify({ error }))
  process.exit(2)
}

/** Words that name a file and cannot be a code's text: a mistyped path is no verdict over a card. */
function isPath(words: string): boolean {
  return !/[|:]/.test(words) && (/\.\w{2,4}$/.test(words) || /^[.~]|[/\\]/.test(words))
}

async function readScan(words: string): Promise<string> {
  if (words === '-') return readFileSync(0, 'utf8')
  // A card's text is long and no path of a file; a picture's path exists.
  if (words.length > 1024 || !existsSync(words)) return isPath(words) ? fail('unreadable') : words
  const scanned = await scanPicture(words)
  return scanned.ok ? scanned.value.text : fail(scanned.error)
}

const [words] = positionals
if (words === undefined) {
  console.error(
    'usage: verify TEXT|PICTURE|- [--trust-list FILE] [--status-list FILE]… [--now UNIX-SECONDS] [--specimens]',
  )
  process.exit(2)
}
// Nothing is over by a clock that is no number.
if (values.now !== undefined && !/^\d{1,12}$/.test(values.now)) fail('--now: not a time')
const checked = await checkCode(await readScan(words), {
  ...(values['trust-list'] && { trustListFile: values['trust-list'] }),
  ...(values['status-list'] && { statusListFiles: values['status-list'] }),
  ...(values.now && { now: Number(values.now) }),
})
if (!checked.ok) fail(checked.error)
console.log(JSON.stringify(checked.value, null, 2))
const { verdict, specimen } = checked.value
process.exitCode = !verdict.startsWith('valid') ? 1 : specimen && !values.specimens ? 3 : 0
