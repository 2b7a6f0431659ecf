/**
 * Public packs, for the operator (docs/operations.md, "Public content"):
 *
 *   content.ts check NAME FILE                 whether phones can read a pack
 *   content.ts import FILE --by WHO [--as-of DATE]   a list of facilities (CSV or JSON) becomes a draft; says what was refused and why
 *   content.ts draft NAME FILE --by WHO [--language vi] [--note TEXT]
 *   content.ts drafts                          with the SHA-256 of each
 *   content.ts release ID --sha256 HASH --by WHO [--at TIME]   by somebody else than who wrote it, who names what
 *                                              they looked at; TIME as 2026-12-01T07:00:00+07:00
 *   content.ts feed URL|FILE                   what is new in a feed of the official portal (RSS, Atom, JSON Feed) becomes a draft
 *   content.ts withdraw ID --by WHO
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readAddressTable } from '../core/address/address-table.ts'
import { type Bytes, encodeUtf8 } from '../core/bytes.ts'
import { checkPack } from '../core/content/check-pack.ts'
import type { PackLanguage } from '../core/content/content-manifest.ts'
import { importFacilities } from '../core/content/import-facilities.ts'
import { parsePartialDate } from '../core/dates/partial-date.ts'
import { writeFacilityTable } from '../core/directory/facility-table.ts'
import { type ContentDrafts, createContentDrafts } from '../issuer/content/content-drafts.ts'
import { draftFromFeed, fetchFeed } from '../issuer/portal-feed/portal-feed.ts'
import { withOwnDatabase } from './own-database.ts'

const now = Math.floor(Date.now() / 1000)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    by: { type: 'string' },
    note: { type: 'string', default: '' },
    language: { type: 'string' },
    at: { type: 'string' },
    sha256: { type: 'string' },
    'as-of': { type: 'string', default: new Date(now * 1000).toISOString().slice(0, 10) },
  },
})
const [command = '', first, second] = positionals

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

function valueOr<T>(result: { ok: true; value: T } | { ok: false; error: string }): T {
  return result.ok ? result.value : fail(result.error)
}

/** Who stands in the log: a person at the command line, never an officer's own id. */
function readPerson() {
  const { by = '' } = values
  if (!/^[a-z][a-z0-9.-]{2,31}$/.test(by)) fail('--by WHO: 3 to 32 small letters, digits, dots and dashes')
  return { id: `command:${by}`, officeCode: '' }
}

function readFile(path: string | undefined): Bytes {
  if (path === undefined) fail('Which file?')
  try {
    return new Uint8Array(readFileSync(path))
  } catch {
    return fail(`${path} cannot be read`)
  }
}

const languages: readonly PackLanguage[] = ['vi', 'en', 'ko', 'zh', 'ja']

function readLanguage(): PackLanguage | undefined {
  const { language } = values
  if (language === undefined) return undefined
  return languages.find((each) => each === language) ?? fail(`--language ${languages.join('|')}`)
}

const withContent = (run: (content: ContentDrafts) => Promise<void>): Promise<void> =>
  withOwnDatabase(now, ({ database, audit }) => run(createContentDrafts(database, { audit })))

const table = new URL('../../public/addresses.txt', import.meta.url)

function readKnownPlaces() {
  const { provinces } = valueOr(readAddressTable(readFileSync(table, 'utf8')))
  return {
    provinces: new Set(provinces.map(({ code }) => code)),
    wards: new Set(provinces.flatMap(({ wards }) => wards.map(({ code }) => code))),
  }
}

/** Refused rows that are named one by one. */
const MOST_NAMED = 50

async function importList(): Promise<void> {
  const text = new TextDecoder().decode(readFile(first))
  const person = readPerson()
  const { facilities, refused, rederived } = valueOr(importFacilities(text, readKnownPlaces()))
  for (const { row, why, field } of refused.slice(0, MOST_NAMED))
    console.log(`row ${row}: refused, ${why} (${field})`)
  if (refused.length > MOST_NAMED) console.log(`… and ${refused.length - MOST_NAMED} more`)
  console.log(
    `${facilities.length} facilities taken, ${refused.length} rows refused, ${rederived} kinds derived anew from the name`,
  )
  const asOf = valueOr(parsePartialDate(values['as-of']))
  const content = encodeUtf8(writeFacilityTable({ asOf, facilities }))
  await withContent(async (store) => {
    const note = values.note || `${facilities.length} facilities as of ${asOf}`
    const id = valueOr(await store.draft(person, { name: 'facilities', content, note }, now))
    console.log(`draft ${id}, ${content.length} bytes: to be released by somebody else`)
  })
}

/** Drafts among which one is looked for by its id. */
const MOST_LISTED = 1_000

async function release(): Promise<void> {
  const person = readPerson()
  const startsAt = values.at === undefined ? undefined : Date.parse(values.at) / 1000
  if (startsAt !== undefined && !Number.isSafeInteger(startsAt)) fail('--at 2026-12-01T07:00:00+07:00')
  const { sha256 = '' } = values
  if (!/^[0-9a-f]{64}$/.test(sha256))
    fail('--sha256 HASH: of the file that you looked at, 64 digits and letters')
  await withContent(async (content) => {
    const draft = (await content.listDrafts(MOST_LISTED)).find(({ id }) => id === first)
    if (draft === undefined) fail('draft_unknown')
    const { id, name, language, base_sha256: base } = draft
    const { notBefore = 0 } = (await content.foresee(id)) ?? {}
    if (notBefore > (startsAt ?? now))
      fail(`What it stands on begins at ${new Date(notBefore * 1000).toISOString()}: --at then or later`)
    const seen = { name, language, sha256, ...(base !== null && { base }) }
    valueOr(await content.release(person, { id, seen, startsAt }, now))
    console.log('Released; phones have it at their next opening')
  })
}

const commands: Record<string, () => Promise<void>> = {
  async check() {
    valueOr(checkPack(first ?? '', readFile(second)))
    console.log('Phones can read it')
  },
  import: importList,
  draft: () =>
    withContent(async (content) => {
      const draft = {
        name: first ?? '',
        content: readFile(second),
        note: values.note,
        language: readLanguage(),
      }
      console.log(valueOr(await content.draft(readPerson(), draft, now)))
    }),
  feed: () =>
    withOwnDatabase(now, async ({ database, audit }) => {
      const isPage = /^https?:\/\//.test(first ?? '')
      const bytes = isPage ? valueOr(await fetchFeed(first ?? '')) : readFile(first)
      const drafts = createContentDrafts(database, { audit })
      console.log(`${valueOr(await draftFromFeed(bytes, { database, drafts }, now))} pieces drafted`)
    }),
  drafts: () =>
    withContent(async (content) => {
      for (const { id, name, language, size, sha256, author, state, note } of await content.listDrafts())
        console.log(
          `${id}  ${state.padEnd(9)}  ${[name, language].filter(Boolean).join('.')}  ${size} bytes  ${sha256}  ${author}  ${note}`,
        )
    }),
  release,
  withdraw: () =>
    withContent(async (content) => {
      valueOr(await content.withdraw(readPerson(), first ?? '', now))
      console.log('Withdrawn')
    }),
}
const run = commands[command] ?? fail(`Which of ${Object.keys(commands).join(', ')}? See docs/operations.md`)
await run()
