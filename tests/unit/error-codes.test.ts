import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { helpdeskCodes } from '../../src/core/api/error-codes.ts'

it('documents every error code, and no other', () => {
  const document = readFileSync(new URL('../../docs/error-codes.md', import.meta.url), 'utf8')
  const documented = [...document.matchAll(/^\| ([A-Z] \d{3} \d{3}) \| `(\w+)` \|/gm)].map(
    ([, code, key]) => [key, code],
  )
  expect(documented).toEqual(Object.entries(helpdeskCodes))
})

it('gives no code twice', () => {
  const codes = Object.values(helpdeskCodes)
  expect(new Set(codes).size).toBe(codes.length)
})
