import { type MessagePort, parentPort } from 'node:worker_threads'
import { type FrameJob, loadRenderer } from './scan-frames.ts'

// A thread of the scanner's benchmark: renders one frame for each message, answers on the port that came with
// it.
const renderer = await loadRenderer()
parentPort?.on('message', ({ job, port }: { job: FrameJob; port: MessagePort }) => {
  try {
    const frame = renderer.render(job)
    port.postMessage(frame)
  } catch {
    port.postMessage(undefined)
  }
})
