import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { toCanonicalJson } from '../../src/core/services/bounded-json.ts'

const root = new URL('../../', import.meta.url).pathname
const { services } = JSON.parse(readFileSync(join(root, 'public/services.json'), 'utf8')) as {
  services: { definition: { id: string; pages: unknown[] } }[]
}
const ids = services.map(({ definition }) => definition.id)

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) =>
  /\.(ts|tsx|css|html)$/.test(path),
)

it('has no component, route or branch of code named after a service', () => {
  expect(sources.length).toBeGreaterThan(500)
  const found = sources.flatMap((path) => {
    const text = readFileSync(join(root, 'src', path), 'utf8')
    const isNamed = (id: string) => new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(`${path} ${text}`)
    return ids.filter(isNamed).map((id) => `${path}: ${id}`)
  })
  expect(found).toEqual([])
})

it('says a service in half a kilobyte, packed', () => {
  const sizes = services.map(({ definition }) => ({
    id: definition.id,
    bytes: brotliCompressSync(toCanonicalJson(definition)).length,
  }))
  expect(sizes.filter(({ bytes }) => bytes > 512)).toEqual([])
})

it('has twelve services and a guide', () => {
  expect(services.filter(({ definition }) => definition.pages.length > 0)).toHaveLength(12)
  expect(services.filter(({ definition }) => definition.pages.length === 0)).toHaveLength(1)
})
