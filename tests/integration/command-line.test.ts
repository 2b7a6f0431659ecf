import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { renderQr } from '../../src/card-view/qr-matrix.ts'
import { forgePaperCode } from '../support/desk-codes.ts'
import { runCommand, spawnCommand } from '../support/run-command.ts'
import { readVector } from '../support/vectors/files.ts'
import type { ScanVector } from '../support/vectors/scan.ts'

const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

const identity =
  '001085990001|012999001|Nguyễn Văn Thử|05031985|Nam|Số 1 ngõ 2 phố Mẫu, Phường Kiểm Thử, Quận Giả Định, Hà Nội|10052021'

/** With an input, in a process of its own, as an operator does. */
async function run(
  command: string,
  words: readonly string[],
  input = '',
  environment: Readonly<Record<string, string>> = {},
) {
  const { status, out: lines } =
    input === ''
      ? await runCommand(command, words, { environment })
      : spawnCommand(command, words, { environment, input })
  return { status, lines }
}

/** A picture of a QR code, 4 pixels a module, on white or on nothing. */
async function renderPicture(name: string, text: string, { alpha = 255 } = {}) {
  const { path, size } = renderQr(text)
  const scale = 4
  const side = (size + 8) * scale
  const pixels = new Uint8Array(4 * side * side).fill(alpha === 255 ? 255 : 0)
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)(?:\.5)?h(\d+)/g)) {
    for (let row = 0; row < scale; row++) {
      const start = ((Number(y) + 4) * scale + row) * side + (Number(x) + 4) * scale
      for (let pixel = start; pixel < start + Number(width) * scale; pixel++) {
        pixels.set([0, 0, 0, 255], pixel * 4)
      }
    }
  }
  const file = join(folder, name)
  await sharp(pixels, { raw: { width: side, height: side, channels: 4 } }).toFile(file)
  return file
}

describe('employers', () => {
  const env = { MODE: 'demo', DATABASE_FILE: join(folder, 'employers.db') }
  const bring = (words: readonly string[], ...rows: readonly string[]) => {
    const file = join(folder, 'employers.csv')
    writeFileSync(file, ['tax_code,name', ...rows].join('\n'))
    return run('employers', ['import', file, ...words], '', env)
  }

  it('fill the register from a list, name what was refused without what it says, and go with a whole list', async () => {
    const first = await bring(
      [],
      '9900000001,Công ty Mẫu',
      '001088000001,Trần Văn Mẫu',
      '9900000002,Xưởng Mẫu',
      'x,Xưởng Mẫu',
    )
    expect(first).toEqual({
      status: 0,
      lines: [
        'row 2: refused, person',
        'row 4: refused, tax_code',
        '2 employers read, 2 rows refused: 1 person, 1 tax_code',
        '2 employers in the register, 0 removed',
      ].join('\n'),
    })
    expect((await bring(['--whole'], '9900000002,Xưởng Mẫu')).lines).toContain(
      '1 employers in the register, 1 removed',
    )
    expect((await bring([], 'x,Xưởng Mẫu')).status).toBe(1)
    expect(await run('employers', ['count'], '', env)).toEqual({ status: 0, lines: '1' })
  })
})

describe('decode', () => {
  it('reads an identity card from a picture, from a text and from standard input', async () => {
    const expected = {
      kind: 'cccd',
      text: identity,
      fields: { number: '001085990001', dateOfBirth: '1985-03-05', sex: 'male', issueDate: '2021-05-10' },
    }
    const file = await renderPicture('identity.png', identity)
    expect(JSON.parse((await run('decode', [file])).lines)).toMatchObject({
      ...expected,
      file,
      engine: expect.any(String),
    })
    expect(JSON.parse((await run('decode', ['--text', identity])).lines)).toMatchObject(expected)
    expect(JSON.parse((await run('decode', ['--text', '-'], identity)).lines)).toMatchObject(expected)
  })

  it('reads a picture whose paper is transparent', async () => {
    const file = await renderPicture('transparent.png', identity, { alpha: 0 })
    expect(JSON.parse((await run('decode', [file])).lines)).toMatchObject({ kind: 'cccd' })
  })

  it('answers each picture with a line, also those it cannot read', async () => {
    const broken = join(folder, 'broken.png')
    writeFileSync(broken, 'no picture')
    const { status, lines } = await run('decode', [
      broken,
      join(folder, 'missing.png'),
      await renderPicture('url.png', 'https://example.vn/a'),
    ])
    expect(status).toBe(1)
    expect(lines.split('\n').map((line) => JSON.parse(line))).toMatchObject([
      { error: 'not_a_picture' },
      { error: 'unreadable' },
      { kind: 'url', fields: {} },
    ])
  })

  it.each([
    'missing.png',
    './no-such-picture',
    'folder/no-such-picture',
    '/no/such/file',
    'no-such.webp',
    '/dev/null',
  ])('verify: %s is no card, and no verdict over one', async (path) => {
    const { status, lines } = await run('verify', [path])
    expect(status).toBe(2)
    expect(JSON.parse(lines)).toEqual({ error: 'unreadable' })
  })

  it('says how it is used', async () => {
    expect((await run('decode', [])).status).toBe(2)
  })
})

describe('verify', () => {
  const hospitalText =
    '0099990004|5068E1BAA16D205468E1BB8B204B69E1BB836D|29/02/1996|2|-|48 - 099|01/01/2024|-|28/12/2023|-|-|4|-|-|4|-|$'

  it('calls a BHYT QR text unsigned, and fails for it', async () => {
    const { status, lines } = await run('verify', [hospitalText])
    expect(status).toBe(1)
    expect(JSON.parse(lines)).toMatchObject({ verdict: 'unsigned', card: { fullName: 'Phạm Thị Kiểm' } })
  })

  it('knows no key of another issuer', async () => {
    const { text } = readVector<ScanVector>('credential/scans/live-other-signature.json')
    expect(JSON.parse((await run('verify', ['-'], text)).lines)).toMatchObject({ verdict: 'unknown_key' })
  })

  it('tells a specimen, which anybody can sign, from a card by its status', async () => {
    const text = await forgePaperCode()
    const { status, lines } = await run('verify', ['-'], text)
    expect([status, JSON.parse(lines)]).toMatchObject([3, { verdict: 'valid_unbound', specimen: true }])
    expect((await run('verify', ['-', '--specimens'], text)).status).toBe(0)
    // A clock that is no number would have nothing expire.
    expect((await run('verify', ['-', '--specimens', '--now', 'x'], text)).status).toBe(2)
  })

  it('has nothing to judge in a picture without a code', async () => {
    const file = join(folder, 'empty.png')
    await sharp({ create: { width: 64, height: 64, channels: 4, background: '#0000' } }).toFile(file)
    expect(await run('verify', [file])).toMatchObject({ status: 2, lines: '{"error":"no_code"}' })
  })
})
