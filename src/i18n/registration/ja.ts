import type { RegistrationTexts } from './vi.ts'

export const jaRegistration: RegistrationTexts = {
  'registration.title': 'アカウント登録',
}
