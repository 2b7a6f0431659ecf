import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readOptions, stampListFiles } from '../../../src/kit/kit-options.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-kit-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

it('goes on where a list file is gone, or cannot be looked at any more', () => {
  const [trustList, statusList, circle] = ['trust', 'status', 'circle'].map((name) => join(folder, name))
  const stamp = (...statusLists: string[]) => {
    const read = readOptions(
      statusLists.flatMap((file) => ['--status-list', file]),
      trustList ?? '',
    )
    return read.ok && stampListFiles(read.value)
  }
  writeFileSync(trustList ?? '', '')
  symlinkSync(circle ?? '', circle ?? '')
  expect(stamp(statusList ?? '')).toMatch(/^\d+(\.\d+)?,$/)
  expect(stamp(circle ?? '')).toMatch(/^\d+(\.\d+)?,$/)
})
