import type { WorkerRequest } from '../core/api/worker-messages.ts'
import { askWorker } from './service-worker/worker-bridge.ts'

/** As for every code, see use-card-code.ts. */
const workerLimitMs = 2_500

/** The element that carries the wallet, on a page that was rendered before (wallet/cards/ready-page.ts). */
export function findCarrier(): HTMLTemplateElement | undefined {
  return document.querySelector<HTMLTemplateElement>('template#wallet') ?? undefined
}

/**
 * Puts what is true now in the place of what was true when the page was rendered: its templates say from when
 * on each holds. Nothing is done as long as the page is right; `data-overtaken` says that it was not. `now`
 * in Unix seconds.
 */
export function correctNotes(carrier: HTMLTemplateElement, now: number): void {
  const { from, until } = carrier.dataset
  if (Number(from) <= now && (until === undefined || now < Number(until))) return
  carrier.dataset['overtaken'] = ''
  const planned = [...document.querySelectorAll<HTMLTemplateElement>('template.planned')]
  const [above, below] =
    planned.filter(({ dataset }) => Number(dataset['from']) <= now).at(-1)?.content.children ?? []
  if (!above || !below) return
  document.querySelector('.shell')?.classList.toggle('noted', above.querySelector('.warn, .bad') !== null)
  document.querySelector('.top > .notes')?.replaceWith(above.cloneNode(true))
  document.querySelector('main > .notes')?.replaceWith(below.cloneNode(true))
}

/**
 * Has the worker make a code that no page may carry, and puts it into its place, before the app itself is
 * fetched.
 */
export async function fetchCodeToCome(): Promise<void> {
  const panel = document.querySelector<HTMLElement>('.code-panel')
  const { card: cardId, kind } = panel?.dataset ?? {}
  const path = panel?.querySelector('.qr path[d=""]')
  if (!panel || !path || cardId === undefined || kind !== 'live') return
  const answer = await askWorker({ type: 'DRAW_CODE', cardId, kind }, 'CODE', workerLimitMs)
  // The app may have been faster.
  if (!answer?.code?.ok || path.getAttribute('d') !== '' || panel.dataset['card'] !== cardId) return
  const { path: drawn, size, at } = answer.code.value
  path.parentElement?.setAttribute('viewBox', `-4 -4 ${size + 8} ${size + 8}`)
  path.setAttribute('d', drawn)
  if (at !== undefined) panel.dataset['at'] = String(at)
}

declare global {
  interface Window {
    /** Set by `holdPresses`, which is in another bundle than who calls this. */
    releasePress?: () => void
  }
}

/**
 * Remembers the button that is pressed before the app listens: the code is seen well before that.
 * `window.releasePress` presses it again; one that has gone from the page does nothing.
 */
export function holdPresses(): void {
  let pressed: HTMLElement | null = null
  const holdPress = ({ target }: Event) => {
    if (target instanceof Element) pressed = target.closest('button')
  }
  document.addEventListener('click', holdPress)
  window.releasePress = () => {
    document.removeEventListener('click', holdPress)
    pressed?.click()
    pressed = null
  }
}

/** Puts what the first frame did without (card-view/later.tsx, and its styles) into its place. */
export function showLater(): void {
  const parts = document.querySelectorAll<HTMLTemplateElement>('template.later')
  for (const part of parts) part.replaceWith(part.content)
}

/** Tells the worker that this page was opened, which a static route does not. */
export function reportOpening(): void {
  navigator.serviceWorker?.controller?.postMessage({ type: 'OPENED' } satisfies WorkerRequest)
}
