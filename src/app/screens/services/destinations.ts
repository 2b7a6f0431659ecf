import type { AppRoute } from '../../../core/api/app-routes.ts'
import type { tApp } from '../../texts/app-texts.ts'

type TextKey = Parameters<typeof tApp>[0]

export type Destination = {
  to: AppRoute | 'tel:19009068'
  title: TextKey
  hint?: TextKey
  /**
   * For whom it is: somebody with cards of the issuer's, somebody signed in or not; without, for everybody.
   */
  only?: 'account' | 'signedIn' | 'signedOut'
}

/** What the services screen leads to, by subject; the first group has no heading. */
export const destinationGroups: readonly { title?: TextKey; entries: readonly Destination[] }[] = [
  {
    entries: [
      { to: '/tien-ich/dich-vu', title: 'services.errands', hint: 'services.errandsHint' },
      { to: '/tien-ich/thong-bao', title: 'services.inbox', only: 'account' },
      { to: '/tien-ich/nop-tien', title: 'services.payment', hint: 'services.paymentHint', only: 'account' },
      { to: '/dang-nhap', title: 'services.enter', only: 'signedOut' },
      { to: '/dang-ky', title: 'services.register', only: 'signedOut' },
    ],
  },
  {
    title: 'services.cardGroup',
    entries: [
      { to: '/them-the', title: 'services.cards', hint: 'services.cardsHint' },
      { to: '/tien-ich/quyen-loi', title: 'services.cover', hint: 'services.coverHint' },
      { to: '/tien-ich/nhac', title: 'services.remind', hint: 'services.remindHint' },
      { to: '/tien-ich/in-qr', title: 'services.paper', hint: 'services.paperHint', only: 'account' },
      { to: '/tien-ich/trich-luc', title: 'services.extract', hint: 'services.extractHint' },
      { to: '/tien-ich/bao-sai', title: 'services.report', hint: 'services.reportHint', only: 'account' },
    ],
  },
  {
    title: 'services.askGroup',
    entries: [
      { to: '/tien-ich/tra-cuu', title: 'services.lookup', hint: 'services.lookupHint' },
      { to: '/tien-ich/hoi-dap', title: 'services.answers', hint: 'services.answersHint' },
      { to: '/tien-ich/tin-tuc', title: 'services.articles' },
      { to: '/tien-ich/kiem-tra-tin', title: 'services.check', hint: 'services.checkHint' },
      { to: '/tien-ich/hoi-co-quan', title: 'services.question', hint: 'services.questionHint' },
      { to: 'tel:19009068', title: 'services.hotline', hint: 'services.hotlineHint' },
    ],
  },
  {
    title: 'services.deviceGroup',
    entries: [
      { to: '/tien-ich/san-sang', title: 'services.readiness', hint: 'services.readinessHint' },
      { to: '/tien-ich/khong-mang', title: 'services.offline', hint: 'services.offlineHint' },
      { to: '/tien-ich/da-dua-the', title: 'services.shown', hint: 'services.shownHint', only: 'account' },
    ],
  },
  {
    title: 'services.accountGroup',
    entries: [
      {
        to: '/tien-ich/tai-khoan',
        title: 'services.account',
        hint: 'services.accountHint',
        only: 'signedIn',
      },
      { to: '/tien-ich/may', title: 'services.devices', only: 'signedIn' },
      { to: '/tien-ich/mat-khau', title: 'services.password', only: 'signedIn' },
      { to: '/tien-ich/van-tay', title: 'services.passkeys', only: 'signedIn' },
    ],
  },
]
