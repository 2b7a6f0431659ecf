import { closeSync, openSync, writeSync } from 'node:fs'

/** One picture of a clip: 8-bit luminance, row by row. */
export type ClipFrame = { readonly luma: Uint8Array; readonly width: number; readonly height: number }

/**
 * Writes a clip for Chromium's fake camera (`--use-file-for-fake-video-capture`), which plays it over and over: YUV4MPEG2, 4:2:0,
 * grey. All frames have the size of the first one, with even sides. Below 10 frames a second the first picture comes late.
 */
export function writeCameraClip(path: string, frames: Iterable<ClipFrame>, framesPerSecond = 15): void {
  const file = openSync(path, 'w')
  try {
    let isOpen = false
    for (const { luma, width, height } of frames) {
      if (!isOpen) writeSync(file, `YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`)
      isOpen = true
      writeSync(file, 'FRAME\n')
      writeSync(file, luma)
      writeSync(file, new Uint8Array((width * height) / 2).fill(128))
    }
  } finally {
    closeSync(file)
  }
}

/** Switches that make Chromium's camera play the clip, with the permission given. */
export function cameraSwitches(clip: string): string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${clip}`,
  ]
}
