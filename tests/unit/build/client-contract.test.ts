import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'vite'
import { describe, expect, it } from 'vitest'
import { stripContract } from '../../../src/build/client-contract.ts'

const FOLDER = 'src/core/api'

describe('the contract as a browser gets it', () => {
  it('says nothing in words, and no codes; the rest of a row stays', () => {
    const row = `const rows = {
      ask: {
        method: 'POST', path: '/api/asked',
        summary: 'In words, with: a comma, and a { brace',
        body: v.strictObject({ summary: v.string(), errors: v.array(v.string()) }),
        errors: [...bodyErrors, 'not_found'],
      },
    } as const satisfies Record<string, Endpoint>`
    expect(stripContract(row).replace(/\s+/g, ' ')).toBe(
      "const rows = { ask: { method: 'POST', path: '/api/asked', " +
        'body: v.strictObject({ summary: v.string(), errors: v.array(v.string()) }), }, } ' +
        'as const satisfies Record<string, Endpoint>',
    )
  })

  it('is whole in every file, with each path that it had', () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'))
    const stripped = files.map((file) => {
      const code = readFileSync(join(FOLDER, file), 'utf8')
      const left = stripContract(code)
      expect(() => parseAst(left, { lang: 'ts' }), file).not.toThrow()
      expect(left.match(/\bpath: '[^']+'/g), file).toEqual(code.match(/\bpath: '[^']+'/g))
      return code.length - left.length
    })
    expect(stripped.reduce((total, length) => total + length, 0)).toBeGreaterThan(10_000)
  })
})
