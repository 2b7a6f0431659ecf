import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import type { BhytReading } from '../../../core/qr/bhyt-reading.ts'
import type { IdentityReading } from '../../../core/qr/identity-card.ts'
import type { OtherReading } from '../../../core/qr/qr-reading.ts'
import { startNativeDetector } from '../../../scanner/camera/native-detector.ts'
import type { Reading } from '../../../scanner/decode/frame.ts'
import { today } from '../../../ui/browser/today.ts'
import { CameraView } from './camera-view.tsx'
import { openWalletReader } from './open-reader.ts'
import { OtherWays, useHandedIn } from './other-ways.tsx'
import { type Handed, readPicture } from './picture-source.ts'
import './scan.css'
import { useFocusOnStage } from '../../browser/use-focus-on-stage.ts'
import { tScan } from '../../texts/scan-texts.ts'
import { PictureAnswer, type PictureFailure, RefusalAnswer, ScanAnswer } from './scan-answer.tsx'
import { createGrammar, readHandedText, readScanned, type Scanned } from './scan-grammar.ts'
import { isCameraGranted, useCamera } from './use-camera.ts'

/** A card that was read, with the text of its code. */
export type ScannedCode =
  | { readonly kind: 'identity'; readonly reading: IdentityReading }
  | { readonly kind: 'bhyt'; readonly reading: BhytReading; readonly text: string }

type Stage =
  | { name: 'camera' }
  | { name: 'reading' }
  | { name: PictureFailure }
  | { name: 'other'; reading: OtherReading }

type ScannerProps = {
  onCode: (code: ScannedCode) => void
  /** A desk's code was read, which waits for an answer; without it the person is told what it is. */
  onDesk?: (text: string) => void
  /** Where the person goes who would rather type. */
  byHand: ComponentChildren
}

/**
 * After so many milliseconds without a reading a photograph is suggested: phones' own camera apps focus
 * better.
 */
const SUGGEST_PHOTO_AFTER = 8000

/** The live camera and the other ways to a code, until a card was read; what is no card is answered here. */
export function Scanner({ onCode, onDesk, byHand }: ScannerProps) {
  const [stage, setStage] = useState<Stage>({ name: 'camera' })
  const reader = useMemo(() => openWalletReader(), [])
  useEffect(() => () => reader.close(), [reader])
  useFocusOnStage(stage.name)

  const show = ({ text, reading }: Scanned) => {
    switch (reading.kind) {
      case 'cccd':
      case 'can-cuoc':
        return onCode({ kind: 'identity', reading })
      case 'bhyt':
        return onCode({ kind: 'bhyt', reading, text })
      case 'desk':
        if (onDesk) return onDesk(text)
        return setStage({ name: 'other', reading: { ...reading, kind: 'wallet', fields: {} } })
      default:
        return setStage({ name: 'other', reading })
    }
  }
  const read = ({ text, bytes }: Reading) => show(readScanned(text, bytes, today()))
  const hand = useCallback(async (handed: Handed) => {
    if ('text' in handed) return show(readHandedText(handed, today()))
    setStage({ name: 'reading' })
    const picture = await readPicture(handed.picture)
    if (!picture.ok) return setStage({ name: picture.error })
    for (const frame of picture.value) {
      const reading = await reader.readStill(frame)
      if (reading) return read(reading)
    }
    setStage({ name: 'noCode' })
  }, [])
  const isDragged = useHandedIn(hand)
  const again = () => setStage({ name: 'camera' })

  return (
    <div class={isDragged ? 'scan dragged' : 'scan'}>
      {isDragged && <p class="drop-here">{tScan('scan.dropHere')}</p>}
      {stage.name === 'camera' && (
        <CameraStage reader={reader} onRead={read} onHanded={hand} byHand={byHand} />
      )}
      {stage.name === 'reading' && (
        <p class="answer" role="status">
          {tScan('scan.reading')}
        </p>
      )}
      {stage.name === 'other' && <ScanAnswer reading={stage.reading} onAgain={again} />}
      {(stage.name === 'noCode' || stage.name === 'notPicture' || stage.name === 'tooLarge') && (
        <PictureAnswer kind={stage.name} onAgain={again} />
      )}
    </div>
  )
}

type CameraStageProps = {
  reader: ReturnType<typeof openWalletReader>
  onRead: (reading: Reading) => void
  onHanded: (handed: Handed) => Promise<void>
  byHand: ComponentChildren
}

/** The live camera once it may be opened; before that a word about it; the other ways always. */
function CameraStage({ reader, onRead, onHanded, byHand }: CameraStageProps) {
  const [isWanted, setWanted] = useState(false)
  const [isSlow, setSlow] = useState(false)
  const native = useMemo(() => startNativeDetector(), [])
  const accept = useMemo(createGrammar, [])
  const { video, state, switchLens, retry } = useCamera(isWanted)
  const isRunning = state.name === 'running'
  useEffect(() => {
    void isCameraGranted().then((isGranted) => isGranted && setWanted(true))
  }, [])
  useEffect(() => {
    if (!isRunning) return undefined
    const timer = setTimeout(() => setSlow(true), SUGGEST_PHOTO_AFTER)
    return () => clearTimeout(timer)
  }, [isRunning])

  const hand = (handed: Handed) => void onHanded(handed)
  return (
    <>
      {state.name === 'refused' ? (
        <RefusalAnswer refusal={state.refusal} onRetry={retry} />
      ) : isWanted ? (
        <CameraView {...{ video, state, reader, native, accept, onRead }} onSwitch={switchLens} />
      ) : (
        <section class="answer">
          <p>{tScan('scan.lead')}</p>
          <p>{tScan('scan.askFirst')}</p>
          <p class="small">{tScan('scan.private')}</p>
          <button type="button" class="primary" onClick={() => setWanted(true)}>
            {tScan('scan.open')}
          </button>
        </section>
      )}
      <OtherWays
        isMain={isWanted && !isSlow}
        suggestPhoto={isSlow && isRunning}
        isOpen={state.name === 'refused'}
        byHand={byHand}
        onHanded={hand}
      />
    </>
  )
}
