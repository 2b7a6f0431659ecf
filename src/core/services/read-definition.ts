import * as v from 'valibot'
import { err, ok, type Result } from '../result.ts'
import { isBoundedJson } from './bounded-json.ts'
import { askDelivery } from './delivery.ts'
import { type DefinitionError, type ServiceDefinition, WrittenDefinition } from './service-definition.ts'
import { limits, SERVICE_SCHEMA } from './service-words.ts'

/**
 * What a reader of definitions gives: never throws, whatever it is given; one that is refused says nothing
 * about others.
 */
export type DefinitionReader = (value: unknown) => Result<ServiceDefinition, DefinitionError>

/**
 * Reads a definition of a pack that was released: signed, and judged in full before
 * (`readServiceDefinition`). The phone looks at its form, its bounds and its words alone, and refuses what it
 * could not draw.
 */
export const readReleasedDefinition: DefinitionReader = (value) => {
  const read = readWrittenDefinition(value)
  return read.ok ? ok(addDelivery(read.value)) : read
}

/** The form of a definition as a pack has it (JSON that was parsed), within bounds. */
export function readWrittenDefinition(value: unknown): Result<ServiceDefinition, DefinitionError> {
  if (!isBoundedJson(value, limits)) return err('too_large')
  if (typeof value !== 'object' || value === null) return err('malformed')
  const { schema, pages } = value as { schema?: unknown; pages?: unknown }
  if (typeof schema === 'number' && schema > SERVICE_SCHEMA) return err('schema_unknown')
  if (Array.isArray(pages) && pages.length > limits.pages) return err('too_large')
  if (JSON.stringify(value).length > limits.definition) return err('too_large')
  const read = v.safeParse(WrittenDefinition, value, { abortEarly: true })
  return read.success ? ok(read.output) : err('malformed')
}

/** With the question of the delivery at its end, if there is one. */
export function addDelivery(written: ServiceDefinition): ServiceDefinition {
  return { ...written, pages: [...written.pages, ...askDelivery(written.delivery)] }
}
