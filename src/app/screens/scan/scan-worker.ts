import { createFrameServer } from '../../../scanner/camera/serve-frames.ts'
import { createGrammar } from './scan-grammar.ts'

/**
 * The scanner's worker: pipelines of the scanner, grammar of the app. This folder is typed for pages, where `postMessage` needs
 * a target origin; a worker's takes the message alone.
 */
const answer: (message: unknown) => void = globalThis.postMessage
const serve = createFrameServer(createGrammar, (message) => answer(message))

addEventListener('message', (event) => void serve(event.data))
