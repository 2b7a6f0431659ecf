import { useEffect, useState } from 'preact/hooks'
import { findReadyPlace } from '../../wallet/cards/ready-page.ts'
import { useApp } from '../app-state.ts'
import { tUi } from '../texts/ui-texts.ts'
import {
  canUseCacheStorage,
  findMissing,
  type MissingCapability,
  type Purpose,
  readCapabilities,
} from './capabilities.ts'

/** What is missing for this purpose, and whether nothing of it can be done without. */
export function useMissing(purpose: Purpose): { missing: MissingCapability | undefined; isBarred: boolean } {
  const { storageError } = useApp()
  const [hasCacheStorage, setCacheStorage] = useState(true)
  useEffect(() => void canUseCacheStorage(findReadyPlace()).then(setCacheStorage), [])
  const missing = findMissing(purpose, { ...readCapabilities(storageError ?? 'open'), hasCacheStorage })
  return { missing, isBarred: missing !== undefined && missing !== 'network-only' }
}

/**
 * Says in words what this browser does not give and what to do about it, before anything is typed or sent in
 * vain.
 */
export function MissingNotice({ missing }: { missing: MissingCapability | undefined }) {
  return missing && <p class="notice">{describeMissing(missing)}</p>
}

function describeMissing(missing: MissingCapability): string {
  switch (missing) {
    case 'insecure':
    case 'keys':
    case 'cookies':
    case 'network-only':
      return tUi(`missing.${missing}`)
    default:
      return tUi(`error.${missing}`)
  }
}
