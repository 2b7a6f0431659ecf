/** Sizes in pixels. */
export type PictureSize = { readonly width: number; readonly height: number }

/**
 * Which part of a picture is in the frame: the picture is turned by quarters and a fine angle about the point
 * that lies in the middle of the frame. `x` and `y` are that point in shares of the picture, 0 to 1.
 */
export type Crop = {
  /** Quarter turns clockwise, 0 to 3. */
  readonly turns: number
  /** Degrees clockwise besides, at most `MOST_ANGLE` either way. */
  readonly angle: number
  /** 1 shows the whole picture in the frame. */
  readonly zoom: number
  readonly x: number
  readonly y: number
}

export const MOST_ANGLE = 15
/** The longer edge of what is sent, in pixels. */
export const LONGEST_EDGE = 1600
/**
 * The shorter edge of what is in the frame is never less, in pixels of the picture, so that it stays
 * readable.
 */
export const SHORTEST_EDGE = 320

/** A size of this aspect (width by height) whose longer edge is given. */
export function sizeOf(aspect: number, longest: number): PictureSize {
  return aspect >= 1
    ? { width: longest, height: longest / aspect }
    : { width: longest * aspect, height: longest }
}

/** Pixels of the frame for one of the picture. */
export function scaleOf(crop: Crop, picture: PictureSize, frame: PictureSize): number {
  const isAcross = crop.turns % 2 === 1
  const [width, height] = isAcross ? [picture.height, picture.width] : [picture.width, picture.height]
  return Math.min(frame.width / width, frame.height / height) * crop.zoom
}

/** The crop to begin with: upright, the frame full, the middle of the picture in its middle. */
export function startCrop(picture: PictureSize, aspect: number): Crop {
  return keepInside({ turns: 0, angle: 0, zoom: fillZoom(picture, aspect), x: 0.5, y: 0.5 }, picture, aspect)
}

/** The least zoom at which an upright picture leaves nothing of the frame empty. */
function fillZoom(picture: PictureSize, aspect: number): number {
  const ratio = picture.width / picture.height / aspect
  return Math.max(ratio, 1 / ratio)
}

/**
 * A crop with every part within its bounds: the frame's middle on the picture, no more zoom than leaves
 * enough pixels.
 */
export function keepInside(crop: Crop, picture: PictureSize, aspect: number): Crop {
  const frame = sizeOf(aspect, 1)
  const turns = ((crop.turns % 4) + 4) % 4
  const perZoom = scaleOf({ ...crop, turns, zoom: 1 }, picture, frame)
  const mostZoom = Math.max(1, Math.min(frame.width, frame.height) / perZoom / SHORTEST_EDGE)
  return {
    turns,
    angle: clamp(crop.angle, -MOST_ANGLE, MOST_ANGLE),
    zoom: clamp(crop.zoom, 1, mostZoom),
    x: clamp(crop.x, 0, 1),
    y: clamp(crop.y, 0, 1),
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}

/** The turn in radians, clockwise. */
export function turnOf({ turns, angle }: Crop): number {
  return ((turns * 90 + angle) * Math.PI) / 180
}

/** Moves the picture under the frame by so many pixels of the frame. */
export function moveCrop(
  crop: Crop,
  by: { x: number; y: number },
  picture: PictureSize,
  frame: PictureSize,
): Crop {
  const scale = scaleOf(crop, picture, frame)
  const [cos, sin] = [Math.cos(turnOf(crop)), Math.sin(turnOf(crop))]
  const across = (by.x * cos + by.y * sin) / scale
  const down = (by.y * cos - by.x * sin) / scale
  const moved = { ...crop, x: crop.x - across / picture.width, y: crop.y - down / picture.height }
  return keepInside(moved, picture, frame.width / frame.height)
}

/**
 * What is to be sent: the frame at the resolution of the picture, as far as `LONGEST_EDGE` allows; whole
 * pixels.
 */
export function planOutput(crop: Crop, picture: PictureSize, aspect: number): PictureSize {
  const frame = sizeOf(aspect, 1)
  const longest = Math.min(LONGEST_EDGE, 1 / scaleOf(crop, picture, frame))
  const { width, height } = sizeOf(aspect, longest)
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) }
}

/**
 * The size of a picture made so much smaller that its longer edge is at most `longest`; never larger. Whole
 * pixels.
 */
export function shrinkTo(longest: number, { width, height }: PictureSize): PictureSize {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
