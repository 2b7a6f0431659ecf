import type { RegistrationTexts } from './vi.ts'

export const enRegistration: RegistrationTexts = {
  'registration.title': 'Register an account',
}
