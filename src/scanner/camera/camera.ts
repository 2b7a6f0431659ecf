import { type LensControls, prepareLens, readLensControls } from './lens-controls.ts'
import {
  type CameraFacing,
  type CameraPlatform,
  type CameraRefusal,
  openStream,
  releaseStream,
} from './open-stream.ts'

/** A lens that can be switched to; `label` is the system's name, empty where the browser keeps it to itself. */
export type Lens = { readonly id: string; readonly label: string }

export type RunningCamera = {
  readonly track: MediaStreamTrack
  readonly controls: LensControls
  /** The zoom in force when the lens started. */
  readonly zoom: number
  readonly lenses: readonly Lens[]
  readonly lensId: string | undefined
}

export type CameraState =
  | { readonly name: 'closed' }
  | { readonly name: 'opening' }
  /** The page is hidden: the camera is released until it is seen again. */
  | { readonly name: 'paused' }
  | { readonly name: 'running'; readonly camera: RunningCamera }
  | { readonly name: 'refused'; readonly refusal: CameraRefusal }

export type Camera = {
  /** Opens the camera that faces as the host wishes, or the given lens; a running one is released first. */
  open(lensId?: string): Promise<void>
  /** Releases the camera for good, also one that is still being asked for. */
  close(): void
}

export type CameraHost = {
  readonly video: HTMLVideoElement
  readonly platform: CameraPlatform
  /** Where `visibilitychange` happens. */
  readonly page: Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>
  readonly onState: (state: CameraState) => void
  /** Which way the camera looks that opens first; away from the person without it. */
  readonly facing?: CameraFacing
}

/** A mute this long, in milliseconds, is not a hiccup: iOS mutes for good when another app or a call took the camera. */
const LONGEST_MUTE = 1500
/** Reopening by itself ends after so many times; opening it, or seeing the page again, begins the count anew. */
const MOST_REVIVALS = 3

/**
 * A camera on a video element. It releases every track whatever happens: `close` before the permission is given, a lens
 * switched while another is opening, a page put away. It comes back by itself when the page is seen again and when the
 * system took the track away, because iOS hands back a black picture after a resume
 * (https://github.com/zxing-js/library/issues/431, https://github.com/gruhn/vue-qrcode-reader/issues/298); home-screen apps on
 * iOS may then ask for the permission again (https://bugs.webkit.org/show_bug.cgi?id=215884).
 */
export function createCamera({ video, platform, page, onState, facing }: CameraHost): Camera {
  let attempt = 0
  let stream: MediaStream | undefined
  let lens: string | undefined
  let isWanted = false
  let revivals = 0
  let muteTimer: ReturnType<typeof setTimeout> | undefined

  const release = () => {
    attempt++ // whatever is still opening will find itself outdated
    clearTimeout(muteTimer)
    if (stream) releaseStream(stream)
    stream = undefined
    video.srcObject = null
  }

  const start = async () => {
    release()
    const mine = attempt
    onState({ name: 'opening' })
    const opening = await openStream(platform, lens, facing)
    if (mine !== attempt) {
      if (opening.ok) releaseStream(opening.stream)
      return
    }
    if (!opening.ok) return onState({ name: 'refused', refusal: opening.refusal })
    stream = opening.stream
    const track = stream.getVideoTracks()[0]
    if (track === undefined) {
      release()
      return onState({ name: 'refused', refusal: 'no_camera' })
    }
    watchTrack(track, mine)
    await showStream(video, stream)
    const zoom = await prepareLens(track)
    const lenses = await listLenses(platform)
    if (mine !== attempt) return
    const lensId = track.getSettings().deviceId
    onState({ name: 'running', camera: { track, controls: readLensControls(track), zoom, lenses, lensId } })
  }

  const revive = (mine: number) => {
    if (mine !== attempt || page.hidden) return
    if (++revivals <= MOST_REVIVALS) return void start()
    release()
    onState({ name: 'refused', refusal: 'in_use' })
  }

  const watchTrack = (track: MediaStreamTrack, mine: number) => {
    track.addEventListener('ended', () => revive(mine))
    track.addEventListener('mute', () => {
      clearTimeout(muteTimer)
      muteTimer = setTimeout(() => revive(mine), LONGEST_MUTE)
    })
    track.addEventListener('unmute', () => clearTimeout(muteTimer))
  }

  const followVisibility = () => {
    if (!isWanted) return
    if (page.hidden) {
      release()
      onState({ name: 'paused' })
    } else {
      revivals = 0
      void start()
    }
  }

  return {
    async open(lensId) {
      if (!isWanted) page.addEventListener('visibilitychange', followVisibility)
      isWanted = true
      lens = lensId ?? lens
      revivals = 0
      await start()
    },
    close() {
      page.removeEventListener('visibilitychange', followVisibility)
      isWanted = false
      release()
      onState({ name: 'closed' })
    },
  }
}

/** Safari plays a camera inline only when told so, and only muted (https://webkit.org/blog/6784/new-video-policies-for-ios/). */
async function showStream(video: HTMLVideoElement, stream: MediaStream): Promise<void> {
  video.muted = true
  video.playsInline = true
  video.srcObject = stream
  try {
    await video.play()
  } catch {
    // replaced by another stream meanwhile, or low-power mode: `autoplay` starts it with the next gesture
  }
}

async function listLenses(platform: CameraPlatform): Promise<Lens[]> {
  try {
    const devices = (await platform.mediaDevices?.enumerateDevices()) ?? []
    return devices
      .filter((device) => device.kind === 'videoinput' && device.deviceId !== '')
      .map((device) => ({ id: device.deviceId, label: device.label }))
  } catch {
    return []
  }
}

/** The browser's own camera platform. */
export function browserPlatform(): CameraPlatform {
  return {
    isSecure: window.isSecureContext,
    // missing in insecure pages and old in-app browsers, whatever the types say
    mediaDevices: navigator.mediaDevices as MediaDevices | undefined,
  }
}
