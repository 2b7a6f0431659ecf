import { existsSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { hashSources, readSources, type Sources, sourcesFile } from '../support/texts/text-files.ts'

/*
 * Notes which Vietnamese text each translation was held against (`npm run texts`): new keys and those that
 * are gone by itself; a text that changed only when it is named (`npm run texts -- card status.justNow`) or
 * with `--all`, which says that somebody has looked at its four translations.
 */

const { values, positionals } = parseArgs({ options: { all: { type: 'boolean' } }, allowPositionals: true })
const [named, ...keys] = positionals

const now = hashSources()
const noted: Sources = existsSync(sourcesFile) ? readSources() : {}
const open: string[] = []
const next = Object.fromEntries(
  Object.entries(now).map(([area, texts]) => [
    area,
    Object.fromEntries(
      Object.entries(texts).map(([key, hash]) => {
        const before = noted[area]?.[key] ?? hash
        const isLookedAt = values.all || (area === named && keys.includes(key))
        if (before !== hash && !isLookedAt) open.push(`${area} ${key}`)
        return [key, isLookedAt ? hash : before]
      }),
    ),
  ]),
)
writeFileSync(sourcesFile, `${JSON.stringify(next, null, 2)}\n`)
for (const each of open)
  process.stdout.write(`the Vietnamese changed, look at its four translations: ${each}\n`)
process.exitCode = open.length > 0 ? 1 : 0
