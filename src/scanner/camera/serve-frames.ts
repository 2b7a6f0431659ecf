import type { Accept } from '../decode/frame.ts'
import { createLivePipeline, type LivePipeline } from '../decode/live-pipeline.ts'
import { readStill } from '../decode/still-pipeline.ts'
import { startWasmEngine, type WasmEngine } from '../decode/wasm-engine.ts'
import type { ReaderAnswer, ReaderRequest } from './reader-messages.ts'

/**
 * The worker's side of reading: answers requests with the pipelines, in the order in which they come. `createGrammar` makes the
 * grammar of one scan. Where the engine cannot be compiled (iOS Lockdown Mode), the pipelines go on without it.
 */
export function createFrameServer(
  createGrammar: () => Accept,
  answer: (message: ReaderAnswer) => void,
): (request: ReaderRequest) => Promise<void> {
  let engine: Promise<WasmEngine | undefined> = Promise.resolve(undefined)
  let live: LivePipeline | undefined
  return async (request) => {
    switch (request.type) {
      case 'start':
        engine = startEngine(request.wasm)
        return
      case 'reset':
        live = undefined
        return
      case 'frame': {
        const wasm = await engine
        live ??= createLivePipeline(createGrammar(), wasm)
        return answer({ type: 'frame', id: request.id, answer: live.push(request.frame, request.viewfinder) })
      }
      case 'still': {
        const reading = readStill(request.frame, createGrammar(), await engine)
        return answer({ type: 'still', id: request.id, reading })
      }
    }
  }
}

async function startEngine(wasm: ArrayBuffer | undefined): Promise<WasmEngine | undefined> {
  try {
    return wasm && (await startWasmEngine(wasm))
  } catch {
    return undefined
  }
}
