import { type LumaFrame, lumaFromRgba, type Region } from '../decode/frame.ts'

/** Takes single frames out of a playing video; `region` in pixels of the video, or the whole of it. */
export type FrameGrabber = {
  /** Undefined while the video has no picture. */
  grab(video: HTMLVideoElement, region?: Region): Promise<LumaFrame | undefined>
}

/** Planar formats whose first plane is the luminance, one byte a pixel. */
const PLANAR_FORMATS: ReadonlySet<string> = new Set(['I420', 'I420A', 'I422', 'I444', 'NV12'])

/**
 * Takes frames the cheapest way the browser has. `VideoFrame.copyTo` hands over the camera's own luminance plane (900 x 900 pixels of
 * a 1080p camera: a seventh of the main thread's time of drawing on a canvas and converting, 4 against 29 ms on a busy machine);
 * where it is missing or the frame is in another format, a canvas that lives in main memory.
 */
export function createFrameGrabber(): FrameGrabber {
  let canPlanes = typeof VideoFrame === 'function'
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false })

  const drawFrame = (video: HTMLVideoElement, region: Region): LumaFrame | undefined => {
    const { left, top, width, height } = region
    if (!context) return undefined
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width
      canvas.height = height
    }
    context.drawImage(video, left, top, width, height, 0, 0, width, height)
    return lumaFromRgba(context.getImageData(0, 0, width, height).data, width, height)
  }

  return {
    async grab(video, wanted) {
      const { videoWidth: width, videoHeight: height } = video
      if (width === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return undefined
      const region = wanted ?? { left: 0, top: 0, width, height }
      if (canPlanes) {
        const frame = await copyLumaPlane(video, region).catch(() => undefined)
        if (frame) return frame
        canPlanes = false // GPU-only or RGB frames: they will not change on this device
      }
      return drawFrame(video, region)
    },
  }
}

/** The region of the first plane of the current frame; undefined where the frame is not planar or is stored turned. */
async function copyLumaPlane(video: HTMLVideoElement, region: Region): Promise<LumaFrame | undefined> {
  const frame = new VideoFrame(video)
  try {
    const isUpright = frame.visibleRect?.width === video.videoWidth && frame.displayWidth === video.videoWidth
    if (frame.format === null || !PLANAR_FORMATS.has(frame.format) || !isUpright) return undefined
    const { left, top, width, height } = region
    const rect = {
      x: (frame.visibleRect?.x ?? 0) + left,
      y: (frame.visibleRect?.y ?? 0) + top,
      width,
      height,
    }
    const bytes = new Uint8Array(frame.allocationSize({ rect }))
    const [plane] = await frame.copyTo(bytes, { rect })
    return plane && { luma: packRows(bytes, plane, width, height), width, height }
  } finally {
    frame.close()
  }
}

function packRows(bytes: Uint8Array, plane: PlaneLayout, width: number, height: number): Uint8Array {
  if (plane.stride === width) return bytes.subarray(plane.offset, plane.offset + width * height)
  const luma = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const start = plane.offset + y * plane.stride
    luma.set(bytes.subarray(start, start + width), y * width)
  }
  return luma
}
