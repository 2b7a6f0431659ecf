import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { FileButton } from '../../../ui/forms/file-button.tsx'
import { tScan } from '../../texts/scan-texts.ts'
import { type Handed, readClipboard, readTransfer } from './picture-source.ts'
import { createTypedScan } from './typed-scan.ts'

type OnHanded = (handed: Handed) => unknown

type OtherWaysProps = {
  /** Whether choosing a picture is the first thing to do on this screen. */
  isMain: boolean
  suggestPhoto: boolean
  /** Shows everything at once: there is no camera. */
  isOpen: boolean
  onHanded: OnHanded
  /** Where the person goes who would rather type. */
  byHand: ComponentChildren
}

/** Ways to a code without the live camera: a photograph, a picture, the clipboard, typing. */
export function OtherWays({ isMain, suggestPhoto, isOpen, onHanded, byHand }: OtherWaysProps) {
  const [isEmpty, setEmpty] = useState(false)
  const hand = (picture: Blob) => onHanded({ picture })
  const paste = async () => {
    const handed = await readClipboard()
    setEmpty(!handed)
    if (handed) onHanded(handed)
  }
  return (
    <div class="other-ways">
      {suggestPhoto && (
        <>
          <p role="status">{tScan('scan.slow')}</p>
          {/* The phone's own camera app focuses and exposes better than a browser does. */}
          <FileButton
            text={tScan('scan.takePhoto')}
            look="primary"
            accept="image/*"
            camera="environment"
            onFile={hand}
          />
        </>
      )}
      <FileButton
        text={tScan('scan.pick')}
        look={isMain ? 'primary' : 'plain'}
        accept="image/*"
        onFile={hand}
      />
      <details open={isOpen}>
        <summary>{tScan('scan.other')}</summary>
        {byHand}
        <button type="button" class="plain" onClick={() => void paste()}>
          {tScan('scan.paste')}
        </button>
        <p class="small" role="status">
          {isEmpty && tScan('scan.pasteNothing')}
        </p>
        <p class="small">{tScan('scan.drop')}</p>
      </details>
    </div>
  )
}

/** Milliseconds without a key after which a scanner that sends no Enter is taken to have ended. */
const SILENCE = 700

/**
 * Takes what is pasted on, dropped on or typed into the screen by a desk scanner. Typing into a field stays
 * there. Returns whether something is being dragged over the page.
 */
export function useHandedIn(onHanded: OnHanded): boolean {
  const [isDragged, setDragged] = useState(false)
  useEffect(() => {
    const typedScan = createTypedScan()
    const take = (event: Event, handed: Handed | undefined) => {
      if (!handed || isEditable(event.target)) return
      event.preventDefault()
      onHanded(handed)
    }
    const paste = (event: ClipboardEvent) => take(event, readTransfer(event.clipboardData))
    const over = (event: DragEvent) => {
      event.preventDefault()
      setDragged(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragged(false)
    }
    const drop = (event: DragEvent) => {
      event.preventDefault() // else the browser opens the picture in place of the app
      setDragged(false)
      take(event, readTransfer(event.dataTransfer))
    }
    let silence: ReturnType<typeof setTimeout> | undefined
    const type = (event: KeyboardEvent) => {
      const { key, code, timeStamp: time } = event
      const isAltGraph = event.getModifierState('AltGraph')
      if (isEditable(event.target) || event.metaKey || (event.ctrlKey && !isAltGraph)) return
      clearTimeout(silence)
      const scan = typedScan.take({ key, code, time, altKey: event.altKey && !isAltGraph })
      if (scan) return take(event, scan)
      silence = setTimeout(() => {
        const unended = typedScan.end()
        if (unended) onHanded(unended)
      }, SILENCE)
    }
    document.addEventListener('paste', paste)
    document.addEventListener('dragover', over)
    document.addEventListener('dragleave', leave)
    document.addEventListener('drop', drop)
    document.addEventListener('keydown', type)
    return () => {
      clearTimeout(silence)
      document.removeEventListener('paste', paste)
      document.removeEventListener('dragover', over)
      document.removeEventListener('dragleave', leave)
      document.removeEventListener('drop', drop)
      document.removeEventListener('keydown', type)
    }
  }, [onHanded])
  return isDragged
}

/** Whether what is typed or pasted here belongs to a field. */
function isEditable(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== 'file' && target.type !== 'radio'
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
