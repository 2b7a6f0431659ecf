import type { ComponentChildren } from 'preact'
import type { Service } from '../../../core/services/service-pack.ts'
import type { TypedAnswers } from './fields/typed-answer.ts'
import type { Say } from './use-services.ts'

/** What every page of a service that is being filled in knows. */
export type Filing = {
  readonly service: Service
  readonly say: Say
  readonly typed: TypedAnswers
  /** What is to be known of the draft, on each page. */
  readonly notes: ComponentChildren
}
