import type { Point, Region } from '../decode/frame.ts'

export type Size = { readonly width: number; readonly height: number }

/** The viewfinder's side as a share of the shorter side of the picture as shown; the stylesheet draws the same. */
const VIEWFINDER_SHARE = 0.8

/** How a picture lies in a box that it covers (`object-fit: cover`): shown = picture * scale + offset. */
function coverBox(picture: Size, box: Size) {
  const scale = Math.max(box.width / picture.width, box.height / picture.height)
  return {
    scale,
    left: (box.width - picture.width * scale) / 2,
    top: (box.height - picture.height * scale) / 2,
  }
}

/** The square of the picture that lies under the viewfinder, with some margin, in pixels of the picture. */
export function findViewfinder(picture: Size, box: Size): Region {
  const { scale } = coverBox(picture, box)
  const side = Math.min(
    picture.width,
    picture.height,
    Math.round((Math.min(box.width, box.height) * VIEWFINDER_SHARE * 1.15) / scale),
  )
  // even numbers: chroma planes are half as fine, and copies of such frames must begin on whole samples
  const even = (value: number) => Math.max(0, Math.floor(value / 2) * 2)
  return {
    left: even((picture.width - side) / 2),
    top: even((picture.height - side) / 2),
    width: even(side),
    height: even(side),
  }
}

/** Where a point of the picture stands in the box. */
export function placeInBox(point: Point, picture: Size, box: Size): Point {
  const { scale, left, top } = coverBox(picture, box)
  return { x: point.x * scale + left, y: point.y * scale + top }
}

/** Where a point of the box lies in the picture, as shares (0 to 1) of its width and height. */
export function shareOfPicture(point: Point, picture: Size, box: Size): Point {
  const { scale, left, top } = coverBox(picture, box)
  const clamp = (value: number) => Math.max(0, Math.min(1, value))
  return {
    x: clamp((point.x - left) / scale / picture.width),
    y: clamp((point.y - top) / scale / picture.height),
  }
}
