import type { BhytReading } from '../../../core/qr/bhyt-reading.ts'
import { CardPreview } from '../add-card/card-preview.tsx'
import { ManualEntryScreen } from '../add-card/manual-entry-screen.tsx'
import { cardOfText, startFromText } from '../add-card/new-card.ts'

type ScannedCardProps = { text: string; reading: BhytReading; onAgain: () => void }

/** A scanned insurance card: to be looked at and added; one whose code names no whole person is completed by hand first. */
export function ScannedCard({ text, reading, onAgain }: ScannedCardProps) {
  const card = cardOfText(text)
  if (card) return <CardPreview card={card} notes={reading.warnings} onAgain={onAgain} />
  const start = startFromText(text)
  return <ManualEntryScreen {...(start && { start })} notes={reading.warnings} />
}
