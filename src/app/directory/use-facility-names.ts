import { useEffect, useState } from 'preact/hooks'
import { useApp } from '../app-state.ts'

/** Names of facilities by the directory on this phone; `missing` where there is none that can be read. */
export type FacilityNames = {
  readonly state: 'loading' | 'read' | 'missing'
  /** Undefined where the directory does not know the code. */
  readonly find: (code: string) => string | undefined
}

const none = { find: () => undefined }

/** The names, read once for a screen; nobody is asked. */
export function useFacilityNames(): FacilityNames {
  const { db } = useApp()
  const [names, setNames] = useState<FacilityNames>({ state: 'loading', ...none })
  useEffect(() => {
    const load = async (): Promise<FacilityNames> => {
      const { readFacilities } = await import('./read-facilities.ts')
      const read = await readFacilities(db)
      if (!read) return { state: 'missing', ...none }
      const byCode = new Map(read.table.facilities.map(({ code, name }) => [code, name]))
      return { state: 'read', find: (code) => byCode.get(code) }
    }
    load().then(setNames, () => setNames({ state: 'missing', ...none }))
  }, [db])
  return names
}

/** `01-929`, as cards print it. */
export function formatFacilityCode(code: string): string {
  return `${code.slice(0, 2)}-${code.slice(2)}`
}
