import { useEffect, useRef, useState } from 'preact/hooks'
import { browserPlatform, type CameraState, createCamera } from '../../scanner/camera/camera.ts'
import { startLiveScan } from '../../scanner/camera/live-scan.ts'
import { startNativeDetector } from '../../scanner/camera/native-detector.ts'
import type { TranslateDesk } from '../desk-texts.ts'
import { createDeskGrammar, textOf } from '../input/desk-grammar.ts'
import { openDeskReader } from '../input/open-desk-reader.ts'

/**
 * Before the next code is read, in milliseconds. Who still holds theirs there is read again: no new answer.
 */
const PAUSE = 3000

/** The camera, reading one code after the other until it is closed. */
export function CameraPanel({ t, onText }: { t: TranslateDesk; onText: (text: string) => void }) {
  const box = useRef<HTMLDivElement>(null)
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<CameraState>({ name: 'closed' })
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (!video.current) return undefined
    const camera = createCamera({
      video: video.current,
      platform: browserPlatform(),
      page: document,
      onState: setState,
    })
    void camera.open()
    return () => camera.close()
  }, [])
  const running = state.name === 'running'
  useEffect(() => {
    if (!running || !video.current) return undefined
    const reader = openDeskReader()
    let timer: ReturnType<typeof setTimeout> | undefined
    const scan = startLiveScan({
      video: video.current,
      boxSize: () => ({ width: box.current?.clientWidth ?? 0, height: box.current?.clientHeight ?? 0 }),
      reader,
      native: startNativeDetector(),
      accept: createDeskGrammar(),
      onLook: () => {},
      onRead: ({ text, bytes }) => {
        onText(textOf(text, bytes))
        timer = setTimeout(() => setRound((before) => before + 1), PAUSE)
      },
    })
    return () => {
      clearTimeout(timer)
      scan.stop()
      reader.close()
    }
  }, [running, round])
  return (
    <div class="desk-camera" ref={box}>
      <video ref={video} autoplay muted playsInline tabIndex={-1} />
      <p role="status">{t(state.name === 'refused' ? 'scan.cameraRefused' : 'scan.cameraAim')}</p>
    </div>
  )
}
