import type { OtherReading } from '../../../core/qr/qr-reading.ts'
import type { CameraRefusal } from '../../../scanner/camera/open-stream.ts'
import { tScan } from '../../texts/scan-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'

/**
 * A code that is no card: what it is, in words, and what to look for instead. Nothing of its content is
 * shown.
 */
export function ScanAnswer({ reading, onAgain }: { reading: OtherReading; onAgain: () => void }) {
  return (
    <section class="answer" role="status">
      <h2>{tScan(`answer.${reading.kind}`)}</h2>
      <p>{tScan(`answer.${reading.kind}Help`)}</p>
      {reading.warnings.map(({ code }) => (
        <p key={code} class="mark">
          {tUi(`note.${code}`)}
        </p>
      ))}
      <button type="button" class="primary" onClick={onAgain}>
        {tScan('scan.again')}
      </button>
    </section>
  )
}

export type PictureFailure = 'noCode' | 'notPicture' | 'tooLarge'

/** A picture without a code in it, a file that is no picture, or one that the device cannot unfold. */
export function PictureAnswer({ kind, onAgain }: { kind: PictureFailure; onAgain: () => void }) {
  return (
    <section class="answer" role="alert">
      <h2>{tScan(`scan.${kind}`)}</h2>
      <p>{tScan(`scan.${kind}Help`)}</p>
      <button type="button" class="primary" onClick={onAgain}>
        {tUi('scan.retry')}
      </button>
    </section>
  )
}

/** Refusals after which trying again can help. */
const mendable: readonly CameraRefusal[] = ['refused', 'in_use', 'no_camera']

/** Why there is no camera, and what to do about it; the other ways stand below. */
export function RefusalAnswer({ refusal, onRetry }: { refusal: CameraRefusal; onRetry: () => void }) {
  return (
    <section class="answer" role="alert">
      <h2>{tScan(`refusal.${refusal}`)}</h2>
      <p>{tScan(`refusal.${refusal}Help`)}</p>
      {mendable.includes(refusal) && (
        <button type="button" class="plain" onClick={onRetry}>
          {tUi('scan.retry')}
        </button>
      )}
      <p>{tScan('refusal.stillPossible')}</p>
    </section>
  )
}
