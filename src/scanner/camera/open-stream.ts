/**
 * Why there is no picture from a camera. Each has its own screen, because each has another remedy.
 * - `refused`: the person or the device's settings do not allow it
 * - `no_camera`: there is none
 * - `in_use`: another program holds it, or the system cannot start it
 * - `insecure`: the page did not come over HTTPS, so browsers offer no camera at all
 * - `unsupported`: this browser has no camera access (old in-app browsers)
 */
export type CameraRefusal = 'refused' | 'no_camera' | 'in_use' | 'insecure' | 'unsupported'

/** What a camera needs of the browser; the tests have their own. */
export type CameraPlatform = {
  readonly isSecure: boolean
  readonly mediaDevices: Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'> | undefined
}

/** `environment` looks away from the person, `user` at them. */
export type CameraFacing = 'environment' | 'user'

export type StreamOpening =
  | { readonly ok: true; readonly stream: MediaStream }
  | { readonly ok: false; readonly refusal: CameraRefusal }

/**
 * Opens the lens with this device id, or the camera that faces this way. Always `ideal`, never `exact`: an exact wish that the device cannot
 * fulfil is an error, an ideal one a compromise. Where the system cannot start the camera at full size, smaller sizes are tried.
 */
export async function openStream(
  platform: CameraPlatform,
  lens: string | undefined,
  facing: CameraFacing = 'environment',
): Promise<StreamOpening> {
  if (!platform.isSecure) return { ok: false, refusal: 'insecure' }
  const { mediaDevices } = platform
  if (mediaDevices?.getUserMedia === undefined) return { ok: false, refusal: 'unsupported' }
  let refusal: CameraRefusal = 'in_use'
  for (const video of videoWishes(lens, facing)) {
    try {
      return { ok: true, stream: await mediaDevices.getUserMedia({ video, audio: false }) }
    } catch (error) {
      const before = refusal
      refusal = refusalOf(error)
      if (refusal === 'no_camera' && before !== 'no_camera') await pause(WAKING_TIME)
      else if (refusal !== 'in_use') break
    }
  }
  return { ok: false, refusal }
}

/** A camera service that is only waking up lists no camera for a moment, so it is asked once more, after milliseconds. */
const WAKING_TIME = 400

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** A code of 10 mm needs about 1,000 pixels across the picture; sizes are ordered by what reads best. */
function videoWishes(lens: string | undefined, facing: CameraFacing): (MediaTrackConstraints | true)[] {
  const which: MediaTrackConstraints =
    lens === undefined ? { facingMode: { ideal: facing } } : { deviceId: { ideal: lens } }
  const size = (width: number, height: number) => ({
    ...which,
    width: { ideal: width },
    height: { ideal: height },
    frameRate: { ideal: 30 },
  })
  return [size(1920, 1080), size(1280, 720), which, true]
}

function refusalOf(error: unknown): CameraRefusal {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'SecurityError':
      return 'refused'
    case 'NotFoundError':
    case 'DevicesNotFoundError':
      return 'no_camera'
    case 'TypeError':
      return 'unsupported'
    default:
      return 'in_use' // NotReadableError, AbortError, OverconstrainedError: a smaller wish may do
  }
}

/** Ends every track, so that the camera's light goes out. */
export function releaseStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
