import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { useApp } from '../../app-context.ts'
import { LanguageChoice } from '../../components/language-choice.tsx'
import { sayRegistration } from '../../registration-texts.ts'
import '../../styles/screens.css'

/** The frame of the screens before an account: name, language, a way out that keeps what was typed. */
export function EntryFrame({ children }: { children: ComponentChildren }) {
  const { t, face } = useApp()
  useEffect(() => {
    document.title = `${sayRegistration('registration.title')} – ${t('app.name')}`
  }, [t])
  return (
    <main id="main" class="entry registration" tabIndex={-1}>
      <header class="entry-top">
        <p class="app-name">
          <a href={face.cards.length > 0 ? '/' : '/dang-nhap'}>{t('app.name')}</a>
        </p>
        <LanguageChoice />
      </header>
      {children}
    </main>
  )
}
