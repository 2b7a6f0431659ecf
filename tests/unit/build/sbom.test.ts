import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { describeComponents } from '../../../src/build/write-sbom.ts'

const lockText = readFileSync('package-lock.json', 'utf8')

it('the bill of materials lists what the lock file installs; otherwise: npm run sbom', () => {
  expect(readFileSync('docs/sbom.cdx.json', 'utf8') === describeComponents(lockText)).toBe(true)
})

it('it names each package of production once, with its hash, and none of the tests', () => {
  const { components } = JSON.parse(describeComponents(lockText)) as {
    components: { name: string; purl: string; hashes?: { content: string }[] }[]
  }
  const purls = components.map(({ purl }) => purl)
  expect(new Set(purls).size).toBe(purls.length)
  expect(purls.length).toBeGreaterThan(50)
  expect(components.find(({ name }) => name === 'hono')?.hashes?.[0]?.content).toMatch(/^[0-9a-f]{128}$/)
  expect(components.some(({ name }) => name === 'vitest')).toBe(false)
})
