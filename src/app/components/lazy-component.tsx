import type { ComponentType } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import type { Language } from '../../i18n/languages.ts'
import { useApp } from '../app-state.ts'

/**
 * A component that is loaded when it is first shown, with words while it loads and a way on when it cannot be. `load` may
 * bring along whatever else the component needs, such as its texts. After `preload` it shows at once.
 */
export function lazyComponent<Props extends object>(
  load: (language: Language) => Promise<ComponentType<Props>>,
): ComponentType<Props> & { preload: (language: Language) => Promise<void> } {
  let loaded: ComponentType<Props> | undefined
  const preload = async (language: Language) => {
    loaded = await load(language)
  }
  function LazyComponent(props: Props) {
    const { t, language } = useApp()
    const [Component, setComponent] = useState(() => loaded)
    const [failed, setFailed] = useState(false)
    // Before the next paint, which would come between.
    useLayoutEffect(() => {
      if (Component || failed) return
      preload(language).then(
        () => setComponent(() => loaded),
        () => setFailed(true),
      )
    }, [Component, failed, language])
    if (Component) return <Component {...props} />
    if (!failed) return <p class="loading-state">{t('app.opening')}</p>
    return (
      <div class="loading-state" role="alert">
        <p>{t('app.partFailed')}</p>
        <button type="button" class="plain" onClick={() => setFailed(false)}>
          {t('app.retry')}
        </button>
      </div>
    )
  }
  return Object.assign(LazyComponent, { preload })
}
