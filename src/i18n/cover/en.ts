import type { CoverTexts } from './vi.ts'

export const enCover: CoverTexts = {
  'cover.title': 'What the card covers',
}
