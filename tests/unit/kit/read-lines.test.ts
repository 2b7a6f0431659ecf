import { expect, it } from 'vitest'
import { encodeUtf8 } from '../../../src/core/bytes.ts'
import { readLines, writeJsonLine } from '../../../src/kit/read-lines.ts'

async function read(parts: readonly (string | Uint8Array)[], atMost = 100): Promise<string[]> {
  const input = async function* () {
    yield* parts
  }
  const lines: string[] = []
  for await (const line of readLines(input(), atMost)) lines.push(line)
  return lines
}

it('ends a line at LF alone', async () => {
  expect(await read(['a\u2028b\u2029c\u0085d\re\nf\r\n', '\n', 'g'])).toEqual([
    'a\u2028b\u2029c\u0085d\re',
    'f',
    '',
    'g',
  ])
})

it('puts together what came in parts, also within a character', async () => {
  const bytes = encodeUtf8('Nguyễn\r\nĐỗ\n')
  const parts = [...bytes].map((byte) => Uint8Array.of(byte))
  expect(await read(parts)).toEqual(['Nguyễn', 'Đỗ'])
})

it('keeps no more of a line than shows that it is too long', async () => {
  const lines = await read(['x'.repeat(50), 'x'.repeat(50), 'x\ny'], 10)
  expect(lines).toEqual(['x'.repeat(11), 'y'])
})

it('writes an answer that is one line to every reader', () => {
  const value = { name: 'a\u2028b\u2029c\u0085d\ne' }
  const line = writeJsonLine(value)
  expect(line.slice(0, -1)).not.toMatch(/[\n\r\v\f\u0085\u2028\u2029]/)
  expect(JSON.parse(line)).toEqual(value)
})
