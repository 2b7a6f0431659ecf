import { FileButton } from '../../../../ui/forms/file-button.tsx'
import { tRegistration } from '../../../texts/registration-texts.ts'

type PictureSourcesProps = {
  /** There is a picture already. */
  isAgain: boolean
  /** Which of the phone's cameras is likely to be wanted. */
  facing: 'user' | 'environment'
  onFile: (file: Blob) => void
  onLive: () => void
}

/** Named types make iOS hand over a JPEG of its HEIC photographs. */
const PHOTOGRAPHS = 'image/jpeg,image/png,image/webp'

/**
 * Phones' own camera apps focus and expose best; where there is none (no touch screen), the camera in the
 * page.
 */
function hasCameraApp(): boolean {
  return navigator.maxTouchPoints > 0
}

/** Ways to a picture: the phone's camera app, the camera in the page, a file. */
export function PictureSources({ isAgain, facing, onFile, onLive }: PictureSourcesProps) {
  const hasApp = hasCameraApp()
  const look = isAgain ? 'plain wide' : 'primary'
  const take = tRegistration(isAgain ? 'picture.takeAgain' : 'picture.take')
  return (
    <div class="stack">
      {hasApp ? (
        <FileButton text={take} look={look} accept={PHOTOGRAPHS} camera={facing} onFile={onFile} />
      ) : (
        <button type="button" class={look} onClick={onLive}>
          {take}
        </button>
      )}
      <FileButton
        text={tRegistration('picture.choose')}
        look="plain wide"
        accept={PHOTOGRAPHS}
        onFile={onFile}
      />
      {hasApp && (
        <button type="button" class="link" onClick={onLive}>
          {tRegistration('picture.takeHere')}
        </button>
      )}
    </div>
  )
}
