import { createFrameServer } from '../../scanner/camera/serve-frames.ts'
import { createDeskGrammar } from './desk-grammar.ts'

/**
 * The desk's scanner off the page; this folder is typed for pages, where `postMessage` needs a target origin.
 */
const answer: (message: unknown) => void = globalThis.postMessage
const serve = createFrameServer(createDeskGrammar, (message) => answer(message))

addEventListener('message', (event) => void serve(event.data))
