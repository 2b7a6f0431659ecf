import type { ComponentType } from 'preact'
import type { Offline } from '../../core/api/app-routes.ts'
import type { Language } from '../../i18n/languages.ts'
import { lazyComponent } from './lazy-component.tsx'

type LazyScreen<Props> = {
  /** Whether the screen is kept on the phone; the build reads it here, see build/offline-files.ts. */
  offline: Offline
  /** The texts that it speaks, loaded beside it. */
  texts: readonly { load: (language: Language) => Promise<void> }[]
  load: () => Promise<ComponentType<Props>>
}

/** A screen that is loaded with its texts when it is first shown. */
export function lazyScreen<Props extends object>({ texts, load }: LazyScreen<Props>) {
  return lazyComponent<Props>(async (language) => {
    const [screen] = await Promise.all([load(), ...texts.map((each) => each.load(language))])
    return screen
  })
}
