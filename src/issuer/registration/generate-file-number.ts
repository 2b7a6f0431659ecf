import { randomBytes } from 'node:crypto'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { type FilePrefix, formatFileNumber } from '../../core/registration/file-number.ts'

/** A new file number in the year of `now`. */
export function generateFileNumber(prefix: FilePrefix, now: number): string {
  return formatFileNumber(prefix, Number(vietnamDay(now).slice(0, 4)), randomBytes(5))
}
