import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)
const pack = JSON.parse(readFileSync(new URL('public/services.json', root), 'utf8'))
const ids: readonly string[] = pack.services.map(
  ({ definition }: { definition: { id: string } }) => definition.id,
)

const files = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' }).filter((path) =>
  /\.(?:ts|tsx|css|html)$/.test(path),
)
const pascal = (id: string) => id.replace(/(?:^|-)([a-z])/g, (_all, letter: string) => letter.toUpperCase())

/** A public service is data (docs/services.md): one more is a definition and its texts, and no code. */
describe('no code is about one service', () => {
  it.each(ids)('%s is named by no file, route, component or branch', (id) => {
    const isNaming = (path: string) => {
      const text = readFileSync(new URL(`src/${path}`, root), 'utf8')
      // Elsewhere the same words may be about something else, such as a right.
      return (
        new RegExp(`\\b${id}\\b`).test(`${path} ${text}`) ||
        (/services?\//.test(path) && text.includes(pascal(id)))
      )
    }
    expect(files.filter(isNaming)).toEqual([])
  })
})
