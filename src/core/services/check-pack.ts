import type { Result } from '../result.ts'
import { readServiceDefinition } from './check-definition.ts'
import type { DefinitionError } from './service-definition.ts'
import {
  readReleasedPack,
  readReleasedService,
  type Service,
  type ServicePack,
  type WrittenService,
} from './service-pack.ts'

/** Reads the pack `services` with each definition judged in full: at the content desk and by the issuer. */
export function readServicePack(text: string): Result<ServicePack, 'pack_unreadable'> {
  return readReleasedPack(text, readServiceDefinition)
}

/** Reads one service with its definition judged in full. */
export function readService(written: WrittenService): Result<Service, DefinitionError> {
  return readReleasedService(written, readServiceDefinition)
}
