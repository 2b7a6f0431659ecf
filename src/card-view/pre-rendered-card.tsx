import { CardScreen } from './card-screen.tsx'
import { Later } from './later.tsx'
import { Notes, Shell } from './shell.tsx'
import type { CardScreenProps, ShownCard, ShownRefresh } from './shown.ts'
import { describeStatus, type StatusNote, splitNotes } from './status-notes.ts'

export type PreRenderedCardProps = CardScreenProps & { notes: readonly StatusNote[] }

/**
 * The whole page as opening the app shows it. The service worker renders it to text for its answer to the
 * navigation; the page hydrates the same markup. Given the same props, both give the same.
 */
export function PreRenderedCard({ notes, ...screen }: PreRenderedCardProps) {
  const { above, below } = splitNotes(notes)
  return (
    <Shell t={screen.t} isCard isReady={screen.isReady} place="/" notes={above}>
      <CardScreen {...screen} />
      <Later isReady={screen.isReady}>
        <Notes notes={below} />
      </Later>
    </Shell>
  )
}

/** What worker and page know alike: the wallet, what of it is chosen, and the moment. */
export type PreRenderedCardInputs = Omit<CardScreenProps, 'cards' | 'liveGap' | 'side'> & {
  side?: CardScreenProps['side']
  summary: {
    cards: readonly ShownCard[]
    refresh?: ShownRefresh
    signedIn: boolean
    holderKeys: 'ready' | 'unavailable' | 'none'
  }
  online: boolean
  /** Unix seconds. */
  now: number
  isClockWrong?: boolean
  /** No live code is made with the clock as it is. */
  isClockDoubtful?: boolean
  /** The summary comes from the rescue copy: the device database did not open in time. */
  rescue?: boolean
}

/** Derives the sentences of the card screen from the wallet, in one place for worker and page. */
export function toPreRenderedCardProps({
  summary,
  online,
  now,
  isClockWrong = false,
  isClockDoubtful = false,
  rescue,
  side = 'front',
  ...screen
}: PreRenderedCardInputs): PreRenderedCardProps {
  const { t, language, card, kinds } = screen
  const { refresh, signedIn, holderKeys, cards } = summary
  const status = { t, language, card, refresh, signedIn, online, now, isClockWrong, rescue: rescue === true }
  const notes = describeStatus(status)
  const lacksLive = card.origin === 'issued' && !rescue && !kinds.includes('live')
  const neverHad = card.credentialExpiresAt === undefined
  return {
    ...screen,
    cards,
    side,
    notes,
    ...(lacksLive && isClockDoubtful && !neverHad && { liveGap: 'clock' }),
    ...(lacksLive && neverHad && { liveGap: holderKeys === 'unavailable' ? 'noKey' : 'notYet' }),
  }
}
