import { CardScreen } from './card-screen.tsx'
import { Shell } from './shell.tsx'
import type { CardScreenProps } from './shown.ts'
import type { StatusNote } from './status-notes.ts'

export type FirstPaintProps = CardScreenProps & { notes: readonly StatusNote[] }

/**
 * The whole page as opening the app shows it. The service worker renders it to text for its answer to the navigation;
 * the page hydrates the same markup. Given the same props, both give the same.
 */
export function FirstPaint({ notes, ...screen }: FirstPaintProps) {
  return (
    <Shell t={screen.t} place="/" notes={notes}>
      <CardScreen {...screen} />
    </Shell>
  )
}
