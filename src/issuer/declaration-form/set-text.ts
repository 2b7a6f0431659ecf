import type PDFDocument from 'pdfkit'
import { type FontRun, openFace, splitByFont, splitLetters } from './form-fonts.ts'

/** Stands for letters that no font of the form has; the form says at its foot what it means. */
export const UNPRINTABLE = '[…]'

type Pdf = InstanceType<typeof PDFDocument>
type Frame = { readonly x: number; readonly y: number; readonly width: number; readonly size: number }

/**
 * Sets text of any script in lines below each other, each letter in the first font of the form that has it,
 * all on one baseline. Moves the document's position below the last line.
 *
 * @returns Whether every letter could be set; `UNPRINTABLE` stands where one could not.
 */
export function setText(document: Pdf, text: string, { x, y, width, size }: Frame): boolean {
  const runs = splitByFont(text)
  const printable = runs.map(({ text: part, font }) => (font ? part : UNPRINTABLE)).join('')
  let top = y
  for (const line of breakLines(document, printable, width, size)) {
    const parts = splitByFont(line)
    const faces = parts.map(({ font = 'plain' }) => openFace(font))
    const baseline = top + size * Math.max(...faces.map(({ ascent }) => ascent))
    let left = x
    for (const part of parts) {
      const { text: words, font = 'plain' } = part
      document.font(font).fontSize(size)
      document.text(words, left, baseline, { lineBreak: false, baseline: 'alphabetic' })
      left += document.widthOfString(words)
    }
    top = baseline + size * Math.max(...faces.map(({ descent }) => descent))
  }
  document.font('plain').fontSize(size)
  document.x = x
  document.y = top
  return runs.every(({ font }) => font !== undefined)
}

/**
 * Each piece is measured once, and a line is as wide as its pieces: measured whole with every letter that is
 * added, a page of letters without blanks takes a quarter of a minute.
 */
function breakLines(document: Pdf, text: string, width: number, size: number): string[] {
  const known = new Map<string, number>()
  const measurePiece = (piece: string): number => {
    const held = known.get(piece) ?? measure(document, splitByFont(piece), size)
    known.set(piece, held)
    return held
  }
  if (measurePiece(text.trimEnd()) <= width) return [text]
  const lines: string[] = ['']
  let used = 0
  const add = (piece: string) => {
    if (used + measurePiece(piece.trimEnd()) <= width) {
      lines[lines.length - 1] += piece
      used += measurePiece(piece)
    } else {
      lines.push(piece)
      used = measurePiece(piece)
    }
  }
  for (const piece of splitPieces(text)) {
    // A word that is wider than a line, an email address for instance, is broken anywhere.
    if (measurePiece(piece.trimEnd()) <= width) add(piece)
    else for (const letter of splitLetters(piece)) add(letter)
  }
  return lines.filter((line, at) => line !== '' || at === 0)
}

function measure(document: Pdf, runs: readonly FontRun[], size: number): number {
  return runs.reduce(
    (sum, { text, font = 'plain' }) => sum + document.font(font).fontSize(size).widthOfString(text),
    0,
  )
}

const words = new Intl.Segmenter('vi', { granularity: 'word' })

/** Scripts that put no blanks between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u

/**
 * The pieces between which a line may end: after blanks, and between words of scripts that are written
 * without.
 */
function splitPieces(text: string): string[] {
  const pieces: string[] = []
  for (const { segment, isWordLike } of words.segment(text)) {
    const last = pieces.at(-1)
    const mayBreak =
      last === undefined || /\s$/u.test(last) || (isWordLike && UNSPACED.test(segment) && UNSPACED.test(last))
    if (mayBreak && !/^\s/u.test(segment)) pieces.push(segment)
    else pieces[pieces.length - 1] = (last ?? '') + segment
  }
  return pieces
}
