import type { AccountTexts } from './vi.ts'

export const enAccount: AccountTexts = {
  'account.title': 'Account',
}
