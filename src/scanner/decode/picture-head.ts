/**
 * What the first bytes of a picture file say. The size is that of the stored pixels, before any turn noted by
 * the camera.
 */
export type PictureHead = {
  readonly type: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif' | 'image/heic'
  readonly width: number
  readonly height: number
}

/** So many bytes from the beginning are looked at; cameras put previews and maps of depth before the size. */
export const HEAD_BYTES = 8_000_000

/**
 * Reads type and size without decoding, so that a small file which unfolds into gigabytes is found out before
 * a browser tries. JPEG (ITU T.81 B.2.2), PNG (IHDR), WebP (RFC 9649), GIF89a, HEIC (ISO/IEC 23008-12);
 * nothing of everything else.
 */
export function readPictureHead(bytes: Uint8Array): PictureHead | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD_BYTES))
  try {
    const head = readJpeg(view) ?? readPng(view) ?? readWebp(view) ?? readGif(view) ?? readHeic(view)
    return head && head.width > 0 && head.height > 0 ? head : undefined
  } catch {
    // it ends before its size
    return undefined
  }
}

function readJpeg(view: DataView): PictureHead | undefined {
  if (view.getUint16(0) !== 0xffd8) return undefined
  let at = 2
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at++ // fill byte
      continue
    }
    if (isFrameStart(marker)) {
      return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    }
    if (standsAlone(marker)) return undefined
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

/**
 * RST, SOI, EOI, TEM and a stuffed byte: nothing of a length follows, and decoders go on behind them where no
 * camera writes any, to another size than one that is found by what would be their length.
 */
function standsAlone(marker: number): boolean {
  return marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd9)
}

/** SOF0 to SOF15 without the tables among them (DHT, JPG, DAC). */
function isFrameStart(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

const PNG_SIGNATURE = 0x89504e47
const IHDR = 0x49484452

function readPng(view: DataView): PictureHead | undefined {
  if (view.getUint32(0) !== PNG_SIGNATURE || view.getUint32(12) !== IHDR) return undefined
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

const RIFF = 0x52494646
const WEBP = 0x57454250
const LOSSY = 0x56503820
const LOSSLESS = 0x5650384c
const EXTENDED = 0x56503858

function readWebp(view: DataView): PictureHead | undefined {
  if (view.getUint32(0) !== RIFF || view.getUint32(8) !== WEBP) return undefined
  const type = 'image/webp'
  switch (view.getUint32(12)) {
    case LOSSY:
      return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case LOSSLESS: {
      const bits = view.getUint32(21, true)
      return { type, width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
    }
    case EXTENDED:
      return { type, width: readUint24(view, 24) + 1, height: readUint24(view, 27) + 1 }
    default:
      return undefined
  }
}

function readUint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
}

const GIF = 0x47494638
const EXTENSION = 0x21
const IMAGE = 0x2c

/** Bytes of a table of colours, as the flags before it say. */
const sizeOfTable = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0)

/** The screen, or the first image, where that is larger: browsers unfold as much as either says. */
function readGif(view: DataView): PictureHead | undefined {
  if (view.getUint32(0) !== GIF) return undefined
  let at = 13 + sizeOfTable(view.getUint8(10))
  while (view.getUint8(at) === EXTENSION) {
    at += 2
    for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += 1 + length
    at++
  }
  if (view.getUint8(at) !== IMAGE) return undefined
  const reach = (screen: number, image: number) =>
    Math.max(view.getUint16(screen, true), view.getUint16(image, true) + view.getUint16(image + 4, true))
  return { type: 'image/gif', width: reach(6, at + 1), height: reach(8, at + 3) }
}

const FILE_TYPE = 0x66747970
const META = 0x6d657461
const EXTENTS = 0x69737065
/** Brands of AVIF: how much is unfolded stands in its frames, whatever `ispe` says. */
const AVIF = [0x61766966, 0x61766973]
const HEIC = [0x68656963, 0x68656978, 0x6d696631]

/** The largest extents (`ispe`) of what is in a HEIC, as iPhones make them. */
function readHeic(view: DataView): PictureHead | undefined {
  if (view.getUint32(4) !== FILE_TYPE || !HEIC.includes(view.getUint32(8))) return undefined
  let at = view.getUint32(0)
  for (let brand = 16; brand < at; brand += 4) if (AVIF.includes(view.getUint32(brand))) return undefined
  for (; view.getUint32(at + 4) !== META; at += view.getUint32(at))
    if (view.getUint32(at) < 8) return undefined
  const end = at + view.getUint32(at)
  let [width, height] = [0, 0]
  for (let place = at + 12; place + 16 <= end; place++) {
    if (view.getUint32(place) !== EXTENTS) continue
    width = Math.max(width, view.getUint32(place + 8))
    height = Math.max(height, view.getUint32(place + 12))
  }
  return { type: 'image/heic', width, height }
}
