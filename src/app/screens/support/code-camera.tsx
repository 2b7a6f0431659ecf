import { useEffect, useMemo, useState } from 'preact/hooks'
import { startNativeDetector } from '../../../scanner/camera/native-detector.ts'
import { tScan } from '../../texts/scan-texts.ts'
import { tSupport } from '../../texts/support-texts.ts'
import { CameraView } from '../scan/camera-view.tsx'
import { openWalletReader } from '../scan/open-reader.ts'
import { RefusalAnswer } from '../scan/scan-answer.tsx'
import { createGrammar, readScanned } from '../scan/scan-grammar.ts'
import { useCamera } from '../scan/use-camera.ts'
import '../scan/scan.css'

type CodeCameraProps = {
  /** What the code says, to be looked at; nothing of it is opened. */
  onText: (text: string) => void
}

/** The live camera on a code, opened by a tap: its text goes where a message is pasted. */
export function CodeCamera({ onText }: CodeCameraProps) {
  const [isOpen, setOpen] = useState(false)
  if (!isOpen)
    return (
      <button type="button" class="plain" onClick={() => setOpen(true)}>
        {tSupport('check.camera')}
      </button>
    )
  const close = (text?: string) => {
    setOpen(false)
    if (text !== undefined) onText(text)
  }
  return <OpenCamera onClose={close} />
}

function OpenCamera({ onClose }: { onClose: (text?: string) => void }) {
  const reader = useMemo(() => openWalletReader(), [])
  const native = useMemo(() => startNativeDetector(), [])
  const accept = useMemo(createGrammar, [])
  const { video, state, switchLens, retry } = useCamera(true)
  useEffect(() => () => reader.close(), [reader])
  return (
    <div class="scan">
      {state.name === 'refused' ? (
        <RefusalAnswer refusal={state.refusal} onRetry={retry} />
      ) : (
        <CameraView
          {...{ video, state, reader, native, accept }}
          onSwitch={switchLens}
          onRead={({ text, bytes }) => onClose(readScanned(text, bytes).text)}
        />
      )}
      <p class="small">{tScan('scan.private')}</p>
      <button type="button" class="plain" onClick={() => onClose()}>
        {tSupport('check.closeCamera')}
      </button>
    </div>
  )
}
