/**
 * What a picture may be when it arrives: bytes, and edges in pixels. It is kept as a JPEG of at most
 * `maxEdge`.
 */
export const pictureLimits = { bytes: 1_500_000, minEdge: 200, maxEdge: 2000, pixels: 16_000_000 } as const

/** What a picture may be made of; what it is, is read from its content. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
