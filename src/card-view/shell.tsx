import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import { Later } from './later.tsx'
import type { BarPlace, TranslateCard } from './shown.ts'
import type { StatusNote } from './status-notes.ts'

/** The places of the bottom bar, in their order; a place is listed once its screen exists. */
export const barPlaces: readonly BarPlace[] = [
  { path: '/', text: 'nav.card', icon: 'card' },
  { path: '/qua-trinh', text: 'nav.history', icon: 'history' },
  { path: '/quet', text: 'nav.scan', icon: 'scan' },
  { path: '/tien-ich', text: 'nav.services', icon: 'services' },
]

type ShellProps = {
  t: TranslateCard
  /** The card itself: every line above the code is one that the code lacks. */
  isCard?: boolean
  isReady?: boolean | undefined
  /** The path of the place that is shown; sub-pages belong to their place. */
  place: string
  notes: readonly StatusNote[]
  children: ComponentChildren
}

/** The frame of every screen behind the sign-in: name, state of the wallet, content, bottom bar. */
export function Shell({ t, isCard, isReady, place, notes, children }: ShellProps) {
  const noted = notes.some(({ tone }) => tone !== 'quiet' && tone !== 'offline')
  return (
    <div class={isCard ? `shell with-code${noted ? ' noted' : ''}` : 'shell'}>
      <Later isReady={isReady}>
        <a class="skip" href="#main">
          {t('app.skip')}
        </a>
      </Later>
      <header class="top">
        <p class="app-name">{t('app.name')}</p>
        <Notes notes={notes} />
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <Later isReady={isReady}>
        <nav class="bar" aria-label={t('nav.label')}>
          {barPlaces.map(({ path, text, icon }) => (
            <a key={path} href={path} aria-current={path === place ? 'page' : undefined}>
              <Icon name={icon} />
              {t(text)}
            </a>
          ))}
        </nav>
      </Later>
    </div>
  )
}

/** Sentences about the state of the wallet, most important first. */
export function Notes({ notes }: { notes: readonly StatusNote[] }) {
  return (
    <div class="notes">
      {notes.map(({ tone, text, href }) => (
        <p key={text} class={`note ${tone}`}>
          {tone !== 'quiet' && <Icon name={tone === 'offline' ? 'offline' : 'warn'} />}
          {href ? <a href={href}>{text}</a> : text}
        </p>
      ))}
    </div>
  )
}
