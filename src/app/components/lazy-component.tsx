import type { ComponentType } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import type { Language } from '../../i18n/languages.ts'
import { useApp } from '../app-state.ts'

/**
 * A component that is loaded when it is first shown, with words while it loads and a way on when it cannot be. `load` may
 * bring along whatever else the part needs, such as its texts. After `preload` it shows at once.
 */
export function lazyPart<Props extends object>(
  load: (language: Language) => Promise<ComponentType<Props>>,
): ComponentType<Props> & { preload: (language: Language) => Promise<void> } {
  let loaded: ComponentType<Props> | undefined
  const preload = async (language: Language) => {
    loaded = await load(language)
  }
  function LazyPart(props: Props) {
    const { t, language } = useApp()
    const [Part, setPart] = useState(() => loaded)
    const [failed, setFailed] = useState(false)
    // Before the next painting, which would come between.
    useLayoutEffect(() => {
      if (Part || failed) return
      preload(language).then(
        () => setPart(() => loaded),
        () => setFailed(true),
      )
    }, [Part, failed, language])
    if (Part) return <Part {...props} />
    if (!failed) return <p class="part-state">{t('app.opening')}</p>
    return (
      <div class="part-state" role="alert">
        <p>{t('app.partFailed')}</p>
        <button type="button" class="plain" onClick={() => setFailed(false)}>
          {t('app.retry')}
        </button>
      </div>
    )
  }
  return Object.assign(LazyPart, { preload })
}
