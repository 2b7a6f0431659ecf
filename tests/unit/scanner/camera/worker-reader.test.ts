import { describe, expect, it } from 'vitest'
import type { ReaderAnswer, ReaderRequest } from '../../../../src/scanner/camera/reader-messages.ts'
import { createFrameServer } from '../../../../src/scanner/camera/serve-frames.ts'
import { createWorkerReader, type ReaderWorker } from '../../../../src/scanner/camera/worker-reader.ts'
import type { Accept } from '../../../../src/scanner/decode/frame.ts'
import { renderClip } from '../../../support/browser/camera-clip.ts'

/** A worker in the same thread: requests and answers go through structured clones, as between threads. */
class NearWorker extends EventTarget {
  isEnded = false
  readonly requests: ReaderRequest[] = []
  readonly #serve: (request: ReaderRequest) => Promise<void>

  constructor(accept: Accept) {
    super()
    const answer = (data: ReaderAnswer) =>
      this.dispatchEvent(Object.assign(new Event('message'), { data: structuredClone(data) }))
    this.#serve = createFrameServer(() => accept, answer)
  }
  postMessage(request: ReaderRequest): void {
    this.requests.push(request)
    if (!this.isEnded) void this.#serve(structuredClone(request))
  }
  terminate(): void {
    this.isEnded = true
  }
}

const text = '001085990001||Nguyễn Văn Mẫu|08031985|Nam|Phường Ba Đình, Hà Nội|01052021'
const viewfinder = { left: 280, top: 0, width: 720, height: 720 }

function takeFrame() {
  const [frame] = renderClip(text, 'still')
  if (!frame) throw new Error('an empty clip')
  return frame
}

function setUp() {
  const worker = new NearWorker((read) => read === text)
  const reader = createWorkerReader(worker as unknown as ReaderWorker, Promise.resolve(undefined))
  return { worker, reader }
}

describe('reading in a worker', () => {
  it('starts the engine first, then reads live and still frames, without WebAssembly too', async () => {
    const { worker, reader } = setUp()
    const live = await reader.push(takeFrame(), viewfinder)
    expect(live.reading?.text).toBe(text)
    expect(live.reading?.engine).not.toBe('zxing-wasm')
    expect(live.reading?.corners).toHaveLength(4)
    expect((await reader.readStill(takeFrame()))?.text).toBe(text)
    expect(worker.requests.map(({ type }) => type)).toEqual(['start', 'frame', 'still'])
  })

  it('answers that nothing was seen once the worker has died or was closed', async () => {
    const { worker, reader } = setUp()
    const asked = reader.push(takeFrame(), viewfinder)
    await Promise.resolve()
    worker.dispatchEvent(new Event('error'))
    expect((await asked).reading).toBeUndefined()
    expect(await reader.readStill(takeFrame())).toBeUndefined()
    expect(worker.isEnded).toBe(true)
    expect(() => reader.close()).not.toThrow()
  })

  it('serves one picture after a start over', async () => {
    const answers: ReaderAnswer[] = []
    const serve = createFrameServer(
      () => (read) => read === text,
      (answer) => answers.push(answer),
    )
    await serve({ type: 'start', wasm: undefined })
    await serve({ type: 'reset' })
    await serve({ type: 'still', id: 7, frame: takeFrame() })
    expect(answers).toMatchObject([{ type: 'still', id: 7, reading: { text } }])
  })
})
