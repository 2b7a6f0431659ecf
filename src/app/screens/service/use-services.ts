import { useEffect, useState } from 'preact/hooks'
import { decodeUtf8 } from '../../../core/bytes.ts'
import {
  readReleasedPack,
  type Service,
  type ServicePack,
  serviceText,
} from '../../../core/services/service-pack.ts'
import type { Language } from '../../../i18n/languages.ts'
import type { WalletDatabase } from '../../../wallet/database/wallet-database.ts'
import { useApp } from '../../app-state.ts'
import { readNewestPack } from '../../directory/read-facilities.ts'
import { updateContent } from '../../directory/update-content.ts'
import { serviceFile } from '../../service-worker/offline-data-files.ts'

export type ServicesState =
  | { readonly name: 'loading' | 'missing' }
  | {
      readonly name: 'ready'
      readonly pack: ServicePack
      /** Past its end forms are not to be filled in: they may ask for what is no longer right. */
      readonly isOld: boolean
    }

/** The services of the newest pack on this phone; undefined where none can be read. Asks nobody. */
async function loadServices(db: WalletDatabase | undefined): Promise<ServicesState> {
  const found = await readNewestPack('services', serviceFile.path, db)
  const text = found && decodeUtf8(found.bytes)
  const pack = text?.ok ? readReleasedPack(text.value) : undefined
  return found && pack?.ok ? { name: 'ready', pack: pack.value, isOld: found.isOld } : { name: 'missing' }
}

/** The services of this phone at once, and the newest ones when they have come. */
export function useServices(): { state: ServicesState; retry: () => void } {
  const { db } = useApp()
  const [state, setState] = useState<ServicesState>({ name: 'loading' })
  const open = async (options: { isAsked: boolean }, isOver: () => boolean) => {
    const show = async () => {
      const loaded = await loadServices(db).catch((): ServicesState => ({ name: 'missing' }))
      if (!isOver())
        setState((before) => (loaded.name === 'ready' ? loaded : before.name === 'ready' ? before : loaded))
    }
    await show()
    if (await updateContent(db, options)) await show()
  }
  useEffect(() => {
    let isGone = false
    void open({ isAsked: false }, () => isGone)
    return () => {
      isGone = true
    }
  }, [db])
  return { state, retry: () => void open({ isAsked: true }, () => false) }
}

/** What a service says, by key; `lang` where it is not in the person's language. */
export type Say = {
  /** Empty where there is no such text. */
  readonly text: (key: string) => string
  /** There are texts that only Vietnamese has, and the person reads another language. */
  readonly isPartlyVietnamese: boolean
}

/** How a service speaks in a language. */
export function speak(service: Service, language: Language): Say {
  const { texts } = service
  const keys = Object.keys(texts.vi ?? {})
  return {
    text: (key) => serviceText(service, language, key)?.text ?? '',
    isPartlyVietnamese: keys.some((key) => serviceText(service, language, key)?.isFallback === true),
  }
}
