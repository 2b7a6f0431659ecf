import type { Accept } from '../decode/frame.ts'
import type { FrameReader } from './frame-reader.ts'

/**
 * Reads frames on the page itself, for browsers without workers: slower, and the page waits meanwhile, so a pause is left
 * after every frame. The pipelines are loaded with the first one.
 */
export function createPageReader(createGrammar: () => Accept): FrameReader {
  const loading = Promise.all([import('../decode/live-pipeline.ts'), import('../decode/still-pipeline.ts')])
  const startLive = async () => {
    const [{ createLivePipeline }] = await loading
    return createLivePipeline(createGrammar(), undefined)
  }
  let live: ReturnType<typeof startLive> | undefined
  return {
    async push(frame, viewfinder) {
      live ??= startLive()
      const answer = (await live).push(frame, viewfinder)
      await new Promise((resolve) => setTimeout(resolve, 100))
      return answer
    },
    async readStill(frame) {
      const [, { readStill }] = await loading
      return readStill(frame, createGrammar(), undefined)
    },
    reset: () => {
      live = undefined
    },
    close: () => {},
  }
}
