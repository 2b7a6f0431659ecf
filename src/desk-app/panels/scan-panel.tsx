import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { TranslateDesk } from '../desk-texts.ts'
import type { ScanRemark } from '../engine/desk-answer.ts'
import { createScannerKeys, isKeyOfPage, isKeyOutOfField } from '../engine/scanner-keys.ts'
import { createWedgeField } from '../engine/wedge-field.ts'
import { isShortcut, readWedgeKey, takeEarlyInput } from '../input/early-input.ts'
import type { PictureReader } from '../input/read-code-picture.ts'
import type { CameraPanel } from './camera-panel.tsx'

type ScanPanelProps = {
  readonly t: TranslateDesk
  readonly lead: string
  readonly onText: (text: string, fromKeyboard: boolean) => void
  readonly onRemark: (remark: ScanRemark) => void
}

const startTimer = (onTime: () => void, ms: number) => {
  const timer = setTimeout(onTime, ms)
  return () => clearTimeout(timer)
}

/** Whether a key typed here is text for another field. */
const isField = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text')

/** The reader of pictures is large and comes when the first picture does. */
const loadReader = async (): Promise<PictureReader> =>
  (await import('../input/read-code-picture.ts')).createPictureReader()

/** The field that is always ready for a scanner, and the other ways: camera, picture, typing. */
export function ScanPanel({ t, lead, onText, onRemark }: ScanPanelProps) {
  const field = useRef<HTMLInputElement>(null)
  const reader = useRef<Promise<PictureReader> | undefined>(undefined)
  const [progress, setProgress] = useState(0)
  const [isCamera, setCamera] = useState(false)
  const [Camera, setCameraPanel] = useState<{ readonly Panel: typeof CameraPanel }>()
  const handlers = useRef({ onText, onRemark })
  handlers.current = { onText, onRemark }

  const wedge = useMemo(
    () =>
      createWedgeField({
        startTimer,
        onProgress: setProgress,
        onEnd: (end) => {
          if (field.current) field.current.value = ''
          if (end.kind === 'text') handlers.current.onText(end.text, true)
          else handlers.current.onRemark(end.kind)
        },
      }),
    [],
  )

  const readPicture = async (file: Blob) => {
    reader.current ??= loadReader()
    try {
      const read = await (await reader.current).read(file)
      if (read.ok) handlers.current.onText(read.value, false)
      else handlers.current.onRemark(read.error)
    } catch {
      reader.current = undefined
      handlers.current.onRemark('no-picture')
    }
  }

  /** The camera's code comes with the first wish for it. */
  const toggleCamera = () => {
    setCamera(!isCamera)
    if (Camera) return
    import('./camera-panel.tsx').then(
      ({ CameraPanel: Panel }) => setCameraPanel({ Panel }),
      () => setCamera(false),
    )
  }

  const take = (transfer: DataTransfer | null): boolean => {
    const file = [...(transfer?.files ?? [])][0]
    const text = transfer?.getData('text/plain') ?? ''
    if (!file && text === '') return false
    wedge.clear()
    if (field.current) field.current.value = ''
    if (file) void readPicture(file)
    else handlers.current.onText(text, false)
    return true
  }

  // Before anything else is typed: what came before the desk's code did.
  useLayoutEffect(() => {
    const standing = field.current?.value ?? ''
    for (const input of takeEarlyInput()) {
      if (input.kind === 'key') wedge.keyDown(input.key)
      else if (input.kind === 'text') wedge.input(input.typed)
      else if (input.kind === 'press') input.button.click()
      else {
        input.choice.checked = input.isChecked
        input.choice.dispatchEvent(new Event('change', { bubbles: true }))
      }
    }
    // A scan that has ended empties the field; what stands there may be the next one's beginning.
    if (field.current) field.current.value = standing
  }, [])

  useEffect(() => {
    const takeFocus = () => {
      if (!document.querySelector('dialog[open]')) field.current?.focus({ preventScroll: true })
    }
    takeFocus()
    const isScannerKey = createScannerKeys()
    const press = (event: KeyboardEvent) => {
      const { key, timeStamp: time, repeat: isRepeat, target } = event
      // What a text makes of them is its field's; the scanner's makes something of all once it has begun.
      const isWithHeld = isShortcut(event)
      const isOfText =
        isField(target) &&
        !isWithHeld &&
        !isKeyOfPage(key) &&
        (!isKeyOutOfField(key) || (target === field.current && field.current?.value !== ''))
      if (isScannerKey({ key, time, isRepeat, isShortcut: isWithHeld }) && !isOfText) {
        event.preventDefault()
        event.stopPropagation()
        return takeFocus()
      }
      // A scanner types wherever the focus is; a person's key on a button stays a button's.
      const isTyping = key.length === 1 && key !== ' ' && !event.ctrlKey && !event.metaKey
      if (isTyping && !isField(target)) takeFocus()
    }
    // Else the next scan, where it begins with a blank or a line end, would press once more what was clicked.
    const click = ({ detail, target }: MouseEvent) => {
      if (detail > 0 && target instanceof Element && target.closest('button, summary, label')) takeFocus()
    }
    const paste = (event: ClipboardEvent) => {
      const isElsewhere = isField(event.target) && event.target !== field.current
      if (!isElsewhere && take(event.clipboardData)) event.preventDefault()
    }
    const over = (event: DragEvent) => event.preventDefault()
    const drop = (event: DragEvent) => {
      // Else the browser opens the picture in place of the desk.
      event.preventDefault()
      take(event.dataTransfer)
    }
    document.addEventListener('keydown', press, true)
    document.addEventListener('click', click)
    document.addEventListener('paste', paste)
    document.addEventListener('dragover', over)
    document.addEventListener('drop', drop)
    return () => {
      document.removeEventListener('keydown', press, true)
      document.removeEventListener('click', click)
      document.removeEventListener('paste', paste)
      document.removeEventListener('dragover', over)
      document.removeEventListener('drop', drop)
    }
  }, [])

  return (
    <section class="scan-panel">
      <label class="scan-field">
        <span>{t('scan.label')}</span>
        <input
          ref={field}
          type="text"
          inputMode="none"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          autofocus
          class={progress > 20 ? 'receiving' : undefined}
          onKeyDown={(event) => {
            if (wedge.keyDown(readWedgeKey(event))) event.preventDefault()
          }}
          onInput={(event) => wedge.input(event.currentTarget.value)}
        />
      </label>
      <p class="scan-state" role="status">
        {progress > 20 ? t('scan.progress', { count: progress }) : lead}
      </p>
      <div class="scan-ways">
        <button type="button" class="plain" aria-pressed={isCamera} onClick={toggleCamera}>
          {t(isCamera ? 'scan.cameraClose' : 'scan.camera')}
        </button>
        <label class="plain file">
          {t('scan.picture')}
          <input
            type="file"
            accept="image/*"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0]
              if (file) void readPicture(file)
              event.currentTarget.value = ''
            }}
          />
        </label>
      </div>
      <p class="small">{t('scan.drop')}</p>
      {isCamera && Camera && <Camera.Panel t={t} onText={(text) => handlers.current.onText(text, false)} />}
    </section>
  )
}
