import type { AccountTexts } from './vi.ts'

export const enAccount: AccountTexts = {
  'account.title': 'Account',
  'leave.signOutTitle': 'Sign out of this device?',
  'leave.signOutDeletes':
    'This device will delete: the cards issued by the social security office, the participation history, live codes, drafts and copies.',
  'leave.keepsCards': 'Self-declared cards that stay on this device: {count}.',
  'leave.keepsAccount':
    'Your account and data at the social security office stay as they are. You can sign in again whenever there is a network.',
  'leave.offline':
    'There is no network: the data on this device is deleted at once. The next time the wallet opens with a network, it closes the session at the social security office as well.',
  'leave.signOutConfirm': 'Delete and sign out',
  'leave.eraseTitle': 'Erase everything on this device?',
  'leave.eraseDeletes':
    'This device will delete all cards, the participation history, drafts, whatever waits to be sent, keys and settings.',
  'leave.eraseCards':
    'Self-declared cards that go too: {count}. They exist on this device only and cannot be fetched again.',
  'leave.eraseKeeps':
    'What stays: your account at the social security office, and a passkey in this device’s password settings, if you have added one.',
  'leave.eraseConfirm': 'Erase everything',
  'leave.working': 'Deleting…',
  'leave.failed': 'The data on this device could not be deleted. Please try again.',
}
