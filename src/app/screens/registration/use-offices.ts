import { useEffect, useState } from 'preact/hooks'
import { type Branch, readBranches } from '../../../core/registration/branches.ts'
import { readBuiltInRoots } from '../../../wallet/refresh/root-keys.ts'
import { officeFile } from '../../service-worker/offline-data-files.ts'

let loading: Promise<readonly Branch[] | undefined> | undefined

/** The offices; undefined where they could not be loaded, and tried again at the next call. */
export function loadOffices(): Promise<readonly Branch[] | undefined> {
  loading ??= fetchOffices().catch(() => undefined)
  return loading.then((offices) => {
    if (!offices) loading = undefined
    return offices
  })
}

async function fetchOffices(): Promise<readonly Branch[] | undefined> {
  const response = await fetch(officeFile.path)
  if (!response.ok) return undefined
  const specimens = readBuiltInRoots().some(({ demo }) => demo)
  const offices = readBranches(await response.text(), { specimens })
  return offices.ok ? offices.value : undefined
}

/** The offices once they are there; `failed` where they could not be loaded, until `retry`. */
export function useOffices(): { offices?: readonly Branch[]; failed: boolean; retry: () => void } {
  const [state, setState] = useState<{ offices?: readonly Branch[]; failed: boolean }>({ failed: false })
  const load = () => {
    setState({ failed: false })
    void loadOffices().then((offices) => setState(offices ? { offices, failed: false } : { failed: true }))
  }
  useEffect(load, [])
  return { ...state, retry: load }
}
