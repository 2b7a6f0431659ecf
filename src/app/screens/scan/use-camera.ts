import { useEffect, useRef, useState } from 'preact/hooks'
import {
  browserPlatform,
  type Camera,
  type CameraState,
  createCamera,
} from '../../../scanner/camera/camera.ts'
import type { CameraFacing } from '../../../scanner/camera/open-stream.ts'

/** A camera on the video element of the component; closed with it. `wanted` opens it at once; `facing` as `CameraHost`. */
export function useCamera(wanted: boolean, facing?: CameraFacing) {
  const video = useRef<HTMLVideoElement>(null)
  const camera = useRef<Camera | null>(null)
  const [state, setState] = useState<CameraState>({ name: 'closed' })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (!wanted || !video.current) return undefined
    const mine = createCamera({
      video: video.current,
      platform: browserPlatform(),
      page: document,
      onState: setState,
      ...(facing && { facing }),
    })
    camera.current = mine
    void mine.open()
    return () => mine.close()
  }, [wanted, attempt])
  return {
    video,
    state,
    switchLens: (lens: string) => void camera.current?.open(lens),
    /** After a refusal: begins anew, also with a new video element. */
    retry: () => {
      setState({ name: 'closed' })
      setAttempt(attempt + 1)
    },
  }
}

/**
 * Whether the camera may be opened without a word before: the person has allowed it already. Browsers that do not tell
 * (Firefox, older Safari) are treated as if it was to be asked.
 */
export async function isCameraGranted(): Promise<boolean> {
  try {
    // 'camera' is a permission name of the Media Capture specification that TypeScript's DOM types leave out
    const { state } = await navigator.permissions.query({ name: 'camera' as PermissionName })
    return state === 'granted'
  } catch {
    return false
  }
}
