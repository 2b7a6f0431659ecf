import * as v from 'valibot'
import { languageTag, serviceId } from '../api/endpoint.ts'
import { isSafeText } from '../qr/safe-text.ts'
import { err, ok, type Result } from '../result.ts'
import { isBoundedJson, toCanonicalJson } from './bounded-json.ts'
import { type DefinitionReader, readReleasedDefinition } from './read-definition.ts'
import { type DefinitionError, isGuide, listFields, type ServiceDefinition } from './service-definition.ts'
import { limits } from './service-words.ts'

/** A language of the interface. */
export type ServiceLanguage = v.InferOutput<typeof languageTag>

/** A service as the phone, the issuer and the office have it. */
export type Service = {
  readonly definition: ServiceDefinition
  /** Its own texts, and behind them those that the services of the pack share. */
  readonly texts: ServiceTexts
  /** The definition as it was written, canonical JSON: what `hashService` is taken of. */
  readonly source: string
}

export type ServicePack = {
  /** As of which day. */
  readonly asOf: string
  readonly shared: ServiceTexts
  readonly services: readonly Service[]
  /** What this version cannot read, and why; the others live. */
  readonly refused: readonly { readonly id: string; readonly why: DefinitionError }[]
}

const line = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(limits.textLength),
  v.check((text) => text.split('\n').every(isSafeText)),
)
const key = v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9-]+){0,2}$/), v.maxLength(80))
const Texts = v.pipe(
  v.record(key, line),
  v.check((texts) => Object.keys(texts).length <= limits.texts),
)
const AllTexts = v.record(languageTag, Texts)

/** Texts by language and key. */
export type ServiceTexts = Readonly<v.InferOutput<typeof AllTexts>>

const PackFile = v.strictObject({
  asOf: v.pipe(v.string(), v.isoDate()),
  shared: AllTexts,
  // Each is read by itself, whatever it is: one that cannot be read takes no other along.
  services: v.pipe(v.array(v.unknown()), v.maxLength(limits.services)),
})

/**
 * Reads the pack `services` as it was released. A definition or texts that cannot be taken are named in
 * `refused`; only what is no pack at all is an error. Never throws.
 * @param readDefinition who judges definitions in full reads by `check-pack.ts`
 */
export function readReleasedPack(
  text: string,
  readDefinition: DefinitionReader = readReleasedDefinition,
): Result<ServicePack, 'pack_unreadable'> {
  const json = text.length <= limits.pack ? parseJson(text) : undefined
  const file = v.safeParse(PackFile, json, { abortEarly: true })
  if (!file.success) return err('pack_unreadable')
  const { asOf, shared, services: written } = file.output
  const services: Service[] = []
  const refused: { id: string; why: DefinitionError }[] = []
  for (const entry of written) {
    const { definition, texts } = toEntry(entry)
    const id = readId(definition)
    const service = readReleasedService({ definition, texts, shared }, readDefinition)
    if (!service.ok) refused.push({ id, why: service.error })
    else if (services.some((other) => other.definition.id === id)) refused.push({ id, why: 'id_twice' })
    else services.push(service.value)
  }
  return ok({ asOf, shared, services, refused })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function toEntry(entry: unknown): { readonly definition?: unknown; readonly texts?: unknown } {
  return typeof entry === 'object' && entry !== null ? entry : {}
}

function readId(definition: unknown): string {
  const id = typeof definition === 'object' && definition && 'id' in definition ? definition.id : undefined
  return v.is(serviceId, id) ? id : ''
}

/** A service as a pack has it; `shared`: the texts that stand behind its own. */
export type WrittenService = {
  readonly definition: unknown
  readonly texts: unknown
  readonly shared?: ServiceTexts
}

/** Reads one service: its definition, and that every text that it needs is there in Vietnamese. */
export function readReleasedService(
  { definition, texts, shared = {} }: WrittenService,
  readDefinition: DefinitionReader = readReleasedDefinition,
): Result<Service, DefinitionError> {
  const read = readDefinition(definition)
  if (!read.ok) return read
  const own = isBoundedJson(texts, limits) ? v.safeParse(AllTexts, texts, { abortEarly: true }) : undefined
  if (!own?.success) return err('text_unsafe')
  const service = {
    definition: read.value,
    texts: behind(own.output, shared),
    source: toCanonicalJson(definition),
  }
  return listTextKeys(read.value).every((each) => service.texts.vi?.[each])
    ? ok(service)
    : err('text_missing')
}

function behind(own: ServiceTexts, shared: ServiceTexts): ServiceTexts {
  const tags = languageTag.options
  return Object.fromEntries(tags.map((tag) => [tag, { ...shared[tag], ...own[tag] }]))
}

/**
 * The texts that a definition cannot do without: `title`, `about`; `field.<id>` of each field;
 * `choice.<field>.<value>`; `rule.<id>`. Others are shown where they are: `who`, `ready`, `fee`, `where` (of
 * a guide), `page.<id>`, `hint.<field>`, `done`.
 */
export function listTextKeys(definition: ServiceDefinition): readonly string[] {
  const fields = listFields(definition).flatMap(({ id, choices = [] }) => [
    `field.${id}`,
    ...choices.map((choice) => `choice.${id}.${choice}`),
  ])
  const rules = (definition.rules ?? []).map(({ id }) => `rule.${id}`)
  return ['title', 'about', ...(isGuide(definition) ? ['where'] : []), ...fields, ...rules]
}

/** A text in a language; `isFallback`: there is only the Vietnamese one, which is to be marked as such. */
export type ServiceText = { readonly text: string; readonly isFallback: boolean }

/** The text of a key, in Vietnamese where the language has none; undefined where there is none at all. */
export function serviceText(
  { texts }: Pick<Service, 'texts'>,
  language: ServiceLanguage,
  key: string,
): ServiceText | undefined {
  const own = texts[language]?.[key]
  if (own !== undefined) return { text: own, isFallback: false }
  const vietnamese = texts.vi?.[key]
  return vietnamese === undefined ? undefined : { text: vietnamese, isFallback: true }
}
