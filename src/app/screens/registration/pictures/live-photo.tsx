import { encodeJpeg } from '../../../pictures/encode-jpeg.ts'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { tUi } from '../../../texts/ui-texts.ts'
import { RefusalAnswer } from '../../scan/scan-answer.tsx'
import { useCamera } from '../../scan/use-camera.ts'

type LivePhotoProps = {
  facing: 'user' | 'environment'
  /** Of the frame in which the face or the document belongs, width by height. */
  aspect: number
  onPhoto: (photo: Blob) => void
  onClose: () => void
}

/** The camera in the page, with a frame for what is to be in the picture. */
export function LivePhoto({ facing, aspect, onPhoto, onClose }: LivePhotoProps) {
  const { video, state, switchLens, retry } = useCamera(true, facing)
  const camera = state.name === 'running' ? state.camera : undefined
  const take = () => {
    if (video.current?.videoWidth && camera) onPhoto(grabPhoto(video.current))
  }
  if (state.name === 'refused') {
    return (
      <>
        <RefusalAnswer refusal={state.refusal} onRetry={retry} />
        <button type="button" class="plain wide" onClick={onClose}>
          {tRegistration('picture.otherWay')}
        </button>
      </>
    )
  }
  return (
    <div class="stack">
      <div class={facing === 'user' ? 'live-photo mirrored' : 'live-photo'}>
        <video ref={video} autoplay muted playsInline tabIndex={-1} />
        <svg viewBox="0 0 100 100" preserveAspectRatio="xMidYMid meet" aria-hidden="true">
          <rect {...frameIn100(aspect)} rx="3" />
        </svg>
      </div>
      <p role="status" class="scan-hint">
        {camera ? tRegistration(aspect < 1 ? 'picture.aimFace' : 'picture.aimCard') : tUi('scan.opening')}
      </p>
      {camera && camera.lenses.length > 1 && (
        <label class="language">
          <span>{tUi('scan.lens')}</span>
          <select value={camera.lensId} onChange={(event) => switchLens(event.currentTarget.value)}>
            {camera.lenses.map(({ id, label }, at) => (
              <option key={id} value={id}>
                {label || tUi('scan.lensName', { number: at + 1 })}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="button" class="primary" aria-disabled={!camera} onClick={take}>
        {tRegistration('picture.shoot')}
      </button>
      <button type="button" class="plain wide" onClick={onClose}>
        {tUi('action.cancel')}
      </button>
    </div>
  )
}

/** A frame of this aspect in the middle of a square of 100. */
function frameIn100(aspect: number) {
  const [width, height] = aspect < 1 ? [84 * aspect, 84] : [84, 84 / aspect]
  return { x: (100 - width) / 2, y: (100 - height) / 2, width, height }
}

/** What the camera sees now, at its full size. */
function grabPhoto(video: HTMLVideoElement): Blob {
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d', { alpha: false })?.drawImage(video, 0, 0)
  return new Blob([encodeJpeg(canvas, 0.95)], { type: 'image/jpeg' })
}
