import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'
import { takeOutTables } from '../../../src/build/slim-engine.ts'
import { startWasmEngine } from '../../../src/scanner/decode/wasm-engine.ts'
import { renderClip } from '../../support/browser/camera-clip.ts'

const engine = readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm')

describe('the engine without its East Asian tables', () => {
  it('is a fifth smaller when compressed, and nothing in it moves', () => {
    const slim = takeOutTables(engine)
    expect(slim.length).toBe(engine.length)
    expect(slim.every((byte, at) => byte === engine[at] || byte === 0)).toBe(true)
    expect(gzipSync(slim).length).toBeLessThan(gzipSync(engine).length * 0.8)
  })

  it('reads Vietnamese as before', async () => {
    const text = '001085990001||Nguyễn Thị Diễm Quỳnh|08031985|Nữ|Phường Ba Đình, Hà Nội|01052021'
    const read = await startWasmEngine(takeOutTables(engine).buffer)
    const [frame] = renderClip(text, 'still')
    if (!frame) throw new Error('an empty clip')
    expect(read(frame).readings.map((reading) => reading.text)).toEqual([text])
  })

  it.each(['MicroQRCode', 'RMQRCode'] as const)('still reads %s, which no card has', async (format) => {
    const writer = readFileSync('node_modules/zxing-wasm/dist/writer/zxing_writer.wasm')
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(writer).buffer } })
    const { image } = await writeBarcode('1234567', { format, scale: 8 })
    const symbol = sharp(Buffer.from((await image?.arrayBuffer()) ?? new ArrayBuffer(0)))
    const room = { top: 64, bottom: 64, left: 64, right: 64, background: '#fff' }
    const { data, info } = await symbol
      .flatten({ background: '#fff' })
      .extend(room)
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const read = await startWasmEngine(takeOutTables(engine).buffer)
    const { width, height } = info
    const { readings } = read({ luma: new Uint8Array(data), width, height })
    expect(readings.map(({ text }) => text)).toEqual(['1234567'])
  })

  it('is not made from a file that is something else', () => {
    expect(() => takeOutTables(engine.subarray(0, 100_000))).toThrow('unknown QR engine')
    expect(() => takeOutTables(takeOutTables(engine))).toThrow('unknown QR engine')
  })
})
