import { useEffect, useState } from 'preact/hooks'
import { say } from '../app-texts.ts'
import { applyUpdate, isUpdateWaiting, watchUpdate } from '../update-offer.ts'

/**
 * Offers a new version that is ready. It belongs on screens where nothing is being shown to anybody: never over a card, its
 * code, or a scan.
 */
export function UpdateOffer() {
  const [waiting, setWaiting] = useState(isUpdateWaiting)
  useEffect(() => watchUpdate(() => setWaiting(isUpdateWaiting())), [])
  if (!waiting) return null
  return (
    <section class="offer" aria-labelledby="update-title">
      <h2 id="update-title">{say('update.title')}</h2>
      <p>{say('update.lead')}</p>
      <button type="button" class="plain" onClick={applyUpdate}>
        {say('update.action')}
      </button>
    </section>
  )
}
