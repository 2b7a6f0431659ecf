import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  GlobalHistogramBinarizer,
  QRCodeReader,
  RGBLuminanceSource,
} from '@zxing/library'
import { describe, expect, it } from 'vitest'
import { renderQr } from '../../../src/card-view/qr-matrix.ts'
import { quietZone } from '../../../src/card-view/quiet-zone.ts'
import type { RenderedCode } from '../../../src/core/card/card-code.ts'

/** Fills the rectangles of the path, as a browser does, at 4 pixels a module with the quiet zone. */
function paint({ path, size }: RenderedCode): { luminance: Uint8ClampedArray; side: number } {
  const scale = 4
  const side = (size + 2 * quietZone) * scale
  const luminance = new Uint8ClampedArray(side * side).fill(255)
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = 0; row < scale; row += 1) {
      const start = ((Number(y) + quietZone) * scale + row) * side + (Number(x) + quietZone) * scale
      luminance.fill(0, start, start + Number(width) * scale)
    }
  }
  return { luminance, side }
}

function read(code: RenderedCode): string {
  const { luminance, side } = paint(code)
  const source = new RGBLuminanceSource(luminance, side, side)
  const hints = new Map<DecodeHintType, unknown>([
    [DecodeHintType.POSSIBLE_FORMATS, [BarcodeFormat.QR_CODE]],
    [DecodeHintType.PURE_BARCODE, true],
    [DecodeHintType.CHARACTER_SET, 'UTF-8'],
  ])
  return new QRCodeReader().decode(new BinaryBitmap(new GlobalHistogramBinarizer(source)), hints).getText()
}

describe('renderQr', () => {
  const digits = '7'.padEnd(790, '1234567890')

  it.each([
    ['a wallet code', `BHYT:1/${digits}`],
    ['a BHYT QR text', 'DN4010199990001|4e677579e1bb856e|12/03/1958|2|-|01 - 028|01/01/2026|-|$'],
    ['Vietnamese letters', 'Nguyễn Thị Bích Ngọc'],
  ])('renders %s so that another reader reads it', (_what, text) => {
    expect(read(renderQr(text))).toBe(text)
  })

  it('packs a wallet code as digits: version 14 for a key-binding token, not the 22 of bytes', () => {
    expect(renderQr(`BHYT:1/${digits}`).size).toBe(17 + 4 * 14)
  })

  it('renders the same text the same way', () => {
    expect(renderQr('BHYT:1/123')).toEqual(renderQr('BHYT:1/123'))
  })
})
