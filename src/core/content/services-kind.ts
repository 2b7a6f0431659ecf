import { err, ok, type Result } from '../result.ts'
import { toCanonicalJson } from '../services/bounded-json.ts'
import { readServiceDefinition } from '../services/check-definition.ts'
import { readServicePack } from '../services/check-pack.ts'
import type { Service, ServiceTexts } from '../services/service-pack.ts'
import { limits } from '../services/service-words.ts'
import type { PackKind, PackRow, PackTable, RowFault } from './pack-kind.ts'

/** The row of the texts that services share; no service may have this id. */
const SHARED = 'shared'
const languages = ['vi', 'en', 'ko', 'zh', 'ja'] as const

type WrittenTexts = Partial<Record<string, unknown>>
type PackFile = {
  readonly asOf: string
  readonly shared: WrittenTexts
  readonly services: readonly {
    readonly definition: { readonly id?: unknown }
    readonly texts: WrittenTexts
  }[]
}

/**
 * Definitions of public services (docs/services.md). A row is a service: its definition and its texts in each
 * language, as JSON; one more has the texts that they share. What is released is read by every phone, so a
 * definition that cannot be taken refuses all.
 */
export const servicesKind: PackKind = {
  identity: 'id',
  fields: [
    { name: 'definition', maxLength: limits.definition },
    ...languages.map((language) => ({ name: language, maxLength: 40_000 })),
  ],

  protectedValues: () => [],

  read(text) {
    const pack = readServicePack(text)
    if (!pack.ok || pack.value.refused.length > 0) return err('pack_unreadable')
    const { asOf, shared, services } = JSON.parse(text) as PackFile
    const rows = new Map<string, PackRow>([[SHARED, { id: SHARED, ...writeTexts(shared) }]])
    for (const { definition, texts } of services) {
      const id = String(definition.id)
      rows.set(id, { id, definition: toCanonicalJson(definition), ...writeTexts(texts) })
    }
    return rows.size === services.length + 1 ? ok({ asOf, rows }) : err('pack_unreadable')
  },

  write({ asOf, rows }) {
    const shared = readTexts(rows.get(SHARED) ?? {})
    if (!shared.ok) return err({ ...shared.error, key: SHARED })
    const services: unknown[] = []
    for (const [key, row] of rows) {
      if (key === SHARED) continue
      const service = readRow(row, { asOf, shared: shared.value, key })
      if (!service.ok) return err({ ...service.error, key })
      services.push(service.value)
    }
    return ok(JSON.stringify({ asOf, shared: shared.value, services }))
  },
}

function writeTexts(texts: WrittenTexts): PackRow {
  return Object.fromEntries(
    languages.flatMap((language) => (texts[language] ? [[language, JSON.stringify(texts[language])]] : [])),
  )
}

function readTexts(row: PackRow): Result<WrittenTexts, RowFault> {
  const texts: Record<string, unknown> = {}
  for (const language of languages) {
    const written = row[language]
    if (written === undefined) continue
    const read = parse(written)
    if (read === undefined) return err({ why: 'value_unknown', field: language })
    texts[language] = read
  }
  return ok(texts)
}

/** A row that phones can read, alone in a pack; the definition is what is pointed at where they cannot. */
function readRow(
  row: PackRow,
  { asOf, shared, key }: { asOf: PackTable['asOf']; shared: WrittenTexts; key: string },
): Result<unknown, RowFault> {
  const texts = readTexts(row)
  if (!texts.ok) return texts
  const definition = parse(row['definition'] ?? '')
  const service = { definition, texts: texts.value }
  const pack = readServicePack(JSON.stringify({ asOf, shared, services: [service] }))
  const [first] = pack.ok ? pack.value.services : []
  if (first === undefined) return err({ why: 'value_unknown', field: 'definition' })
  return first.definition.id === key ? ok(service) : err({ why: 'code_twice', field: 'definition' })
}

/**
 * A row as phones read it, for a look at it; texts that are shared are left out. Undefined if it cannot be
 * read.
 */
export function readServiceRow(row: PackRow): Service | undefined {
  const [definition, texts] = [readServiceDefinition(parse(row['definition'] ?? '')), readTexts(row)]
  if (!definition.ok || !texts.ok) return undefined
  return { definition: definition.value, texts: texts.value as ServiceTexts, source: row['definition'] ?? '' }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
