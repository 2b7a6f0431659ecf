import { type LumaFrame, lumaFromRgba, type Point, type Region } from '../decode/frame.ts'

/** A picture out of a playing video, which may be a part of it or smaller. */
export type GrabbedFrame = {
  readonly frame: LumaFrame
  /** The viewfinder, in pixels of the frame. */
  readonly viewfinder: Region
  /** Where a point of the frame lies in the video. */
  readonly toVideo: (point: Point) => Point
}

/** Takes single frames out of a playing video; undefined while there is no picture. */
export type FrameGrabber = (video: HTMLVideoElement, viewfinder: Region) => Promise<GrabbedFrame | undefined>

/** Planar formats whose first plane is the luminance, one byte a pixel. */
const PLANAR_FORMATS: ReadonlySet<string> = new Set(['I420', 'I420A', 'I422', 'I444', 'NV12'])
/** Side of the viewfinder as drawn on a canvas: converting more would hold up the page on cheap phones. */
const LARGEST_DRAWN = 560

/**
 * Takes frames the cheapest way the browser has. `VideoFrame.copyTo` hands over the camera's own luminance plane; drawing on a
 * canvas and converting takes several times as long (docs/camera.md). So where it is missing, or the frame is in another
 * format, only the viewfinder is drawn, and smaller.
 */
export function createFrameGrabber(): FrameGrabber {
  let canCopyPlanes = typeof VideoFrame === 'function'
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false })
  return async (video, viewfinder) => {
    if (video.videoWidth === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return undefined
    if (canCopyPlanes) {
      const frame = await copyLuma(video).catch(() => undefined)
      if (frame) return { frame, viewfinder, toVideo: (point) => point }
      canCopyPlanes = false // GPU-only or RGB frames: they will not change on this device
    }
    return context ? renderViewfinder(context, video, viewfinder) : undefined
  }
}

/** The first plane of the current frame; undefined where the frame is not planar or is stored turned. */
async function copyLuma(video: HTMLVideoElement): Promise<LumaFrame | undefined> {
  const picture = new VideoFrame(video)
  try {
    const { format, displayWidth, visibleRect } = picture
    const { videoWidth: width, videoHeight: height } = video
    const isUpright = visibleRect?.width === width && displayWidth === width
    if (format === null || !PLANAR_FORMATS.has(format) || !isUpright) return undefined
    const bytes = new Uint8Array(picture.allocationSize())
    const [plane] = await picture.copyTo(bytes)
    return plane && { luma: packRows(bytes, plane, width, height), width, height }
  } finally {
    picture.close()
  }
}

function packRows(bytes: Uint8Array, { offset, stride }: PlaneLayout, width: number, height: number) {
  if (stride === width) return bytes.subarray(offset, offset + width * height)
  const luma = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const start = offset + y * stride
    luma.set(bytes.subarray(start, start + width), y * width)
  }
  return luma
}

function renderViewfinder(
  context: CanvasRenderingContext2D,
  video: HTMLVideoElement,
  { left, top, width, height }: Region,
): GrabbedFrame {
  const scale = Math.min(1, LARGEST_DRAWN / width)
  const drawn = { width: Math.round(width * scale), height: Math.round(height * scale) }
  if (context.canvas.width !== drawn.width || context.canvas.height !== drawn.height) {
    Object.assign(context.canvas, drawn)
  }
  context.drawImage(video, left, top, width, height, 0, 0, drawn.width, drawn.height)
  const pixels = context.getImageData(0, 0, drawn.width, drawn.height).data
  return {
    frame: lumaFromRgba(pixels, drawn.width, drawn.height),
    viewfinder: { left: 0, top: 0, ...drawn },
    toVideo: ({ x, y }) => ({ x: left + x / scale, y: top + y / scale }),
  }
}
