import { tUi } from '../texts/ui-texts.ts'

/** The mark of a field that a code filled in. */
export function filledMark(isFilled: boolean): string | undefined {
  return isFilled ? tUi('details.filled') : undefined
}
