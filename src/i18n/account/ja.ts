import type { AccountTexts } from './vi.ts'

export const jaAccount: AccountTexts = {
  'account.title': 'アカウント',
}
