/** In this order: browsers name those that they descend from as well. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bZalo\b/, 'Zalo'],
  [/\bFBA[NV]\b/, 'Facebook'],
  [/\bcoc_coc_browser\//, 'Cốc Cốc'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bOPR\/|\bOPT\//, 'Opera'],
  [/\bEdg(A|iOS)?\//, 'Edge'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]

const systems: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMacintosh\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
]

const LENGTH_LIMIT = 512

/**
 * What a person may recognise a device by: browser and system, such as `Chrome, Android`; one of the two, or nothing, where the
 * browser does not say. Only words of ours, never text of the request.
 */
export function nameDevice(userAgent: string | null | undefined): string {
  const text = (userAgent ?? '').slice(0, LENGTH_LIMIT)
  const find = (names: typeof browsers) => names.find(([pattern]) => pattern.test(text))?.[1]
  return [find(browsers), find(systems)].filter((name) => name !== undefined).join(', ')
}
