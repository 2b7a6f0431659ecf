import type { Accept, Point, Reading } from '../decode/frame.ts'
import { createHintFilter, hintFor, type ScanHint } from './choose-hint.ts'
import type { FrameReader } from './frame-reader.ts'
import { createFrameGrabber } from './grab-luma.ts'
import type { NativeDetector } from './native-detector.ts'
import { findViewfinder, type Size } from './viewfinder.ts'
import { watchFrames } from './watch-frames.ts'

/** What is seen at the moment; `corners` of a code in pixels of the video, whether it could be read or not. */
export type ScanLook = { readonly hint: ScanHint; readonly corners: readonly Point[] | undefined }

export type LiveScanParts = {
  readonly video: HTMLVideoElement
  /** The size in which the video is shown, covered by it. */
  readonly boxSize: () => Size
  readonly reader: FrameReader
  /** Resolves to undefined where the phone has none that can be trusted. */
  readonly native: Promise<NativeDetector | undefined>
  /** The grammar: only a reading that it accepts ends the scan. */
  readonly accept: Accept
  readonly onLook: (look: ScanLook) => void
  /** Called once, with the first accepted reading of any engine; corners in pixels of the video. */
  readonly onRead: (reading: Reading) => void
}

/**
 * Reads a playing video until something is accepted or `stop` is called. The native detector and the reader work side by side,
 * each on the newest picture when it is done with the one before; a slow one never holds up the other or the page.
 */
export function startLiveScan(parts: LiveScanParts): { stop: () => void } {
  const { video, boxSize, reader, accept, onLook, onRead } = parts
  const grab = createFrameGrabber()
  const steadyHint = createHintFilter()
  let isOver = false
  let native: NativeDetector | undefined
  void parts.native.then((detector) => {
    native = detector
  })

  const conclude = (reading: Reading | undefined) => {
    if (isOver || !reading) return
    stop()
    onRead(reading)
  }

  const tryNative = onceAtATime(async () => {
    const readings = (await native?.detect(video)) ?? []
    conclude(readings.find(({ text, bytes }) => accept(text, bytes)))
  })

  const tryReader = onceAtATime(async () => {
    const size = { width: video.videoWidth, height: video.videoHeight }
    const grabbed = await grab(video, findViewfinder(size, boxSize()))
    if (!grabbed || isOver) return
    const { frame, viewfinder, toVideo } = grabbed
    const { reading, report } = await reader.push(frame, viewfinder)
    if (isOver) return
    if (reading) return conclude({ ...reading, corners: reading.corners.map(toVideo) })
    onLook({ hint: steadyHint(hintFor(report), performance.now()), corners: report.corners?.map(toVideo) })
  })

  const unwatch = watchFrames(video, () => {
    tryNative()
    tryReader()
  })
  const stop = () => {
    isOver = true
    unwatch()
  }
  reader.reset()
  return { stop }
}

/** Calls that come while the one before is still under way are left out; failures leave the next one its turn. */
function onceAtATime(work: () => Promise<void>): () => void {
  let isBusy = false
  return () => {
    if (isBusy) return
    isBusy = true
    work()
      .catch(() => {})
      .finally(() => {
        isBusy = false
      })
  }
}
