import { createRequire } from 'node:module'
import { openSync as openFont } from 'fontkit'

const { resolve } = createRequire(import.meta.url)
const fontFile = (path: string) => resolve(`@expo-google-fonts/${path}.ttf`)

/**
 * The fonts of the printed form, by the name under which they are registered. `plain`, `bold` and `italic`
 * set the form itself; the others set what people declare in letters that `plain` lacks, and are only opened
 * then.
 */
export const formFonts = {
  plain: fontFile('be-vietnam-pro/400Regular/BeVietnamPro_400Regular'),
  italic: fontFile('be-vietnam-pro/400Regular_Italic/BeVietnamPro_400Regular_Italic'),
  bold: fontFile('be-vietnam-pro/700Bold/BeVietnamPro_700Bold'),
  /** Latin of all kinds (Ƀ, ŏ, ĭ of Êđê, Gia Rai, Ba Na …), Cyrillic, Greek. */
  latin: fontFile('noto-sans/400Regular/NotoSans_400Regular'),
  /** Han as China, Taiwan and Japan write it, kana, full-width letters. */
  han: fontFile('chocolate-classical-sans/400Regular/ChocolateClassicalSans_400Regular'),
  hangul: fontFile('gowun-dodum/400Regular/GowunDodum_400Regular'),
  khmer: fontFile('battambang/400Regular/Battambang_400Regular'),
  cham: fontFile('noto-sans-cham/400Regular/NotoSansCham_400Regular'),
  taiViet: fontFile('noto-sans-tai-viet/400Regular/NotoSansTaiViet_400Regular'),
  thai: fontFile('noto-sans-thai/400Regular/NotoSansThai_400Regular'),
  lao: fontFile('noto-sans-lao/400Regular/NotoSansLao_400Regular'),
  arabic: fontFile('noto-sans-arabic/400Regular/NotoSansArabic_400Regular'),
} as const

export type FormFont = keyof typeof formFonts

/** In the order in which they are tried for a letter. */
const valueFonts = [
  'plain',
  'latin',
  'han',
  'hangul',
  'khmer',
  'cham',
  'taiViet',
  'thai',
  'lao',
  'arabic',
] as const satisfies readonly FormFont[]

/** A stretch of text in one font; without `font` no font of the form has its letters. */
export type FontRun = { readonly text: string; readonly font: FormFont | undefined }

type Face = {
  readonly has: (point: number) => boolean
  /** False for the rare sequences of marks on which the shaper fails. */
  readonly canShape: (text: string) => boolean
  /** Above and below the baseline, for a size of 1. */
  readonly ascent: number
  readonly descent: number
}

const opened = new Map<FormFont, Face>()

/** Measures and letters of a font, read from its file once. */
export function openFace(font: FormFont): Face {
  const known = opened.get(font)
  if (known) return known
  const file = openFont(formFonts[font])
  if (!('hasGlyphForCodePoint' in file)) throw new TypeError(`${font} is a collection of fonts`)
  const face = {
    has: (point: number) => file.hasGlyphForCodePoint(point),
    canShape(text: string) {
      try {
        file.layout(text)
        return true
      } catch {
        return false
      }
    },
    ascent: file.ascent / file.unitsPerEm,
    descent: -file.descent / file.unitsPerEm,
  }
  opened.set(font, face)
  return face
}

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' })

/** What the reader sees as one letter, with all its marks, one by one. */
export function splitLetters(text: string): string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment)
}

/**
 * Text in stretches of one font. A letter and its marks come from one font; blanks, digits and punctuation
 * stay in the font of the letter before them where that has them, so that a script written from right to left
 * keeps its order.
 */
export function splitByFont(text: string): FontRun[] {
  const runs: { text: string; font: FormFont | undefined }[] = []
  for (const letter of splitLetters(text)) {
    const last = runs.at(-1)
    const isCommon = /^\p{Script=Common}+$/u.test(letter)
    const font = isCommon && last?.font && hasLetter(last.font, letter) ? last.font : findFont(letter)
    if (last && last.font === font) last.text += letter
    else runs.push({ text: letter, font })
  }
  return runs.map(({ text: part, font }) => ({
    text: part,
    font: font && openFace(font).canShape(part) ? font : undefined,
  }))
}

function findFont(letter: string): FormFont | undefined {
  return valueFonts.find(
    (font) => hasLetter(font, letter) && (letter.length === 1 || openFace(font).canShape(letter)),
  )
}

function hasLetter(font: FormFont, letter: string): boolean {
  const { has } = openFace(font)
  return [...letter].every(
    (sign) => /\p{Default_Ignorable_Code_Point}/u.test(sign) || has(sign.codePointAt(0) ?? 0),
  )
}
