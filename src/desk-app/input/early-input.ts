import { createScannerKeys, isKeyOfPage } from '../engine/scanner-keys.ts'
import type { WedgeKey } from '../engine/wedge-field.ts'

/** What was done on the first screen before the desk's code was there. */
export type EarlyInput =
  | { readonly kind: 'key'; readonly key: WedgeKey }
  | { readonly kind: 'text'; readonly typed: string }
  | { readonly kind: 'press'; readonly button: HTMLElement }
  | { readonly kind: 'choice'; readonly choice: HTMLInputElement; readonly isChecked: boolean }

/** The key of an event, as far as the field for scanners asks. */
export function readWedgeKey(event: KeyboardEvent): WedgeKey {
  const { code, key, shiftKey: shift, ctrlKey, metaKey } = event
  return { code, key, shift, isChord: (ctrlKey || metaKey) && !event.getModifierState('AltGraph') }
}

/** Shortcuts that choose, copy and edit text and do nothing else: programs beside the desk press them, too. */
const OF_TEXT = /^[acvxz]$/i

/** Whether a key is pressed with what makes a shortcut of it that does something to the page or the browser. */
export function isShortcut(
  event: Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'getModifierState'>,
): boolean {
  const { code, key, ctrlKey, metaKey, altKey } = event
  // By Alt and the numbers on the right some scanners type signs, and a Mac by Alt and a letter.
  const isWithAlt = altKey && !code.startsWith('Numpad') && /^(?:[a-z]|\w{2,})$/i.test(key)
  const isHeld = ((ctrlKey || metaKey) && !OF_TEXT.test(key)) || isWithAlt
  return isHeld && !event.getModifierState('AltGraph')
}

let inputs: EarlyInput[] = []
let stop = () => {}

/**
 * Follows what is typed into the first screen's field and which of its controls are pressed, until
 * `takeEarlyInput` is called: a scan that comes before the desk's code is not lost, and walks through the
 * page no more than later.
 */
export function recordEarlyInput(screen: HTMLElement): void {
  inputs = []
  const isScannerKey = createScannerKeys()
  const press = (event: KeyboardEvent) => {
    const { key: name, timeStamp: time, repeat: isRepeat, target: field } = event
    const isField = field instanceof HTMLInputElement && field.type === 'text'
    const isWithHeld = isShortcut(event)
    const isOfText = isField && !isWithHeld && !isKeyOfPage(name) && (name === ' ' || field.value !== '')
    if (isScannerKey({ key: name, time, isRepeat, isShortcut: isWithHeld }) && !isOfText) {
      event.preventDefault()
      return screen.querySelector<HTMLInputElement>('input[type=text]')?.focus()
    }
    if (!isField) return
    const key = readWedgeKey(event)
    inputs.push({ kind: 'key', key })
    if (key.isChord || !(key.key === 'Enter' || (key.key === 'Tab' && field.value !== ''))) return
    // The next scan begins in an empty field.
    field.value = ''
    event.preventDefault()
  }
  const type = ({ target }: Event) => {
    if (target instanceof HTMLInputElement && target.type === 'text')
      inputs.push({ kind: 'text', typed: target.value })
  }
  const click = ({ target }: Event) => {
    const button = target instanceof Element ? target.closest('button') : null
    if (button) inputs.push({ kind: 'press', button })
  }
  const choose = ({ target: choice }: Event) => {
    if (choice instanceof HTMLInputElement && (choice.type === 'radio' || choice.type === 'checkbox'))
      inputs.push({ kind: 'choice', choice, isChecked: choice.checked })
  }
  // Wherever the focus is: beside the screen's own controls it is on the page.
  document.addEventListener('keydown', press)
  screen.addEventListener('input', type)
  screen.addEventListener('click', click)
  screen.addEventListener('change', choose)
  stop = () => {
    document.removeEventListener('keydown', press)
    screen.removeEventListener('input', type)
    screen.removeEventListener('click', click)
    screen.removeEventListener('change', choose)
  }
}

/** What was recorded, in its order, once; from now on nothing is. */
export function takeEarlyInput(): readonly EarlyInput[] {
  stop()
  const taken = inputs
  inputs = []
  return taken
}
