import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
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

  it('is not made from a file that is something else', () => {
    expect(() => takeOutTables(engine.subarray(0, 100_000))).toThrow('unknown QR engine')
    expect(() => takeOutTables(takeOutTables(engine))).toThrow('unknown QR engine')
  })
})
