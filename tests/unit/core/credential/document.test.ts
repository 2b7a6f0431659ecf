import { describe, expect, it } from 'vitest'
import { toHex } from '../../../../src/core/bytes.ts'
import { readWalletCode } from '../../../../src/core/credential/qr-text.ts'
import * as signedKinds from '../../../../src/core/credential/signed-kinds.ts'
import { readDocument, writeDocument } from '../../../support/vectors/document.ts'
import { readVector } from '../../../support/vectors/files.ts'
import type { ScanVector } from '../../../support/vectors/scan.ts'

describe('docs/credential-format.md', () => {
  const document = readDocument()

  it('shows sizes and the worked example as the vectors have them', () => {
    expect(document).toBe(writeDocument(document))
  })

  it('spells out every byte of the example', () => {
    const message = readWalletCode(readVector<ScanVector>('credential/scans/live.json').text)
    const block = document.split('```text\n').find((text) => text.startsWith('d2 ')) ?? ''
    const lines = block.slice(0, block.indexOf('```')).trimEnd().split('\n')
    const hex = lines.map((line) => line.trim().split(/\s/)[0]).join('')
    expect(hex).toBe(message.ok && toHex(message.value))
  })

  it('names every type', () => {
    for (const { typ } of Object.values(signedKinds)) expect(document).toContain(String(typ))
  })
})
