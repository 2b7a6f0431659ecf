import { useEffect, useState } from 'preact/hooks'
import { tApp } from '../texts/app-texts.ts'
import { findInstallOffer, watchInstallOffer } from './install-prompt.ts'

/** The browser's own offer to install, while there is one. */
export function useInstallOffer() {
  const [offer, setOffer] = useState(findInstallOffer)
  useEffect(() => watchInstallOffer(() => setOffer(findInstallOffer)), [])
  return offer
}

/** Offers to install the app, where the browser itself can do it. */
export function InstallOffer() {
  const offer = useInstallOffer()
  if (!offer) return null
  return (
    <section class="offer" aria-labelledby="install-title">
      <h2 id="install-title">{tApp('install.title')}</h2>
      <p>{tApp('install.lead')}</p>
      <button type="button" class="plain" onClick={() => void offer().catch(() => {})}>
        {tApp('install.action')}
      </button>
    </section>
  )
}
