/**
 * The app's own paths. The issuer answers them with `index.html`, the service worker from its precache; every
 * other path is an asset, the API, or not found. Paths are stable: they are in people's bookmarks.
 */
export const appRoutes = [
  '/',
  '/dang-nhap',
  '/dang-nhap/vneid',
  '/quen-mat-khau',
  '/mat-may',
  '/dang-ky',
  '/dang-ky/ho-so',
  '/qua-trinh',
  '/qua-trinh/huong',
  '/qua-trinh/kham',
  '/qua-trinh/moi',
  '/quet',
  '/tien-ich',
  '/tien-ich/san-sang',
  '/tien-ich/khong-mang',
  '/tien-ich/tai-khoan',
  '/tien-ich/may',
  '/tien-ich/mat-khau',
  '/tien-ich/van-tay',
  '/tien-ich/quyen-loi',
  '/tien-ich/thong-bao',
  '/tien-ich/nhac',
  '/tien-ich/trich-luc',
  '/tien-ich/in-qr',
  '/tien-ich/bao-sai',
  '/tien-ich/tra-cuu',
  '/tien-ich/nop-tien',
  '/tien-ich/hoi-dap',
  '/tien-ich/da-dua-the',
  '/tien-ich/dich-vu',
  '/tien-ich/ho-so',
  '/tien-ich/tin-tuc',
  '/tien-ich/hoi-co-quan',
  '/tien-ich/kiem-tra-tin',
  '/them-the',
  '/them-the/nhap-tay',
] as const

/**
 * The office's page, which is no part of the wallet: the issuer answers it, and no service worker keeps it.
 */
export const officePath = '/office'

/** The hospital desk's page, with a worker of its own: no part of the wallet either. */
export const deskPath = '/quay'

/** The desk's service worker; its scope is `deskPath`. */
export const deskWorkerPath = '/quay-worker.js'

export type AppRoute = (typeof appRoutes)[number]

/**
 * Whether the worker keeps a part of the app on the phone: before the app may take over, after that when it
 * can, or not at all. A part that says nothing goes with what loads it.
 */
export type Offline = 'install' | 'later' | 'never'

/** True for a path of the app itself (exact; no trailing slash, no query). */
export function isAppRoute(path: string): path is AppRoute {
  return appRoutes.some((route) => route === path)
}
