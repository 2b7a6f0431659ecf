import type { Steps } from '../use-steps.ts'
import type { HavePictures } from './registration-checks.ts'
import type { RegistrationField, RegistrationForm } from './registration-form.ts'

/** What every page of the form gets. */
export type PageProps = {
  form: RegistrationForm
  pictures: HavePictures
  steps: Steps
  /** The person typed or chose something. */
  onChange: (change: Readonly<Partial<Record<RegistrationField, string>>>) => void
  /** Something else became of the whole form. */
  onForm: (change: (form: RegistrationForm) => RegistrationForm) => void
}
