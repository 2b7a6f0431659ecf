import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { type Language, languages } from '../../../src/i18n/languages.ts'

/** A file of texts: by key, with the plural category at its end where the text has categories. */
export type Texts = Readonly<Record<string, string>>

const folder = new URL('../../../src/i18n/', import.meta.url)

export const sourcesFile = new URL('sources.json', folder)

export function readJson(file: URL): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** The texts of one area in one language; undefined if it is not spoken there. */
export function readTexts(language: Language, area: string): Texts | undefined {
  const file = new URL(`${language}/${area}.json`, folder)
  return existsSync(file) ? (readJson(file) as Texts) : undefined
}

/** The areas that Vietnamese has. */
export const areas = readdirSync(new URL('vi/', folder)).map((file) => file.replace(/\.json$/, ''))

/**
 * The areas that are translated: all but the officers' page, and the desk's, which speaks Vietnamese and
 * English.
 */
export const translatedAreas = areas.filter((area) => existsSync(new URL(`ja/${area}.json`, folder)))

/** A key as code names it. */
export const withoutCategory = (key: string) => key.replace(/_(one|other)$/, '')

/** The names of the places to fill, each once. */
export const placesOf = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

/** What ties translations to the text that they translate. */
export const hashText = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8)

/** By area and key, the hash of the Vietnamese text that the four translations were last held against. */
export type Sources = Readonly<Record<string, Texts>>

export const readSources = () => readJson(sourcesFile) as Sources

/** Every key of the translated areas with the hash of its Vietnamese text as it is now. */
export function hashSources(): Sources {
  const hashAll = (texts: Texts) => Object.entries(texts).map(([key, text]) => [key, hashText(text)])
  return Object.fromEntries(
    translatedAreas.map((area) => [area, Object.fromEntries(hashAll(readTexts('vi', area) ?? {}))]),
  )
}

export const translations = languages.filter((language) => language !== 'vi')
