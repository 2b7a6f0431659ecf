import { useEffect, useState } from 'preact/hooks'
import { deskPath } from '../../core/api/app-routes.ts'
import type { TranslateDesk } from '../desk-texts.ts'

/** A new build waits until somebody says so: never in the middle of a patient. */
export function NewBuildOffer({ t }: { t: TranslateDesk }) {
  const [waiting, setWaiting] = useState<ServiceWorker>()
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return
    const watch = async () => {
      const registration = await navigator.serviceWorker.getRegistration(deskPath)
      if (!registration?.active) return
      if (registration.waiting) setWaiting(registration.waiting)
      registration.addEventListener('updatefound', () => {
        const { installing } = registration
        installing?.addEventListener('statechange', () => {
          if (installing.state === 'installed') setWaiting(installing)
        })
      })
    }
    watch().catch(() => undefined)
  }, [])
  if (!waiting) return null
  const apply = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
    waiting.postMessage('USE_NEW_BUILD')
  }
  return (
    <p class="notice" role="status">
      {t('update.ready')}{' '}
      <button type="button" class="plain" onClick={apply}>
        {t('update.apply')}
      </button>
    </p>
  )
}
