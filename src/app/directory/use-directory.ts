import { useEffect, useState } from 'preact/hooks'
import { useApp } from '../app-state.ts'
import { type LoadedDirectory, loadDirectory } from './load-directory.ts'
import { updateContent } from './update-content.ts'

type DirectoryState =
  | { readonly name: 'loading' | 'missing' }
  | { readonly name: 'ready'; readonly loaded: LoadedDirectory }

/** The directory of this phone at once, and the newest one when that has come. */
export function useDirectory(): {
  state: DirectoryState
  retry: (options: { isAsked: boolean }) => void
} {
  const { db } = useApp()
  const [state, setState] = useState<DirectoryState>({ name: 'loading' })
  const open = async (options: { isAsked: boolean }, isOver: () => boolean) => {
    const show = async () => {
      const loaded = await loadDirectory(db).catch(() => undefined)
      if (isOver()) return
      setState((before) =>
        loaded ? { name: 'ready', loaded } : before.name === 'ready' ? before : { name: 'missing' },
      )
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
  return { state, retry: (options) => void open(options, () => false) }
}
