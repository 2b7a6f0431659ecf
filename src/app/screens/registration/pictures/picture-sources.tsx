import { tRegistration } from '../../../texts/registration-texts.ts'

type PictureSourcesProps = {
  /** There is a picture already. */
  isAgain: boolean
  /** Which of the phone's cameras is likely to be wanted. */
  facing: 'user' | 'environment'
  onFile: (file: Blob) => void
  onLive: () => void
}

/** Phones' own camera apps focus and expose best; where there is none (no touch screen), the camera in the page. */
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
        <FileButton text={take} look={look} facing={facing} onFile={onFile} />
      ) : (
        <button type="button" class={look} onClick={onLive}>
          {take}
        </button>
      )}
      <FileButton text={tRegistration('picture.choose')} look="plain wide" onFile={onFile} />
      {hasApp && (
        <button type="button" class="link" onClick={onLive}>
          {tRegistration('picture.takeHere')}
        </button>
      )}
    </div>
  )
}

type FileButtonProps = {
  text: string
  look: string
  /** Opens the camera app. */
  facing?: 'user' | 'environment'
  onFile: (file: Blob) => void
}

/** A file chooser that looks and works like a button. Named types make iOS hand over a JPEG of its HEIC photographs. */
function FileButton({ text, look, facing, onFile }: FileButtonProps) {
  const hand = (input: HTMLInputElement) => {
    const file = input.files?.[0]
    if (file) onFile(file)
    input.value = '' // the same picture may be chosen again
  }
  return (
    <label class={`${look} file`}>
      {text}
      <input
        type="file"
        accept="image/jpeg,image/png,image/webp"
        {...(facing && { capture: facing })}
        onChange={(event) => hand(event.currentTarget)}
      />
    </label>
  )
}
