import { follow, readDirection, readSwipe } from './swipe.ts'
import './swipe-cards.css'

type Neighbour = { readonly cardId: string } | undefined

export type Swiping = { before: Neighbour; after: Neighbour; onShow: (cardId: string) => void }

const stillness = matchMedia('(prefers-reduced-motion: reduce)')

/**
 * Lets a finger on the card go to the card before or after it; a mouse and the keyboard have the row of names. `current` is asked at
 * each movement: a second swipe may come before anything else has noticed the first. Returns how to stop.
 */
export function swipeCards(current: () => Swiping): () => void {
  const pair = document.querySelector<HTMLElement>('.pair')
  if (!pair) return () => {}
  const watching = new AbortController()
  const { signal } = watching
  let start: { id: number; x: number; y: number; at: number } | undefined
  let across = false

  const move = (event: PointerEvent) => {
    if (event.pointerId !== start?.id) return
    const gone = { x: event.clientX - start.x, y: event.clientY - start.y }
    const direction = across ? 'across' : readDirection(gone)
    if (direction === 'along') start = undefined
    if (direction !== 'across') return
    if (!across) pair.setPointerCapture(event.pointerId)
    across = true
    if (stillness.matches) return
    const { before, after } = current()
    const x = follow(gone.x, { hasBefore: before !== undefined, hasAfter: after !== undefined })
    pair.style.transform = `translateX(${Math.round(x)}px)`
  }
  const end = (event: PointerEvent) => {
    if (event.pointerId !== start?.id) return
    const [x, ms] = [event.clientX - start.x, event.timeStamp - start.at]
    start = undefined
    pair.style.transform = ''
    if (!across) return
    // The end of a swipe is no tap on what lies under the finger.
    addEventListener('click', stopClick, { capture: true, once: true })
    setTimeout(() => removeEventListener('click', stopClick, { capture: true }))
    across = false
    const { before, after, onShow } = current()
    const asked = event.type === 'pointerup' ? readSwipe(x, ms) : undefined
    const next = asked && (asked === 'before' ? before : after)
    pair.classList.toggle('settling', !next)
    if (!next) return
    pair.classList.remove('from-before', 'from-after')
    // Read between the two, so that the movement begins anew.
    void pair.offsetWidth
    pair.classList.add(asked === 'before' ? 'from-before' : 'from-after')
    onShow(next.cardId)
  }
  pair.addEventListener(
    'pointerdown',
    (event) => {
      if (event.pointerType === 'mouse' || !event.isPrimary) return
      pair.classList.remove('settling')
      start = { id: event.pointerId, x: event.clientX, y: event.clientY, at: event.timeStamp }
      across = false
    },
    { signal },
  )
  pair.addEventListener('pointermove', move, { signal })
  pair.addEventListener('pointerup', end, { signal })
  pair.addEventListener('pointercancel', end, { signal })
  pair.classList.add('swipes')
  return () => watching.abort()
}

function stopClick(event: Event): void {
  event.preventDefault()
  event.stopPropagation()
}

/** Brings the chosen card into sight in the row of names. */
export function showChosen(): void {
  const strip = document.querySelector<HTMLElement>('.strip')
  const chosen = strip?.querySelector(':checked')?.closest('label')
  if (!strip || !chosen) return
  const left = chosen.offsetLeft - (strip.clientWidth - chosen.offsetWidth) / 2
  strip.scrollTo({ left, behavior: stillness.matches ? 'instant' : 'smooth' })
}
