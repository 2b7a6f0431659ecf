import { afterEach, describe, expect, it, vi } from 'vitest'
import { openFrameReader } from '../../../../src/scanner/camera/open-frame-reader.ts'
import { renderClip } from '../../../support/browser/camera-clip.ts'

const text = '001085990001||Nguyễn Văn Mẫu|08031985|Nam|Phường Ba Đình, Hà Nội|01052021'
const viewfinder = { left: 280, top: 0, width: 720, height: 720 }

function takeFrame() {
  const [frame] = renderClip(text, 'still')
  if (!frame) throw new Error('an empty clip')
  return frame
}

describe('where there are no workers', () => {
  afterEach(() => vi.unstubAllGlobals())

  it.each(['with', 'without'])('the page itself reads stills and frames, %s WebAssembly', async (kind) => {
    if (kind === 'without') vi.stubGlobal('WebAssembly', undefined)
    const fetched = vi.fn()
    vi.stubGlobal('fetch', fetched)
    const reader = openFrameReader({
      startWorker: () => {
        throw new ReferenceError('Worker is not defined')
      },
      engineUrl: '/assets/engine.wasm',
      createGrammar: () => (read) => read === text,
    })
    expect((await reader.readStill(takeFrame()))?.text).toBe(text)
    expect((await reader.push(takeFrame(), viewfinder)).reading?.text).toBe(text)
    expect(fetched).not.toHaveBeenCalled()
    reader.close()
  })
})
