import type { AppRoute } from '../core/api/app-routes.ts'
import {
  AccountScreens,
  AddCardScreen,
  CoverScreens,
  EntryScreen,
  ManualEntryScreen,
  OfficeScreen,
  OfflineGuideScreen,
  ReadinessScreen,
  RegistrationScreens,
  ScanScreen,
  ServicesScreen,
} from './screens.ts'

/**
 * Every screen beside the card and the history. It is loaded with the first of them: naming them all on the card path would make
 * every new one a cost of opening the card.
 */
export function OtherScreen({ route }: { route: AppRoute }) {
  switch (route) {
    case '/dang-nhap':
    case '/dang-nhap/vneid':
    case '/quen-mat-khau':
      return <EntryScreen route={route} />
    case '/dang-ky':
    case '/dang-ky/ho-so':
      return <RegistrationScreens route={route} />
    case '/office':
      return <OfficeScreen />
    case '/quet':
      return <ScanScreen />
    case '/them-the':
      return <AddCardScreen />
    case '/them-the/nhap-tay':
      return <ManualEntryScreen />
    case '/tien-ich/san-sang':
      return <ReadinessScreen />
    case '/tien-ich/khong-mang':
      return <OfflineGuideScreen />
    case '/tien-ich/bao-sai':
    case '/tien-ich/nhac':
    case '/tien-ich/quyen-loi':
    case '/tien-ich/trich-luc':
      return <CoverScreens route={route} />
    case '/tien-ich/tai-khoan':
    case '/tien-ich/may':
    case '/tien-ich/mat-khau':
    case '/tien-ich/van-tay':
      return <AccountScreens route={route} />
    default:
      return <ServicesScreen />
  }
}
