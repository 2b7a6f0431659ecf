import { useEffect, useRef, useState } from 'preact/hooks'
import type { CameraState, RunningCamera } from '../../../scanner/camera/camera.ts'
import type { ScanHint } from '../../../scanner/camera/choose-hint.ts'
import type { FrameReader } from '../../../scanner/camera/frame-reader.ts'
import { focusAt, setTorch, setZoom } from '../../../scanner/camera/lens-controls.ts'
import { startLiveScan } from '../../../scanner/camera/live-scan.ts'
import type { NativeDetector } from '../../../scanner/camera/native-detector.ts'
import { placeInBox, shareOfPicture } from '../../../scanner/camera/viewfinder.ts'
import type { Accept, Point, Reading } from '../../../scanner/decode/frame.ts'
import { tScan } from '../../texts/scan-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'

type CameraViewProps = {
  video: { current: HTMLVideoElement | null }
  state: CameraState
  reader: FrameReader
  native: Promise<NativeDetector | undefined>
  accept: Accept
  onSwitch: (lensId: string) => void
  onRead: (reading: Reading) => void
}

/** How long the outline stays on a code that was read, in milliseconds: just so long that the eye gets it. */
const SHOW_FOUND = 350

/**
 * The camera's picture with the viewfinder, the outline on a code, what would help, and what the lens can do.
 */
export function CameraView({ video, state, reader, native, accept, onSwitch, onRead }: CameraViewProps) {
  const box = useRef<HTMLDivElement>(null)
  const outline = useRef<SVGPolygonElement>(null)
  const [hint, setHint] = useState<ScanHint>('aim')
  const [isFound, setFound] = useState(false)
  const camera = state.name === 'running' ? state.camera : undefined
  const boxSize = () => ({ width: box.current?.clientWidth ?? 0, height: box.current?.clientHeight ?? 0 })
  const videoSize = () => ({ width: video.current?.videoWidth ?? 0, height: video.current?.videoHeight ?? 0 })

  useEffect(() => {
    if (!camera || !video.current) return undefined
    const draw = (corners: readonly Point[] | undefined) =>
      outline.current?.setAttribute('points', outlinePoints(corners ?? [], videoSize(), boxSize()))
    const scan = startLiveScan({
      video: video.current,
      boxSize,
      reader,
      native,
      accept,
      onLook: ({ hint: next, corners }) => {
        setHint(next)
        draw(corners)
      },
      onRead: (reading) => {
        setFound(true)
        draw(reading.corners)
        video.current?.pause()
        // Before a first tap browsers refuse, and write an error into their log.
        if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(60)
        setTimeout(() => onRead(reading), SHOW_FOUND)
      },
    })
    return scan.stop
  }, [camera])

  const focus = (event: MouseEvent) => {
    if (!camera || !box.current) return
    const { left, top } = box.current.getBoundingClientRect()
    const { width, height } = boxSize()
    // a key press has no place: the middle then
    const place =
      event.detail === 0
        ? { x: width / 2, y: height / 2 }
        : { x: event.clientX - left, y: event.clientY - top }
    const { x, y } = shareOfPicture(place, videoSize(), { width, height })
    void focusAt(camera.track, x, y)
  }

  return (
    <>
      <div class={isFound ? 'finder found' : 'finder'} ref={box}>
        <video ref={video} autoplay muted playsInline tabIndex={-1} />
        <svg class="finder-outline" aria-hidden="true">
          <polygon ref={outline} points="" />
        </svg>
        <span class="finder-frame" aria-hidden="true" />
        {camera?.controls.canFocusAt && (
          <button type="button" class="finder-focus" aria-label={tScan('scan.focus')} onClick={focus} />
        )}
        {camera && <LensBar camera={camera} onSwitch={onSwitch} />}
      </div>
      <p class="scan-hint" role="status">
        {isFound ? tScan('scan.found') : describeState(state, hint)}
      </p>
    </>
  )
}

function describeState(state: CameraState, hint: ScanHint): string {
  if (state.name === 'running') return tScan(`scan.hint.${hint}`)
  return state.name === 'paused' ? tScan('scan.paused') : tUi('scan.opening')
}

function outlinePoints(
  corners: readonly Point[],
  picture: { width: number; height: number },
  box: { width: number; height: number },
): string {
  if (picture.width === 0) return ''
  return corners
    .map((corner) => placeInBox(corner, picture, box))
    .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
    .join(' ')
}

/** Light, zoom and choice of lens, as far as the running lens has them. */
function LensBar({ camera, onSwitch }: { camera: RunningCamera; onSwitch: (lensId: string) => void }) {
  const { track, controls, lenses, lensId } = camera
  const [isLit, setLit] = useState(false)
  const [zoom, setShownZoom] = useState(camera.zoom)
  const light = async () => {
    if (await setTorch(track, !isLit)) setLit(!isLit)
  }
  const magnify = (value: number) => {
    setShownZoom(value)
    void setZoom(track, value)
  }
  if (!controls.hasTorch && !controls.zoom && lenses.length < 2) return null
  return (
    <div class="lens-bar">
      {controls.hasTorch && (
        <button type="button" aria-pressed={isLit} onClick={() => void light()}>
          {tScan(isLit ? 'scan.torchOff' : 'scan.torchOn')}
        </button>
      )}
      {controls.zoom && (
        <label>
          <span>{tScan('scan.zoom')}</span>
          <input
            type="range"
            min={controls.zoom.min}
            max={Math.min(controls.zoom.max, 5)}
            step={controls.zoom.step}
            value={zoom}
            onInput={(event) => magnify(event.currentTarget.valueAsNumber)}
          />
        </label>
      )}
      {lenses.length > 1 && (
        <label>
          <span>{tUi('scan.lens')}</span>
          <select value={lensId} onChange={(event) => onSwitch(event.currentTarget.value)}>
            {lenses.map(({ id, label }, at) => (
              <option key={id} value={id}>
                {label || tUi('scan.lensName', { number: at + 1 })}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  )
}
