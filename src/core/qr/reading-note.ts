/**
 * Something a person should look at beside a field that was read, or could not be read, from a code. Wrong data exists on
 * genuine cards, so none of these refuses the card.
 * - `unreadable`: the field holds something that cannot be right and is left out
 * - `unusual-form`: kept as written, but not in the form that the field has
 * - `sex-mismatch`, `birth-year-mismatch`: differs from what the personal number says
 * - `office-code-mismatch`: the management code names another BHXH code or province than the card number
 * - `benefit-level-mismatch`: the level stated apart differs from the one inside the number
 * - `dates-out-of-order`, `date-in-future`
 * - `unknown-participant-group`, `unknown-province`, `old-number-form` (letters in the tail, before 2017)
 * - `old-identity-number`: an old 9-digit identity number stands where the personal number should be
 * - `no-diacritics`: name and address came without Vietnamese marks, as from a scanner that types
 * - `keyboard`: typed by a scanner and rewritten by the computer's keyboard; put right, or perhaps not as it
 * was
 * - `several`: more than one text, so that none of them can be meant for certain
 * - `checksum-mismatch`, `damaged`, `unsupported-version`: of codes that are not cards
 */
export type ReadingNoteCode =
  | 'unreadable'
  | 'unusual-form'
  | 'sex-mismatch'
  | 'birth-year-mismatch'
  | 'office-code-mismatch'
  | 'benefit-level-mismatch'
  | 'dates-out-of-order'
  | 'date-in-future'
  | 'unknown-participant-group'
  | 'unknown-province'
  | 'old-number-form'
  | 'old-identity-number'
  | 'no-diacritics'
  | 'keyboard'
  | 'several'
  | 'checksum-mismatch'
  | 'damaged'
  | 'unsupported-version'

/** `field` is absent where the note is about the code as a whole. */
export type ReadingNote<Field extends string = string> = { code: ReadingNoteCode; field?: Field }
