import { useEffect, useState } from 'preact/hooks'
import { useAction } from '../../ui/actions/use-action.ts'
import { useApp } from '../app-state.ts'
import { tApp } from '../texts/app-texts.ts'
import { tUi } from '../texts/ui-texts.ts'
import { applyUpdate, isUpdateWaiting, lookForUpdate, watchUpdate } from './app-update.ts'

/**
 * Offers a new version that is ready, or to look for one where what the issuer sent needs it. It belongs on
 * screens where nothing is being shown to anybody: never over a card, its code, or a scan.
 */
export function UpdateOffer() {
  const [waiting, setWaiting] = useState(isUpdateWaiting)
  useEffect(() => watchUpdate(() => setWaiting(isUpdateWaiting())), [])
  const { summary } = useApp()
  const last = summary.refresh?.last
  const isNeeded = last?.kind === 'failed' && last.code === 'snapshot_too_new'
  if (!waiting) return isNeeded ? <NeededUpdate /> : null
  return (
    <section class="offer" aria-labelledby="update-title">
      <h2 id="update-title">{tApp('update.title')}</h2>
      <p>{tApp('update.lead')}</p>
      <button type="button" class="plain" onClick={applyUpdate}>
        {tApp('update.action')}
      </button>
    </section>
  )
}

/** What came in cannot be read by this version, and a newer one is not there yet. */
function NeededUpdate() {
  const [isNone, setNone] = useState(false)
  const { isBusy, run } = useAction()
  const look = () =>
    run(async () => {
      setNone(!(await lookForUpdate().catch(() => false)))
    })
  return (
    <section class="offer" aria-labelledby="update-title">
      <h2 id="update-title">{tApp('update.needed')}</h2>
      <p>{tUi('error.snapshot_too_new')}</p>
      <p role="status">{(isBusy || isNone) && tApp(isBusy ? 'update.looking' : 'update.notYet')}</p>
      <button type="button" class="plain" aria-disabled={isBusy} onClick={look}>
        {tApp('update.look')}
      </button>
    </section>
  )
}
