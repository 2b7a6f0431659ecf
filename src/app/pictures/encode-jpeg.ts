import type { Bytes } from '../../core/bytes.ts'

const PREFIX = 'data:image/jpeg;base64,'

/**
 * What is on a canvas as a JPEG, at once. `toBlob` may take its time: Chromium encodes in idle moments of the
 * page only, and waits for them for seconds while a person waits for the picture.
 * @param quality from 0 to 1
 * @throws TypeError where the browser makes none, as of a canvas that is too large for it
 */
export function encodeJpeg(canvas: Pick<HTMLCanvasElement, 'toDataURL'>, quality: number): Bytes {
  const url = canvas.toDataURL('image/jpeg', quality)
  if (!url.startsWith(PREFIX)) throw new TypeError('no JPEG')
  return Uint8Array.from(atob(url.slice(PREFIX.length)), (character) => character.charCodeAt(0))
}
