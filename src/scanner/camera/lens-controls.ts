/** Image-capture settings that browsers have and TypeScript's DOM types do not (https://w3c.github.io/mediacapture-image/). */
type LensCapabilities = MediaTrackCapabilities & {
  readonly torch?: boolean
  readonly zoom?: { readonly min: number; readonly max: number; readonly step?: number }
  readonly focusMode?: readonly string[]
  readonly focusDistance?: { readonly min: number; readonly max: number }
  readonly pointsOfInterest?: unknown
}
type LensSettings = {
  torch?: boolean
  zoom?: number
  focusMode?: string
  pointsOfInterest?: readonly { readonly x: number; readonly y: number }[]
}

export type ZoomRange = { readonly min: number; readonly max: number; readonly step: number }

/** What the running lens can do; absent controls are not offered. */
export type LensControls = {
  readonly hasTorch: boolean
  readonly zoom: ZoomRange | undefined
  readonly canFocusAt: boolean
}

/** Lenses that cannot focus nearer than this many metres see a card only small: zoom then brings the code up. */
const NEAREST_USEFUL_FOCUS = 0.12

/** Reads what the track can do. Never throws: old Firefox has no `getCapabilities` at all. */
export function readLensControls(track: MediaStreamTrack): LensControls {
  const { torch, zoom, focusMode, pointsOfInterest } = capabilitiesOf(track)
  return {
    hasTorch: torch === true,
    zoom:
      zoom !== undefined && zoom.max > zoom.min
        ? { min: zoom.min, max: zoom.max, step: zoom.step || (zoom.max - zoom.min) / 20 }
        : undefined,
    canFocusAt: pointsOfInterest !== undefined && (focusMode?.includes('single-shot') ?? false),
  }
}

/**
 * Prepares a fresh track for small printed codes: continuous focus, and some zoom where the lens cannot focus near. iPhones
 * with several lenses pick one by `facingMode` that stays blurred below 20 cm (https://github.com/mebjas/html5-qrcode/issues/608;
 * `focusDistance` tells, https://github.com/WebKit/WebKit/pull/11293).
 *
 * @returns the zoom that is in force afterwards, 1 where there is none.
 */
export async function prepareLens(track: MediaStreamTrack): Promise<number> {
  const { focusMode, focusDistance, zoom } = capabilitiesOf(track)
  if (focusMode?.includes('continuous')) await applySetting(track, { focusMode: 'continuous' })
  const isFarSighted = (focusDistance?.min ?? 0) > NEAREST_USEFUL_FOCUS
  const wanted = zoom && isFarSighted ? Math.min(2, zoom.max) : undefined
  return wanted !== undefined && (await applySetting(track, { zoom: wanted })) ? wanted : (zoom?.min ?? 1)
}

/** Switches the light; false when the device did not do it (some phones list a torch that they refuse to light). */
export function setTorch(track: MediaStreamTrack, isOn: boolean): Promise<boolean> {
  return applySetting(track, { torch: isOn })
}

/** Sets the zoom within the lens's range; false when the device did not do it. */
export function setZoom(track: MediaStreamTrack, zoom: number): Promise<boolean> {
  return applySetting(track, { zoom })
}

/** Focuses once at a point of the picture (0 to 1 across and down), then leaves the lens in continuous focus again. */
export async function focusAt(track: MediaStreamTrack, x: number, y: number): Promise<boolean> {
  const isDone = await applySetting(track, { pointsOfInterest: [{ x, y }], focusMode: 'single-shot' })
  if (isDone) setTimeout(() => applySetting(track, { focusMode: 'continuous' }), 3000)
  return isDone
}

async function applySetting(track: MediaStreamTrack, setting: LensSettings): Promise<boolean> {
  if (track.readyState !== 'live') return false
  try {
    await track.applyConstraints({ advanced: [setting] } as MediaTrackConstraints)
    return true
  } catch {
    return false // the picture goes on without it
  }
}

function capabilitiesOf(track: MediaStreamTrack): LensCapabilities {
  return typeof track.getCapabilities === 'function' ? track.getCapabilities() : {}
}
