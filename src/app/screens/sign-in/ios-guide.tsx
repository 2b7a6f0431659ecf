import type { ComponentChildren } from 'preact'
import { tApp } from '../../texts/app-texts.ts'

/** "Add to the home screen" before the sign-in, because the installed app does not share Safari's storage. */
export function IosGuide({ onSkip }: { onSkip: () => void }) {
  return (
    <section class="guide">
      <h1>{tApp('ios.title')}</h1>
      <p>{tApp('ios.lead')}</p>
      <HomeScreenSteps />
      <button type="button" class="plain" onClick={onSkip}>
        {tApp('ios.skip')}
      </button>
    </section>
  )
}

/** How an iPhone puts the app on its home screen, with Apple's own words for it. */
export function HomeScreenSteps() {
  return (
    <ol class="steps pictured">
      <li>
        <Picture>
          <path d="M6 26h52M6 38h52" class="faint" />
          <path d="M32 30V12M25 18l7-7 7 7M22 22h-4v20h28V22h-4" />
        </Picture>
        {tApp('ios.share')}
      </li>
      <li>
        <Picture>
          <path d="M6 10h52M6 38h52" class="faint" />
          <rect x="20" y="12" width="24" height="24" rx="5" />
          <path d="M32 18v12M26 24h12" />
        </Picture>
        {tApp('ios.add')}
      </li>
      <li>
        <Picture>
          <rect x="18" y="3" width="28" height="42" rx="5" class="faint" />
          <rect x="24" y="10" width="16" height="11" rx="2" />
          <path d="M27 14h6M27 17.500h4M36 14v4M34 16h4" />
        </Picture>
        {tApp('ios.confirm')}
      </li>
    </ol>
  )
}

function Picture({ children }: { children: ComponentChildren }) {
  return (
    <svg class="picture" viewBox="0 0 64 48" aria-hidden="true">
      {children}
    </svg>
  )
}
