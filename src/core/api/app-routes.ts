/**
 * The app's own paths. The issuer answers them with `index.html`, the service worker from its precache; every other
 * path is an asset, the API, or not found. Paths are stable: they are in people's bookmarks.
 */
export const appRoutes = [
  '/',
  '/dang-nhap',
  '/qua-trinh',
  '/quet',
  '/tien-ich',
  '/tien-ich/san-sang',
  '/tien-ich/khong-mang',
  '/them-the',
  '/them-the/nhap-tay',
] as const

export type AppRoute = (typeof appRoutes)[number]

/** True for a path of the app itself (exact; no trailing slash, no query). */
export function isAppRoute(path: string): path is AppRoute {
  return appRoutes.some((route) => route === path)
}
