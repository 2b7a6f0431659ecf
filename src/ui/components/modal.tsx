import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

type ModalProps = {
  class: string
  labelledBy: string
  onClose: () => void
  children: ComponentChildren
}

/**
 * The browser's own modal dialogue: it keeps the focus inside, gives it back at the end, and closes with Escape. The Back
 * button of a phone closes it too, through an entry in the history that does not change the address.
 */
export function Modal({ class: name, labelledBy, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    element?.showModal()
    history.pushState({ modal: true }, '')
    const close = () => onClose()
    addEventListener('popstate', close)
    return () => {
      removeEventListener('popstate', close)
      element?.close()
      // The browser gives the focus back only to a dialogue that is still in the page.
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
      if (history.state?.modal === true) history.back()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      class={name}
      aria-labelledby={labelledBy}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      {children}
    </dialog>
  )
}
